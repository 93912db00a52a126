/**
 * Derivatives of products over the iterations of a parallel loop. The derivative by one factor is the product of the
 * others: that of all, divided by the factor. A factor that is 0 is left out of the product and counted: with one of them
 * only its derivative is not 0, with two none is.
 *
 * Method: Schenck, Rønning, Henriksen, Oancea, "AD for an Array Language with Nested Parallelism" (SC'22), section 5.
 */
import { OpBuilder } from "../../../ir/builder.ts";
import type { AdjointBuilder, TangentBuilder } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { AddFOp, CmpFOp, CmpFPredicate, createConstant, DivFOp, MulFOp, SelectOp } from "../../arith/index.ts";
import type { ParallelOp } from "../parallel.ts";
import { type ActiveReduction, appendReductions, type Joined, joinedBy } from "./reductions.ts";

const add = joinedBy(AddFOp);
const multiply = joinedBy(MulFOp);

const isNumber = (builder: OpBuilder, lhs: Value, number: number): Value => {
  const rhs = createConstant(builder, lhs.type, number);
  return builder.create(CmpFOp, { predicate: CmpFPredicate.of("oeq"), lhs, rhs }).result;
};
const select = (builder: OpBuilder, condition: Value, true_value: Value, false_value: Value): Value =>
  builder.create(SelectOp, { condition, true_value, false_value }).result;
const divide = (builder: OpBuilder, lhs: Value, rhs: Value): Value => builder.create(DivFOp, { lhs, rhs }).result;

interface Factor {
  readonly isZero: Value;
  /** The factor, or 1 if it is 0. */
  readonly nonzero: Value;
  /** 1 if the factor is 0, else 0: a float, to be summed up. */
  readonly zeros: Value;
}

export function factorOf(builder: OpBuilder, value: Value): Factor {
  const isZero = isNumber(builder, value, 0);
  const [zero, one] = [0, 1].map((number) => createConstant(builder, value.type, number));
  return { isZero, nonzero: select(builder, isZero, one!, value), zeros: select(builder, isZero, one!, zero!) };
}

/** What is known of a product of many factors. */
interface Product {
  /** The product of the factors that are not 0. */
  readonly total: Value;
  /** How many are 0. */
  readonly zeros: Value;
}

/** What a factor contributes to the tangent: over the product if none is 0, and for a product without the one that is. */
export function contributionsOf(builder: OpBuilder, value: Value, dot: Value): [ratio: Value, replaced: Value] {
  const { isZero, nonzero } = factorOf(builder, value);
  const zero = createConstant(builder, value.type, 0);
  return [divide(builder, select(builder, isZero, zero, dot), nonzero), select(builder, isZero, dot, zero)];
}

/** The tangent of a product, from the sums of the contributions. */
export function tangentOfProduct(
  builder: OpBuilder,
  { total, zeros }: Product,
  [ratio, replaced]: readonly [Value, Value],
): Value {
  const zero = createConstant(builder, total.type, 0);
  const withOne = select(builder, isNumber(builder, zeros, 1), multiply(builder, total, replaced), zero);
  return select(builder, isNumber(builder, zeros, 0), multiply(builder, total, ratio), withOne);
}

/** The adjoint of a factor, given the factor. */
export function adjointOfFactor(
  builder: OpBuilder,
  { total, zeros }: Product,
  gradient: Value,
): (factor: Value) => Value {
  const scaled = multiply(builder, gradient, total);
  const zero = createConstant(builder, gradient.type, 0);
  const [ofNonzero, ofZero] = [0, 1].map((count) => select(builder, isNumber(builder, zeros, count), scaled, zero));
  return (value) => {
    const { isZero, nonzero } = factorOf(builder, value);
    return select(builder, isZero, ofZero!, divide(builder, ofNonzero!, nonzero));
  };
}

/** Where the values of an iteration are known, and where the initial ones are. */
const placesOf = ({ op, region }: ParallelOp) => ({
  inside: OpBuilder.before(region.front.last!),
  outside: OpBuilder.before(op),
});

/** What a loop joins to know the product. */
function joinedFactors(loop: ParallelOp, { init, operand }: ActiveReduction): Joined[] {
  const { inside, outside } = placesOf(loop);
  const [first, other] = [factorOf(outside, init), factorOf(inside, operand)];
  return [
    { init: first.nonzero, operand: other.nonzero, join: multiply },
    { init: first.zeros, operand: other.zeros, join: add },
  ];
}

/** Joins the tangents of the factors in the same loop; the tangent of the product is known behind it. */
export function forwardProduct(
  loop: ParallelOp,
  reduction: ActiveReduction,
  { init: initDot, operand: operandDot }: { readonly init: Value; readonly operand: Value },
  b: TangentBuilder,
): void {
  const { inside, outside } = placesOf(loop);
  const firsts = contributionsOf(outside, reduction.init, initDot);
  const others = contributionsOf(inside, reduction.operand, operandDot);
  const sums = firsts.map((first, i): Joined => ({ init: first, operand: others[i]!, join: add }));
  const [total, zeros, ratio, replaced] = appendReductions(loop, [...joinedFactors(loop, reduction), ...sums]);
  const builder = new OpBuilder(loop.op.loc).setInsertionPointAfter(loop.op);
  const product = { total: total!, zeros: zeros! };
  b.setTangent(reduction.result, tangentOfProduct(builder, product, [ratio!, replaced!]));
}

/** The adjoint of a factor, given the factor. The primal finds out what must be known of the product. */
export function reverseProduct(
  loop: ParallelOp,
  reduction: ActiveReduction,
  gradient: Value,
  b: AdjointBuilder,
): (factor: Value) => Value {
  const [total, zeros] = appendReductions(loop, joinedFactors(loop, reduction)).map((value) => b.primal(value));
  return adjointOfFactor(b.builder, { total: total!, zeros: zeros! }, gradient);
}
