/** A structured operation that computes elements where another one uses them becomes part of it. */

import { ApplyOp } from "../../../dialects/affine/index.ts";
import { createGeneric, createLoopIndex, GenericOp } from "../../../dialects/linalg/index.ts";
import { type AffineMap, inversePermutation } from "../../../ir/affine.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { AffineMapAttr } from "../../../ir/builtin/attributes.ts";
import { RankedTensorType } from "../../../ir/builtin/types.ts";
import { dpsInits, hasPureTensorSemantics } from "../../../ir/interfaces/destination-style.ts";
import {
  areBoundsKnown,
  indexingMaps,
  isAllParallel,
  iteratorTypes,
  numLoops,
  usesOperand,
} from "../../../ir/interfaces/linalg.ts";
import type { Operation } from "../../../ir/operation.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { OpOperand, OpResult, Value } from "../../../ir/value.ts";
import { cloneBody, hasOneUse } from "../bodies.ts";

/** A producer and its consumer. */
interface Pair {
  readonly producer: GenericOp;
  readonly consumer: GenericOp;
  /** The position of the input of the consumer that the producer computes, and of the producer's result. */
  readonly input: number;
  readonly result: number;
  /** From the loops of the consumer to those of the producer. */
  readonly loops: AffineMap;
}

/** The map of what the producer computes, as a function of the consumer's loops. */
const inConsumer = ({ producer, loops }: Pair, operand: number): AffineMap =>
  indexingMaps(producer.op)[operand]!.compose(loops);

/** The pair that `operand` joins, if its producer can become part of its consumer. */
function fusiblePair(consumer: GenericOp, operand: OpOperand): Pair | undefined {
  const producer = GenericOp.defining(operand.value);
  if (producer === undefined || operand.index >= consumer.inputs.length) return undefined;
  if (!(operand.value.type instanceof RankedTensorType) || !hasPureTensorSemantics(producer.op)) return undefined;
  const consumed = indexingMaps(consumer.op)[operand.index]!;
  if (!isAllParallel(producer.op) || consumed.numResults !== numLoops(producer.op)) return undefined;
  const result = (operand.value as Value as OpResult).index;
  const produced = indexingMaps(producer.op)[producer.inputs.length + result]!;
  if (!produced.isPermutation) return undefined;
  const loops = inversePermutation(produced)!.compose(consumed);
  const pair = { producer, consumer, input: operand.index, result, loops };
  return isAllParallel(consumer.op) || coversAllLoops(pair) ? pair : undefined;
}

/** Whether without the fused operand each loop of the consumer still is a dimension of some operand. */
function coversAllLoops(pair: Pair): boolean {
  const { producer, consumer, input } = pair;
  const fused = consumer.inputs[input];
  const maps = indexingMaps(consumer.op).filter((_, i) => consumer.op.operand(i) !== fused);
  maps.push(...producer.inputs.map((_, i) => inConsumer(pair, i)));
  const covered = new Set(maps.flatMap(({ results }) => results.filter((expr) => expr.kind === "dim")));
  return covered.size === numLoops(consumer.op);
}

/** The producer's results that are still needed: by others, by itself, or because they tell how large loops are. */
function preservedResults({ producer, consumer, input }: Pair): Set<number> {
  const preserved = new Set<number>();
  const dropped = new Set<OpOperand>([consumer.op.opOperand(input)]);
  dpsInits(producer.op).forEach((init, i) => {
    dropped.add(init);
    const isUsedElsewhere = producer.op.result(i).users.some((user) => user !== consumer.op);
    if (!isUsedElsewhere && !usesOperand(producer.op, init.index) && canDrop(producer.op, consumer.op, dropped)) return;
    preserved.add(i);
    dropped.delete(init);
  });
  return preserved;
}

/** Whether the bounds of the loops can be told without some operands. */
function canDrop(producer: Operation, consumer: Operation, dropped: ReadonlySet<OpOperand>): boolean {
  const maps = [producer, consumer].flatMap((op) => indexingMaps(op).filter((_, i) => !dropped.has(op.opOperand(i))));
  return areBoundsKnown(maps, numLoops(producer) + numLoops(consumer));
}

