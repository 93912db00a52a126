/**
 * Canonicalization of what regions pass to each other, for operations with RegionBranchOpInterface: loops, branches,
 * switches. The inputs of a region or of the results are joined by the operands that flow into several of them: a value
 * that a loop carries enters the region and leaves as a result.
 */

import type { Block } from "../ir/block.ts";
import type { OpDefinition } from "../ir/define-op.ts";
import { type RegionEdge, regionEdges } from "../ir/interfaces/control-flow.ts";
import { getOrMake } from "../ir/maps.ts";
import type { Operation } from "../ir/operation.ts";
import { anyOpPattern, type Pattern } from "../ir/pattern.ts";
import type { PatternRewriter } from "../ir/rewriter.ts";
import { BlockArgument, type Value } from "../ir/value.ts";

/** The pattern for one kind of operation. */
export const regionBranchPattern = (root: OpDefinition): Pattern => ({
  ...anyOpPattern(`${root.name}-region-inputs`, (op, rewriter) => {
    const edges = regionEdges(op).filter(({ inputs }) => inputs.length > 0);
    if (edges.length === 0) return false;
    return (
      replaceInputsWithOneValue(op, edges, rewriter) ||
      mergeEqualInputs(edges, rewriter) ||
      eraseDeadInputs(op, edges, rewriter)
    );
  }),
  root,
});

/** For each input, the values that may come in, by edge. */
function valuesOfInputs(edges: readonly RegionEdge[]): Map<Value, Value[]> {
  const values = new Map<Value, Value[]>();
  for (const { inputs, forwarded } of edges) {
    inputs.forEach((input, i) => {
      const known = values.get(input);
      if (known === undefined) values.set(input, [forwarded[i]!]);
      else known.push(forwarded[i]!);
    });
  }
  return values;
}

/** An input that can only be one value from outside is that value. */
function replaceInputsWithOneValue(op: Operation, edges: readonly RegionEdge[], rewriter: PatternRewriter): boolean {
  const values = valuesOfInputs(edges);
  let changed = false;
  for (const input of values.keys()) {
    if (!input.hasUses) continue;
    const only = onlyValue(input, values);
    if (only === undefined || isDefinedInside(only, op)) continue;
    rewriter.replaceAllUsesWith(input, only);
    changed = true;
  }
  return changed;
}

/** The one value that can come into `input`, when inputs that only pass it round are looked through. */
function onlyValue(input: Value, values: ReadonlyMap<Value, readonly Value[]>): Value | undefined {
  const seen = new Set([input]);
  let only: Value | undefined;
  for (const reached of seen) {
    for (const value of values.get(reached)!) {
      if (values.has(value)) seen.add(value);
      else if (only === undefined) only = value;
      else if (only !== value) return undefined;
    }
  }
  return only;
}

const isDefinedInside = (value: Value, op: Operation): boolean => {
  const around = value.parentBlock?.parentOp;
  return around !== null && around !== undefined && op.isAncestorOf(around);
};

/** Of two inputs of the same place that always get the same values, one is enough. */
function mergeEqualInputs(edges: readonly RegionEdge[], rewriter: PatternRewriter): boolean {
  const values = valuesOfInputs(edges);
  const places = new Map(edges.map(({ to, inputs }) => [to, inputs]));
  let changed = false;
  for (const inputs of places.values()) {
    const lists = new ValueLists();
    for (const input of inputs) {
      const first = lists.firstWith(values.get(input)!, input);
      if (first === input || !input.hasUses) continue;
      rewriter.replaceAllUsesWith(input, first);
      changed = true;
    }
  }
  return changed;
}

/** Finds lists of the same values again. */
class ValueLists {
  readonly #numbers: Map<Value, number>;
  readonly #first: Map<string, Value>;
  constructor() {
    this.#numbers = new Map();
    this.#first = new Map();
  }

  /** What this list was first given with; `value` for a new list. */
  firstWith(list: readonly Value[], value: Value): Value {
    const key = list.map((item) => this.#number(item)).join();
    const first = this.#first.get(key);
    if (first === undefined) this.#first.set(key, value);
    return first ?? value;
  }

  #number(value: Value): number {
    return getOrMake(this.#numbers, value, () => this.#numbers.size);
  }
}

/** Inputs that nothing uses go, with the operands that flow into them, unless one flows into a used input as well. */
function eraseDeadInputs(op: Operation, edges: readonly RegionEdge[], rewriter: PatternRewriter): boolean {
  const dead = findDeadInputs(edges);
  if (dead.size === 0) return false;
  for (const [source, positions] of operandsInto(edges, dead)) {
    rewriter.modify(source, () => source.eraseOperands((index) => positions.has(index)));
  }
  const blocks = new Set<Block>();
  for (const input of dead) if (input instanceof BlockArgument) blocks.add(input.owner);
  for (const block of blocks) {
    const { args } = block;
    const kept = args.map((arg) => !dead.has(arg));
    block.eraseArguments((index) => !kept[index]);
  }
  const { results } = op;
  const isDeadResult = results.map((result) => dead.has(result));
  if (isDeadResult.includes(true)) rewriter.modify(op, () => op.eraseResults((index) => isDeadResult[index]!));
  return true;
}

/** The inputs without uses that only get what no used input gets as well. */
function findDeadInputs(edges: readonly RegionEdge[]): Set<Value> {
  const joined = new Map<Value, Value>();
  const leader = (input: Value): Value => {
    let at = input;
    for (let next = joined.get(at); next !== undefined && next !== at; next = joined.get(at)) at = next;
    return at;
  };
  const firstInput = new Map<Operation, Map<number, Value>>();
  for (const { source, start, inputs } of edges) {
    const receivers = getOrMake(firstInput, source, () => new Map());
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[i]!;
      if (!joined.has(input)) joined.set(input, input);
      const other = receivers.get(start + i);
      if (other === undefined) receivers.set(start + i, input);
      else joined.set(leader(input), leader(other));
    }
  }
  const live = new Set<Value>();
  for (const input of joined.keys()) if (input.hasUses) live.add(leader(input));
  return new Set([...joined.keys()].filter((input) => !live.has(leader(input))));
}

/** The positions of the operands that flow into `inputs`, by operation. */
function operandsInto(edges: readonly RegionEdge[], inputs: ReadonlySet<Value>): Map<Operation, Set<number>> {
  const operands = new Map<Operation, Set<number>>();
  for (const { source, start, inputs: receivers } of edges) {
    const positions = getOrMake(operands, source, () => new Set());
    for (let i = 0; i < receivers.length; i++) if (inputs.has(receivers[i]!)) positions.add(start + i);
  }
  return operands;
}
