/** Canonicalization patterns of the `func` dialect. */

import { pattern } from "../../ir/pattern.ts";
import { CallIndirectOp, CallOp, ConstantOp } from "./ops.ts";

/** call_indirect (constant @f)(args) -> call @f(args) */
const callOfConstant = pattern("call-of-constant", CallIndirectOp, (call, rewriter) => {
  const constant = ConstantOp.defining(call.callee);
  if (constant === undefined) return false;
  rewriter.replaceWithNew(call.op, CallOp, {
    callee: constant.value,
    operands: call.callee_operands,
    resultTypes: call.op.resultTypes,
  });
  return true;
});

export const funcCanonicalizations = [callOfConstant];