/** Lists of things for the operands of the fused operation, in their order. */
interface OperandLists<T> {
  readonly inputs: readonly T[];
  readonly outputs: readonly T[];
}

/**
 * Puts together what belongs to the operands: the producer's inputs stand in the place of the fused one, and those of its
 * outputs that are preserved in front of the consumer's.
 */
function joined<T>(
  { producer, consumer, input }: Pair,
  preserved: ReadonlySet<number>,
  ofProducer: (operand: number) => T,
  ofConsumer: (operand: number) => T,
): OperandLists<T> {
  const consumerInputs = consumer.inputs.map((_, i) => i);
  return {
    inputs: [
      ...consumerInputs.slice(0, input).map(ofConsumer),
      ...producer.inputs.map((_, i) => ofProducer(i)),
      ...consumerInputs.slice(input + 1).map(ofConsumer),
    ],
    outputs: [
      ...[...preserved].map((i) => ofProducer(producer.inputs.length + i)),
      ...consumer.outputs.map((_, i) => ofConsumer(consumer.inputs.length + i)),
    ],
  };
}

/** Makes the elements of both operations in the body of the fused one. */
function createFusedBody(
  pair: Pair,
  preserved: ReadonlySet<number>,
  builder: OpBuilder,
  elements: readonly Value[],
): Value[] {
  const { producer, consumer, input, result, loops } = pair;
  const ofProducer: (Value | undefined)[] = [];
  const ofConsumer: (Value | undefined)[] = [];
  const numbered = joined<[list: (Value | undefined)[], position: number]>(
    pair,
    preserved,
    (operand) => [ofProducer, operand],
    (operand) => [ofConsumer, operand],
  );
  [...numbered.inputs, ...numbered.outputs].forEach(([list, position], i) => {
    list[position] = elements[i];
  });
  let indices: Value[] | undefined;
  const producerIndex = (loop: number): Value => {
    indices ??= iteratorTypes(consumer.op).map((_, i) => createLoopIndex(builder, i));
    return builder.create(ApplyOp, { map: AffineMapAttr.get(loops.getSubMap([loop])), mapOperands: indices }).result;
  };
  const produced = cloneBody(builder, producer.op, ofProducer, producerIndex);
  ofConsumer[input] = produced[result];
  const consumed = cloneBody(builder, consumer.op, ofConsumer);
  return [...[...preserved].map((i) => produced[i]!), ...consumed];
}

/** Returns whether the fused operation has taken the place of the consumer. */
function fuse(pair: Pair, rewriter: PatternRewriter): boolean {
  const { producer, consumer } = pair;
  const preserved = preservedResults(pair);
  const operands = joined(
    pair,
    preserved,
    (i) => producer.op.operand(i),
    (i) => consumer.op.operand(i),
  );
  const consumerMaps = indexingMaps(consumer.op);
  const lists = joined(
    pair,
    preserved,
    (i) => inConsumer(pair, i),
    (i) => consumerMaps[i]!,
  );
  const maps = [...lists.inputs, ...lists.outputs];
  if (!areBoundsKnown(maps, numLoops(consumer.op))) return false;
  const fused = createGeneric(
    rewriter,
    operands.inputs,
    operands.outputs,
    { maps, iteratorTypes: iteratorTypes(consumer.op) },
    (builder, elements) => createFusedBody(pair, preserved, builder, elements),
  );
  const results = fused.op.results.slice(preserved.size);
  [...preserved].forEach((i, position) => {
    rewriter.replaceUsesWithIf(producer.op.result(i), fused.op.result(position), (user) => user !== consumer.op);
  });
  rewriter.replace(consumer.op, results);
  return true;
}

/** consumer(producer(x))  ->  fused(x), if nothing else uses what the producer computes */
export const fuseElementwiseOps = pattern("fuse-elementwise-ops", GenericOp, (consumer, rewriter) => {
  for (const operand of consumer.op.opOperands) {
    const pair = fusiblePair(consumer, operand);
    if (pair !== undefined && hasOneUse(pair.producer.op)) return fuse(pair, rewriter);
  }
  return false;
});
