/** Builds a `linalg.generic` over the loops of another structured operation, with the operands that turn out to matter. */

import { AffineExpr, type AffineMap } from "../../../ir/affine.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { Block } from "../../../ir/block.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { areBoundsKnown, elementOrSelf, type IteratorType } from "../../../ir/interfaces/linalg.ts";
import { isOpTriviallyDead } from "../../../ir/interfaces/memory-effects.ts";
import { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { iteratorTypeArray, mapArray } from "../attributes.ts";
import { YieldOp } from "../body-ops.ts";
import { GenericOp } from "../generic.ts";
import { tensorTypes } from "../syntax.ts";

export interface NestInput {
  readonly type: Type;
  readonly map: AffineMap;
  /** The operand; asked for only if there must be one. */
  operand(): Value;
}

export interface NestOutput {
  readonly type: Type;
  readonly map: AffineMap;
  /** The operand; `isRead` says whether what it holds matters. */
  operand(isRead: boolean): Value;
}

export interface Nest {
  readonly numLoops: number;
  /** Those that are only needed for the sizes of loops, if at all, stand last. */
  readonly inputs: readonly NestInput[];
  readonly outputs: readonly NestOutput[];
  /** Makes the body; returns the new elements of the outputs. An output without one is left out, if nothing reads it. */
  body(inputs: readonly Value[], outputs: readonly Value[]): readonly (Value | undefined)[];
}

/** What became of each output: the result, or the buffer; undefined for those that were left out. */
export function createNest(builder: OpBuilder, nest: Nest): (Value | undefined)[] {
  const region = new Region();
  const elements = [...nest.inputs, ...nest.outputs].map(({ type }) => elementOrSelf(type));
  const yielded = builder.guarded(() => {
    const { args } = builder.createBlock(region, elements);
    const outs = args.slice(nest.inputs.length);
    const all = nest.body(args.slice(0, nest.inputs.length), outs);
    const { op } = builder.create(YieldOp, { values: all.filter((value) => value !== undefined) });
    eraseDeadOps(region.front);
    // What is read stays what it is.
    const kept = all.map((value, i) => value ?? (outs[i]!.hasUses ? outs[i] : undefined));
    builder.create(YieldOp, { values: kept.filter((value) => value !== undefined) });
    op.erase();
    return kept;
  });
  const outputs = nest.outputs.filter((_, i) => yielded[i] !== undefined);
  const body = region.front;
  const isLeftOut = (i: number): boolean => yielded[i - nest.inputs.length] === undefined;
  body.eraseArguments((i) => i >= nest.inputs.length && isLeftOut(i));
  if (outputs.length === 0) {
    region.dropAllReferences();
    return yielded.map(() => undefined);
  }
  const inputs = dropUnusedInputs(nest, outputs, body);
  const arrays = outputs.map((output, i) => output.operand(body.args[inputs.length + i]!.hasUses));
  const { op } = builder.create(GenericOp, {
    inputs: inputs.map((input) => input.operand()),
    outputs: arrays,
    indexing_maps: mapArray([...inputs, ...outputs].map(({ map }) => map)),
    iterator_types: iteratorTypeArray(iteratorsFor(nest.numLoops, outputs)),
    region,
    resultTypes: tensorTypes(arrays),
  });
  let next = 0;
  return yielded.map((value) => {
    if (value === undefined) return undefined;
    const position = next++;
    return op.results[position] ?? arrays[position]!;
  });
}

function eraseDeadOps(body: Block): void {
  for (const op of body.opsReversed()) if (isOpTriviallyDead(op)) op.erase();
}

/** The inputs that the body uses, or without which nobody knew how often a loop runs. Erases the arguments of the others. */
function dropUnusedInputs({ inputs, numLoops }: Nest, outputs: readonly NestOutput[], body: Block): NestInput[] {
  const dropped = new Set<number>();
  const isKnown = (): boolean => {
    const rest = inputs.filter((_, i) => !dropped.has(i));
    const maps = [...rest, ...outputs].map(({ map }) => map);
    return areBoundsKnown(maps, numLoops);
  };
  inputs.forEach((_, i) => {
    if (body.args[i]!.hasUses) return;
    dropped.add(i);
    if (!isKnown()) dropped.delete(i);
  });
  body.eraseArguments((i) => dropped.has(i));
  return inputs.filter((_, i) => !dropped.has(i));
}

/** A loop is parallel if each of its iterations has elements of its own in all outputs. */
const iteratorsFor = (numLoops: number, outputs: readonly NestOutput[]): IteratorType[] =>
  Array.from({ length: numLoops }, (_, loop) => {
    const index = AffineExpr.dim(loop);
    return outputs.every(({ map }) => map.results.includes(index)) ? "parallel" : "reduction";
  });
