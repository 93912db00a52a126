/** Canonicalization of casts, and of casts in front of operations that are given their destinations. */

import { isDynamic, RankedTensorType, type TensorType } from "../../../ir/builtin/types.ts";
import { LoopLikeOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { DestinationStyleOpInterface, dpsInits } from "../../../ir/interfaces/destination-style.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import { interfacePattern, pattern } from "../../../ir/pattern.ts";
import type { Value } from "../../../ir/value.ts";
import { BitcastOp, CastOp, castForConsumer } from "../ops/casts.ts";
import { InsertSliceOp } from "../ops/slices.ts";

/** bitcast(bitcast(x))  ->  bitcast(x) */
const chainedBitcast = pattern("chained-tensor-bitcast", BitcastOp, ({ op, source, dest }, rewriter) => {
  const inner = BitcastOp.defining(source);
  if (inner === undefined) return false;
  rewriter.replaceWithNew(op, BitcastOp, { source: inner.source, resultTypes: [dest.type] });
  return true;
});

/** The shape that is known when a tensor has both types; undefined if it cannot have both, null without a rank. */
function joinShapes(a: readonly number[] | null, b: readonly number[] | null): readonly number[] | null | undefined {
  if (a === null) return b;
  if (b === null) return a;
  if (a.length !== b.length) return undefined;
  const joined = a.map((size, i) => (isDynamic(size) ? b[i]! : size));
  return joined.every((size, i) => isDynamic(b[i]!) || size === b[i]) ? joined : undefined;
}

const isSameShape = (a: readonly number[] | null, b: readonly number[] | null): boolean =>
  a === null || b === null ? a === b : a.length === b.length && a.every((size, i) => size === b[i]);

/** cast(cast(x))  ->  cast(x), unless the type between says something of the shape that is checked nowhere else. */
const chainedCast = pattern("chained-tensor-cast", CastOp, ({ op, source, dest }, rewriter) => {
  const inner = CastOp.defining(source);
  if (inner === undefined) return false;
  const [from, between, to] = [inner.source, source, dest].map(({ type }) => (type as TensorType).shape);
  const firstTwo = joinShapes(from!, between!);
  const all = firstTwo === undefined ? undefined : joinShapes(firstTwo, to!);
  if (all === undefined || !isSameShape(all, joinShapes(from!, to!)!)) return false;
  rewriter.replaceWithNew(op, CastOp, { source: inner.source, resultTypes: [dest.type] });
  return true;
});

/** An operation with destinations works on what casts to less exact types were made from; its results are cast instead. */
const castOfDestinationStyle = interfacePattern(
  "fold-tensor-cast-producer",
  DestinationStyleOpInterface,
  (op, rewriter) => {
    if (LoopLikeOpInterface.implementedBy(op)) return false;
    // It has patterns of its own, which look at the sizes.
    if (InsertSliceOp.is(op)) return false;
    const operands = op.operands.map((value) => castForConsumer(value)?.source ?? value);
    if (operands.every((value, i) => value === op.operand(i))) return false;
    const copy = rewriter.clone(op, new IRMapping());
    rewriter.modify(copy, () => copy.setOperands(operands));
    dpsInits(copy)
      .filter(({ value }) => value.type instanceof RankedTensorType)
      .forEach(({ value }, i) => {
        copy.result(i).type = value.type;
      });
    const results = copy.results.map((result, i): Value => {
      const { type } = op.result(i);
      return result.type === type ? result : rewriter.create(CastOp, { source: result, resultTypes: [type] }).dest;
    });
    rewriter.replace(op, results);
    return true;
  },
);

export const castPatterns = [chainedBitcast, chainedCast, castOfDestinationStyle];
