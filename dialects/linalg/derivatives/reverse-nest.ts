/** Structured operations over the loops of a primal one, in whose bodies its body is reversed. */

import type { AdjointBuilder } from "../../../ir/interfaces/differentiable.ts";
import { indexingMaps, linalgBody, numLoops } from "../../../ir/interfaces/linalg.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import { isDefinedOutside } from "../../../ir/region.ts";
import { Costly } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { contentsOf } from "./arrays.ts";
import { isInjective, type Output, outputsOf } from "./body.ts";
import { createNest, type NestInput, type NestOutput } from "./nest.ts";

/** An output that has an adjoint. */
export interface Seed extends Output {
  /** A tensor or buffer that holds it. */
  readonly gradient: Value;
}

/** Another beginning: adjoints of values of the body. */
export interface Start {
  /** What is needed for that besides the seeds. */
  readonly inputs: readonly NestInput[];
  adjoints(inputs: readonly Value[], seed: (seed: Seed) => Value): ReadonlyMap<Value, Value>;
}

export interface ReverseNest {
  readonly seeds: readonly Seed[];
  readonly outputs: readonly NestOutput[];
  /** For outputs that hold the adjoint of a seed while they are written: that seed. */
  readonly held?: readonly (Seed | undefined)[];
  /** Where the reverse of the body begins; by default with the seeds as adjoints of what the body yields. */
  readonly start?: Start;
  /** Values of the body, and scalars that it captures, whose adjoints are wanted. */
  readonly wrt: readonly Value[];
  /**
   * The new elements of the outputs, which are given as they were; undefined for those that are left out. `adjoint` tells
   * those in `wrt`, and `seed` the element of the adjoint of a seed.
   */
  elements(
    adjoint: (value: Value) => Value | undefined,
    outputs: readonly Value[],
    seed: (seed: Seed) => Value,
  ): readonly (Value | undefined)[];
}

/** The elements that the body is given, but for outputs that come about in it. */
export function primalInputs(op: Operation, b: AdjointBuilder): (NestInput & { readonly argument: Value })[] {
  const maps = indexingMaps(op);
  const changing = new Set(outputsOf(op).flatMap(({ argument, map }) => (isInjective(map) ? [] : [argument])));
  return op.operands.flatMap((operand, i) => {
    const argument = linalgBody(op).args[i]!;
    if (changing.has(argument)) return [];
    return [{ argument, type: operand.type, map: maps[i]!, operand: () => contentsOf(op, operand, b) }];
  });
}

/** What costs much to compute, and is there as an element of a result. */
const costlyResults = (op: Operation, b: AdjointBuilder): (NestInput & { readonly yielded: Value })[] =>
  outputsOf(op).flatMap(({ position, map, yielded }) => {
    const result = op.results[position];
    if (result === undefined || !isInjective(map) || yielded.definingOp?.def.hasTrait(Costly) !== true) return [];
    return [{ yielded, type: result.type, map, operand: () => b.primal(result) }];
  });

/** Computes in the reverse sweep what the body does, given what stands for its arguments; tells what stands for a value. */
export function repeatBody(
  op: Operation,
  b: AdjointBuilder,
  known: ReadonlyMap<Value, Value>,
): (value: Value) => Value {
  const body = linalgBody(op);
  const mapping = new IRMapping();
  for (const [argument, element] of known) mapping.map(argument, element);
  const useCaptured = (value: Value): void => {
    if (!isDefinedOutside(value, body.region!) || mapping.lookup(value) !== undefined) return;
    mapping.map(value, contentsOf(op, value, b));
  };
  for (const inner of body.opsWithoutTerminator()) {
    inner.walk((each) => {
      each.operands.forEach(useCaptured);
      return undefined;
    });
    b.builder.clone(inner, mapping);
  }
  return (value) => {
    useCaptured(value);
    return mapping.lookup(value)!;
  };
}

/** What became of each output; undefined for those that were left out. */
export function createReverseNest(op: Operation, b: AdjointBuilder, nest: ReverseNest): (Value | undefined)[] {
  const { seeds, outputs, held = [], start, wrt } = nest;
  const primals = primalInputs(op, b);
  const results = costlyResults(op, b);
  const read = seeds.filter((seed) => !held.includes(seed));
  const inputs = [
    ...primals,
    ...results,
    ...(start?.inputs ?? []),
    ...read.map(({ gradient, map }) => ({ type: gradient.type, map, operand: () => gradient })),
  ];
  const given = [...primals.map(({ argument }) => argument), ...results.map(({ yielded }) => yielded)];
  return createNest(b.builder, {
    numLoops: numLoops(op),
    inputs,
    outputs,
    body(ins, outs) {
      const elements = new Map<Seed, Value>(read.map((seed, i) => [seed, ins[inputs.length - read.length + i]!]));
      held.forEach((seed, i) => {
        if (seed !== undefined) elements.set(seed, outs[i]!);
      });
      const elementOf = (seed: Seed): Value => elements.get(seed)!;
      const found = b.reverseRegion(op.regions[0]!, {
        seeds: new Map(start === undefined ? seeds.map((seed) => [seed.position, elementOf(seed)]) : []),
        adjoints: start?.adjoints(ins.slice(given.length, inputs.length - read.length), elementOf) ?? new Map(),
        wrt,
        known: new Map(given.map((value, i) => [value, ins[i]!])),
        storage: b.noStorage(op),
      });
      return nest.elements((value) => found[wrt.indexOf(value)], outs, elementOf);
    },
  });
}
