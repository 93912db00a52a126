/** The cycles of a control-flow graph: strongly connected components. Algorithm: R. Tarjan (1972), without recursion. */

import type { Block } from "../../ir/block.ts";
import type { Region } from "../../ir/region.ts";

interface Visit {
  readonly block: Block;
  readonly successors: readonly Block[];
  next: number;
}

/** The components that contain a cycle, each as a set of blocks. */
export function findCycles(region: Region): Set<Block>[] {
  const order = new Map<Block, number>();
  const low = new Map<Block, number>();
  const open: Block[] = [];
  const isOpen = new Set<Block>();
  const cycles: Set<Block>[] = [];
  const stack: Visit[] = [];
  const enter = (block: Block): void => {
    order.set(block, order.size);
    low.set(block, order.get(block)!);
    open.push(block);
    isOpen.add(block);
    stack.push({ block, successors: block.successors, next: 0 });
  };
  enter(region.front);
  while (stack.length > 0) {
    const visit = stack[stack.length - 1]!;
    const successor = visit.successors[visit.next++];
    if (successor !== undefined) {
      if (!order.has(successor)) enter(successor);
      else if (isOpen.has(successor)) lower(low, visit.block, order.get(successor)!);
      continue;
    }
    stack.pop();
    const parent = stack[stack.length - 1];
    if (parent !== undefined) lower(low, parent.block, low.get(visit.block)!);
    if (low.get(visit.block) !== order.get(visit.block)) continue;
    const component = new Set<Block>();
    let block: Block;
    do {
      block = open.pop()!;
      isOpen.delete(block);
      component.add(block);
    } while (block !== visit.block);
    if (component.size > 1 || visit.successors.includes(visit.block)) cycles.push(component);
  }
  return cycles;
}

function lower(low: Map<Block, number>, block: Block, value: number): void {
  if (value < low.get(block)!) low.set(block, value);
}
