/** Counting the iterations of loops, for derivatives: how many there are, and which one it is. */

import { OpBuilder } from "../../ir/builder.ts";
import { IndexType } from "../../ir/builtin/types.ts";
import type { LoopBounds } from "../../ir/interfaces/control-flow.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import {
  AddIOp,
  CeilDivUIOp,
  CmpIOp,
  CmpIPredicate,
  createConstant,
  DivUIOp,
  IndexCastOp,
  IndexCastUIOp,
  MulIOp,
  SelectOp,
  SubIOp,
} from "../arith/index.ts";

const toIndex = (builder: OpBuilder, value: Value): Value =>
  value.type instanceof IndexType
    ? value
    : builder.create(IndexCastUIOp, { in: value, resultTypes: [IndexType.get()] }).out;

/** How often the body is executed: ceil((upper - lower) / step) if lower < upper, else 0. */
export function iterationCount(builder: OpBuilder, bounds: LoopBounds, isUnsigned = false): Value {
  const { lowerBound, upperBound, step } = bounds;
  const predicate = CmpIPredicate.of(isUnsigned ? "ult" : "slt");
  const isEntered = builder.create(CmpIOp, { predicate, lhs: lowerBound, rhs: upperBound }).result;
  const difference = builder.create(SubIOp, { lhs: upperBound, rhs: lowerBound }).result;
  const zero = createConstant(builder, difference.type, 0);
  const distance = builder.create(SelectOp, { condition: isEntered, true_value: difference, false_value: zero }).result;
  // The distance may be too large for a signed number, but not for an unsigned one.
  return toIndex(builder, builder.create(CeilDivUIOp, { lhs: distance, rhs: step }).result);
}

/** The number of the current iteration, counted from 0: at the start of the body whose induction variable `iv` is. */
export function iterationNumber(
  iv: BlockArgument,
  { lowerBound, step }: Pick<LoopBounds, "lowerBound" | "step">,
): Value {
  const builder = new OpBuilder(iv.loc).setInsertionPointToStart(iv.owner);
  const distance = builder.create(SubIOp, { lhs: iv, rhs: lowerBound }).result;
  return toIndex(builder, builder.create(DivUIOp, { lhs: distance, rhs: step }).result);
}

/** The induction variable in iteration `number`. */
export function inductionValue(builder: OpBuilder, number: Value, lowerBound: Value, step: Value): Value {
  const { type } = lowerBound;
  const counter =
    type instanceof IndexType ? number : builder.create(IndexCastOp, { in: number, resultTypes: [type] }).out;
  const distance = builder.create(MulIOp, { lhs: counter, rhs: step }).result;
  return builder.create(AddIOp, { lhs: lowerBound, rhs: distance }).result;
}

/** What `make` gives, made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
