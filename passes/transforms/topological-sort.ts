/**
 * `topological-sort`: orders the operations of graph regions so that definitions come before uses where that is possible.
 * Operations that are in order stay where they are.
 */
import type { Block } from "../../ir/block.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { GraphRegion } from "../../ir/traits.ts";

export const topologicalSort = definePass(
  "topological-sort",
  { summary: "Sort regions without SSA dominance in topological order" },
  (root) => {
    root.walk((op) => {
      if (!op.def.isRegistered || !op.def.hasTrait(GraphRegion)) return;
      for (const region of op.regions) {
        for (const block of region.blocks()) sortBlock(block);
      }
    });
  },
);

/**
 * The result is that of scanning the operations again and again, each scan taking those whose operands are defined, and,
 * if there are none, the first one. Only the operations that become ready are visited.
 */
function sortBlock(block: Block): void {
  const terminator = block.last?.def.isTerminator === true ? block.last : null;
  const ops = [...block.ops()].filter((op) => op !== terminator);
  const position = new Map(ops.map((op, i) => [op, i]));
  const users: number[][] = ops.map(() => []);
  const missing = ops.map((op, i) => {
    const needed = definitionsUsedBy(op, block, position);
    for (const definition of needed) users[definition]!.push(i);
    return needed.size;
  });
  const order: number[] = [];
  const done = new Uint8Array(ops.length);
  // Operations that are ready in the current scan, and those that have to wait for the next one.
  let ready = ops.flatMap((_, i) => (missing[i] === 0 ? [i] : []));
  let firstLeft = 0;
  while (order.length < ops.length) {
    if (ready.length === 0) {
      while (done[firstLeft] === 1) firstLeft++;
      ready = [firstLeft];
    }
    ready = scan(ready);
  }
  for (const i of order) ops[i]!.moveToEnd(block);
  terminator?.moveToEnd(block);

  function scan(start: readonly number[]): number[] {
    const queue = new MinHeap(start);
    const next: number[] = [];
    for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
      if (done[i] === 1) continue;
      done[i] = 1;
      order.push(i);
      for (const user of users[i]!) {
        missing[user]!--;
        if (missing[user] !== 0 || done[user] === 1) continue;
        if (user > i) queue.push(user);
        else next.push(user);
      }
    }
    return next;
  }
}

/** Positions of the operations of the block that `op` depends on, also through what is inside it. */
function definitionsUsedBy(op: Operation, block: Block, position: ReadonlyMap<Operation, number>): Set<number> {
  const used = new Set<number>();
  op.walk((inner) => {
    for (const { value } of inner.opOperands) {
      const home = value.definingOp;
      const definition = home === undefined ? undefined : block.findAncestorOpInBlock(home);
      const at = definition === undefined || definition === op ? undefined : position.get(definition);
      if (at !== undefined) used.add(at);
    }
  });
  return used;
}

/** A binary heap of numbers. */
class MinHeap {
  readonly #items: number[];
  constructor(items: readonly number[]) {
    this.#items = [];
    for (const item of items) this.push(item);
  }

  push(item: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]! <= item) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child + 1 < items.length && items[child + 1]! < items[child]!) child++;
      if (child >= items.length || items[child]! >= last) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
