/** Functions and the calls among them, with a count of what refers to each function. */

import { SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { CallableOpInterface, CallOpInterface } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { forEachSymbolUse, SymbolTableCollection, symbolVisibility } from "../../ir/symbol-table.ts";

export interface CallGraphNode {
  readonly op: Operation;
  readonly body: Region;
  /** The functions that it called when the graph was made. */
  readonly callees: Set<CallGraphNode>;
  /** How often it mentions each function now. */
  uses: Map<CallGraphNode, number>;
  /** How often it is mentioned. */
  useCount: number;
}

export class CallGraph {
  readonly nodes: readonly CallGraphNode[];
  readonly #byOp: Map<Operation, CallGraphNode>;
  readonly #tables: SymbolTableCollection;

  constructor(root: Operation) {
    this.#tables = new SymbolTableCollection();
    this.#byOp = new Map();
    root.walk((op) => {
      const body = CallableOpInterface.of(op)?.callableRegion(op);
      if (body === undefined || body.isEmpty) return;
      this.#byOp.set(op, { op, body, callees: new Set(), uses: new Map(), useCount: 0 });
    }, "pre");
    this.nodes = [...this.#byOp.values()];
    for (const node of this.nodes) {
      for (const call of callsIn(node.body)) {
        const callee = this.calleeOf(call);
        if (callee !== undefined) node.callees.add(callee);
      }
    }
    // Mentions in functions are counted with them; all others stay.
    forEachSymbolUse(root, (ref, user) => {
      if (this.#enclosing(user) === undefined) this.#mention(user, ref, (target) => target.useCount++);
    });
    for (const node of this.nodes) this.recount(node);
  }

  /** The function that a call names. */
  calleeOf(call: Operation): CallGraphNode | undefined {
    const ref = CallOpInterface.of(call)?.callee(call);
    if (!(ref instanceof SymbolRefAttr)) return undefined;
    const target = this.#tables.lookupNearest(call, ref);
    return target === undefined ? undefined : this.#byOp.get(target);
  }

  /** Counts again what a function mentions, after it changed. */
  recount(node: CallGraphNode): void {
    for (const [target, count] of node.uses) target.useCount -= count;
    node.uses = new Map();
    forEachSymbolUse(node.op, (ref, user) => {
      if (this.#enclosing(user) !== node) return;
      this.#mention(user, ref, (target) => {
        target.useCount++;
        node.uses.set(target, (node.uses.get(target) ?? 0) + 1);
      });
    });
  }

  /** Takes a function out that will be erased. */
  forget(node: CallGraphNode): void {
    for (const [target, count] of node.uses) target.useCount -= count;
    node.uses = new Map();
    this.#byOp.delete(node.op);
  }

  #mention(user: Operation, ref: SymbolRefAttr, count: (target: CallGraphNode) => void): void {
    for (const op of this.#tables.lookupPath(user, ref)) {
      const target = this.#byOp.get(op);
      if (target !== undefined) count(target);
    }
  }

  #enclosing(op: Operation): CallGraphNode | undefined {
    let current: Operation | null = op;
    while (current !== null) {
      const node = this.#byOp.get(current);
      if (node !== undefined) return node;
      current = current.parentOp;
    }
    return undefined;
  }

  /** The strongly connected components, callees before callers. Algorithm: Tarjan (1972). */
  components(): CallGraphNode[][] {
    const components: CallGraphNode[][] = [];
    const numbers = new Map<CallGraphNode, number>();
    const lowest = new Map<CallGraphNode, number>();
    const open: CallGraphNode[] = [];
    const isOpen = new Set<CallGraphNode>();
    const enter = (node: CallGraphNode) => {
      numbers.set(node, numbers.size);
      lowest.set(node, numbers.get(node)!);
      open.push(node);
      isOpen.add(node);
      return { node, callees: node.callees.values() };
    };
    const lower = (node: CallGraphNode, to: number): void => {
      lowest.set(node, Math.min(lowest.get(node)!, to));
    };
    for (const root of this.nodes) {
      if (numbers.has(root)) continue;
      const path = [enter(root)];
      while (path.length > 0) {
        const { node, callees } = path.at(-1)!;
        const { value: callee } = callees.next();
        if (callee !== undefined) {
          if (!numbers.has(callee)) path.push(enter(callee));
          else if (isOpen.has(callee)) lower(node, numbers.get(callee)!);
          continue;
        }
        path.pop();
        const caller = path.at(-1);
        if (caller !== undefined) lower(caller.node, lowest.get(node)!);
        if (lowest.get(node) === numbers.get(node)) {
          const component = open.splice(open.lastIndexOf(node)).reverse();
          for (const member of component) isOpen.delete(member);
          components.push(component);
        }
      }
    }
    return components;
  }
}

/** Whether nothing but what is seen can refer to the function, so that it can go when it is not mentioned. */
export const isDiscardable = ({ op }: CallGraphNode): boolean => symbolVisibility(op) === "private";

/** The calls inside a region, without those in functions inside it. */
export function callsIn(region: Region): Operation[] {
  const calls: Operation[] = [];
  for (const block of region.blocks()) {
    for (const op of block.ops()) {
      op.walk((inner) => {
        if (CallOpInterface.implementedBy(inner)) calls.push(inner);
        return CallableOpInterface.implementedBy(inner) ? "skip" : "advance";
      }, "pre");
    }
  }
  return calls;
}
