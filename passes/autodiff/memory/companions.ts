/** Lets regions pass on companions of values: tangents of numbers, shadows of buffers, one or several of each. */

import { LoopLikeOpInterface, type RegionEdge } from "../../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";

export interface Companions {
  /** How many companions a value has that has any. */
  readonly count: number;
  /** Whether a value that is received gets a companion. */
  has(input: Value): boolean;
  /** The companions of a value that is passed on by `source`. */
  of(value: Value, source: Operation): readonly Value[];
  set(input: Value, companions: readonly Value[]): void;
  /** Does what there is to do inside a region, whose arguments have their companions. */
  inside(region: Region): void;
}

/** Adds companions to everything that an operation's regions pass on. They go behind what is passed on already. */
export function accompany(op: Operation, edges: readonly RegionEdge[], companions: Companions): void {
  const accompanied = tiedInputs(op, edges, companions);
  for (const region of op.regions) {
    for (const argument of region.first?.args ?? []) {
      if (!accompanied.has(argument)) continue;
      const { owner, type, loc } = argument;
      companions.set(
        argument,
        Array.from({ length: companions.count }, () => owner.addArgument(type, loc)),
      );
    }
  }
  for (const region of op.regions) if (region.first !== null) companions.inside(region);
  const sources = new Map<Operation, RegionEdge>();
  for (const edge of edges) if (!sources.has(edge.source) || edge.inputs.length > 0) sources.set(edge.source, edge);
  for (const [source, edge] of sources) {
    const passed = edge.forwarded.filter((_, i) => edge.inputs[i] !== undefined && accompanied.has(edge.inputs[i]));
    source.appendOperands(passed.flatMap((value) => companions.of(value, source)));
  }
  const results = op.results.filter((result) => accompanied.has(result));
  const { count } = companions;
  const made = op.appendResults(results.flatMap(({ type }) => Array.from({ length: count }, () => type)));
  results.forEach((result, i) => {
    companions.set(result, made.slice(i * count, (i + 1) * count));
  });
}

/**
 * The inputs with companions. What one operand is passed to in several places gets one everywhere or nowhere; so does
 * what a loop carries, in its body and behind it.
 */
function tiedInputs(op: Operation, edges: readonly RegionEdge[], companions: Companions): ReadonlySet<Value> {
  const accompanied = new Set<Value>();
  const bySource = new Map<Operation, (readonly Value[])[]>();
  for (const { source, inputs } of edges) {
    for (const input of inputs) if (companions.has(input)) accompanied.add(input);
    const group = bySource.get(source);
    if (group === undefined) bySource.set(source, [inputs]);
    else group.push(inputs);
  }
  const loop = LoopLikeOpInterface.of(op);
  const carried = loop?.loopResults === undefined ? [] : [[loop.regionIterArgs?.(op) ?? [], loop.loopResults(op)]];
  const groups = [...bySource.values(), ...carried];
  for (let changed = true; changed; ) {
    changed = false;
    for (const group of groups) {
      const length = Math.max(...group.map((inputs) => inputs.length));
      for (let i = 0; i < length; i++) {
        const tied = group.map((inputs) => inputs[i]).filter((input) => input !== undefined);
        if (!tied.some((input) => accompanied.has(input))) continue;
        for (const input of tied) {
          if (!accompanied.has(input)) {
            accompanied.add(input);
            changed = true;
          }
        }
      }
    }
  }
  return accompanied;
}
