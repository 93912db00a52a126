/** `affine.delinearize_index` and `affine.linearize_index` as arithmetic on indices. */

import { DelinearizeIndexOp, isDisjoint, LinearizeIndexOp } from "../../dialects/affine/index.ts";
import {
  AddIOp,
  CmpIOp,
  CmpIPredicate,
  createIndexConstant,
  DivSIOp,
  FloorDivSIOp,
  IntegerOverflowFlags,
  MulIOp,
  RemSIOp,
  SelectOp,
} from "../../dialects/arith/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { LoopLikeOpInterface } from "../../ir/interfaces/control-flow.ts";
import { isValue, type MixedIndex, mixedIndices } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import { pattern } from "../../ir/pattern.ts";
import { isDefinedOutside } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";

const add = (builder: OpBuilder, lhs: Value, rhs: Value): Value =>
  builder.create(AddIOp, { lhs, rhs, overflowFlags: IntegerOverflowFlags.of("nsw") }).result;
const multiply = (builder: OpBuilder, lhs: Value, rhs: Value, ...flags: ("nsw" | "nuw")[]): Value =>
  builder.create(MulIOp, { lhs, rhs, overflowFlags: IntegerOverflowFlags.of(...flags) }).result;

/** For each size the product of those from it on: how far apart neighbours in the dimension outside of it are. */
function strides(builder: OpBuilder, sizes: readonly MixedIndex[], isPositive: boolean): Value[] {
  const flags = isPositive ? (["nsw", "nuw"] as const) : (["nsw"] as const);
  const products: Value[] = [];
  let variable: Value | undefined;
  let constant = 1n;
  for (const size of sizes.toReversed()) {
    if (!isValue(size)) constant *= size;
    else variable = variable === undefined ? size : multiply(builder, variable, size, ...flags);
    if (variable !== undefined && constant === 1n) products.push(variable);
    else {
      const factor = createIndexConstant(builder, BigInt.asIntN(64, constant));
      products.push(variable === undefined ? factor : multiply(builder, variable, factor, ...flags));
    }
  }
  return products.reverse();
}

/** p into (b, c)  ->  p floordiv (b c), (p mod (b c)) / c, p mod c */
export const lowerDelinearizeIndex = pattern("lower-delinearize-index", DelinearizeIndexOp, (view, rewriter) => {
  const { op, linear_index: position, multi_index, dynamic_basis: operands, static_basis: constants } = view;
  if (multi_index.length <= 1) {
    rewriter.replace(op, multi_index.length === 0 ? [] : [position]);
    return true;
  }
  const distances = strides(rewriter, mixedIndices({ operands, constants }).slice(1 - multi_index.length), true);
  const zero = createIndexConstant(rewriter, 0);
  const within = (distance: Value): Value => {
    const lhs = rewriter.create(RemSIOp, { lhs: position, rhs: distance }).result;
    const condition = rewriter.create(CmpIOp, { predicate: CmpIPredicate.of("slt"), lhs, rhs: zero }).result;
    const corrected = add(rewriter, lhs, distance);
    return rewriter.create(SelectOp, { condition, true_value: corrected, false_value: lhs }).result;
  };
  const indices: Value[] = [rewriter.create(FloorDivSIOp, { lhs: position, rhs: distances[0]! }).result];
  distances.forEach((distance, i) => {
    const rest = within(distance);
    const inner = distances[i + 1];
    indices.push(inner === undefined ? rest : rewriter.create(DivSIOp, { lhs: rest, rhs: inner }).result);
  });
  rewriter.replace(op, indices);
  return true;
});

/** [x, y, z] by (b, c)  ->  x (b c) + y c + z */
export const lowerLinearizeIndex = pattern("lower-linearize-index", LinearizeIndexOp, (view, rewriter) => {
  const { op, multi_index: indices, dynamic_basis: operands, static_basis: constants } = view;
  if (indices.length === 0) {
    rewriter.replace(op, [createIndexConstant(rewriter, 0)]);
    return true;
  }
  const sizes = indices.length === 1 ? [] : mixedIndices({ operands, constants }).slice(1 - indices.length);
  const distances = strides(rewriter, sizes, isDisjoint(view));
  const terms = indices.map((index, i) => ({
    value: distances[i] === undefined ? index : multiply(rewriter, index, distances[i], "nsw"),
    depth: numInvariantLoops(op, index),
  }));
  // What can be hoisted furthest comes first.
  const [first, ...rest] = terms.sort((a, b) => b.depth - a.depth).map(({ value }) => value);
  rewriter.replace(op, [rest.reduce((sum, value) => add(rewriter, sum, value), first!)]);
  return true;
});

/** How many of the loops around `op`, from the inside, do not change the value. */
function numInvariantLoops(op: Operation, value: Value): number {
  let count = 0;
  for (let loop = op.parentOp; loop !== null; loop = loop.parentOp) {
    const regions = LoopLikeOpInterface.of(loop)?.loopRegions(loop);
    if (regions === undefined) continue;
    if (!regions.every((region) => isDefinedOutside(value, region))) break;
    count++;
  }
  return count;
}
