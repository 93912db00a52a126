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
}

function factorOf(builder: OpBuilder, value: Value): Factor {
  const isZero = isNumber(builder, value, 0);
  return { isZero, nonzero: select(builder, isZero, createConstant(builder, value.type, 1), value) };
}

/** Where the values of an iteration are known, and where the initial ones are. */
const placesOf = ({ op, region }: ParallelOp) => ({
  inside: OpBuilder.before(region.front.last!),
  outside: OpBuilder.before(op),
});

/** What the product is when factors that are 0 are left out, and how many of them there are. */
function nonzeroProduct(loop: ParallelOp, { init, operand }: ActiveReduction): { product: Joined; zeros: Joined } {
  const { inside, outside } = placesOf(loop);
  const count = (builder: OpBuilder, { isZero }: Factor): Value =>
    select(builder, isZero, createConstant(builder, init.type, 1), createConstant(builder, init.type, 0));
  const [first, other] = [factorOf(outside, init), factorOf(inside, operand)];
  return {
    product: { init: first.nonzero, operand: other.nonzero, join: multiply },
    zeros: { init: count(outside, first), operand: count(inside, other), join: add },
  };
}

/** Joins the tangents of the factors in the same loop; the tangent of the product is known behind it. */
export function forwardProduct(
  loop: ParallelOp,
  reduction: ActiveReduction,
  { init: initDot, operand: operandDot }: { readonly init: Value; readonly operand: Value },
  b: TangentBuilder,
): void {
  const { inside, outside } = placesOf(loop);
  const { init, operand, result } = reduction;
  /** What a factor contributes if no other one is 0, over the product; and if it is the only one that is 0. */
  const contributions = (builder: OpBuilder, value: Value, dot: Value): [Value, Value] => {
    const { isZero, nonzero } = factorOf(builder, value);
    const zero = createConstant(builder, value.type, 0);
    return [divide(builder, select(builder, isZero, zero, dot), nonzero), select(builder, isZero, dot, zero)];
  };
  const firsts = contributions(outside, init, initDot);
  const others = contributions(inside, operand, operandDot);
  const { product, zeros } = nonzeroProduct(loop, reduction);
  const sums = firsts.map((first, i): Joined => ({ init: first, operand: others[i]!, join: add }));
  const [total, count, ratio, replaced] = appendReductions(loop, [product, zeros, ...sums]);
  const builder = new OpBuilder(loop.op.loc).setInsertionPointAfter(loop.op);
  const zero = createConstant(builder, result.type, 0);
  const withOne = select(builder, isNumber(builder, count!, 1), multiply(builder, total!, replaced!), zero);
  const withNone = multiply(builder, total!, ratio!);
  b.setTangent(result, select(builder, isNumber(builder, count!, 0), withNone, withOne));
}

/** The adjoint of a factor, given the factor. */
export function reverseProduct(
  loop: ParallelOp,
  reduction: ActiveReduction,
  gradient: Value,
  b: AdjointBuilder,
): (factor: Value) => Value {
  const { builder } = b;
  const { product, zeros } = nonzeroProduct(loop, reduction);
  const [total, count] = appendReductions(loop, [product, zeros]).map((value) => b.primal(value));
  const scaled = multiply(builder, gradient, total!);
  const zero = createConstant(builder, gradient.type, 0);
  const [ofNonzero, ofZero] = [0, 1].map((number) => select(builder, isNumber(builder, count!, number), scaled, zero));
  return (value) => {
    const { isZero, nonzero } = factorOf(builder, value);
    return select(builder, isZero, ofZero!, divide(builder, ofNonzero!, nonzero));
  };
}
