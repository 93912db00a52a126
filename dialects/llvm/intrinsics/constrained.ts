/** Conversions between numbers that say how to round, and what to do about exceptions. */

import { integerEnum } from "../../../ir/builtin/constraints.ts";
import { i64 } from "../../../ir/builtin/types.ts";
import { defineOp } from "../../../ir/define-op.ts";
import { Pure } from "../../../ir/traits.ts";
import { AnyLLVMType } from "../constraints.ts";
import { intrinsic } from "./intrinsic.ts";

export const RoundingMode = integerEnum("LLVM Rounding Mode whose minimum value is 0", i64, {
  towardzero: 0,
  tonearest: 1,
  upward: 2,
  downward: 3,
  tonearestaway: 4,
  dynamic: 7,
});
export const FPExceptionBehavior = integerEnum("LLVM Exception Behavior", i64, { ignore: 0, maytrap: 1, strict: 2 });

const spec = { operands: { arg_0: AnyLLVMType }, results: { res: AnyLLVMType }, traits: [Pure] } as const;
const byBothTypes = { results: [0], operands: [0] } as const;

const rounding = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.experimental.constrained.${name}`, {
      ...spec,
      summary,
      attributes: { roundingmode: RoundingMode, fpExceptionBehavior: FPExceptionBehavior },
      assemblyFormat: "$arg_0 $roundingmode $fpExceptionBehavior attr-dict `:` type($arg_0) `to` type(results)",
    }),
    byBothTypes,
  );
export const ConstrainedFPTruncOp = rounding("fptrunc", "Narrows a float");
export const ConstrainedSIToFPOp = rounding("sitofp", "A signed integer as a float");
export const ConstrainedUIToFPOp = rounding("uitofp", "An unsigned integer as a float");
export const ConstrainedFPExtOp = intrinsic(
  defineOp("llvm.intr.experimental.constrained.fpext", {
    ...spec,
    summary: "Widens a float",
    attributes: { fpExceptionBehavior: FPExceptionBehavior },
    assemblyFormat: "$arg_0 $fpExceptionBehavior attr-dict `:` type($arg_0) `to` type(results)",
  }),
  byBothTypes,
);

export const constrainedIntrinsics = [
  ConstrainedFPTruncOp,
  ConstrainedSIToFPOp,
  ConstrainedUIToFPOp,
  ConstrainedFPExtOp,
] as const;
