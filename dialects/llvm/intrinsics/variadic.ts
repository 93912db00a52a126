/** Arguments of functions that take any number of them. */

import { defineOp } from "../../../ir/define-op.ts";
import { AnyLLVMType, AnyPointer } from "../constraints.ts";
import { byFirstOperand, intrinsic } from "./intrinsic.ts";

const ofList = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { arg_list: AnyPointer },
      assemblyFormat: "$arg_list attr-dict `:` qualified(type($arg_list))",
    }),
    byFirstOperand,
  );
export const VaStartOp = ofList("vastart", "Makes a list of the arguments that have no names");
export const VaEndOp = ofList("vaend", "Ends the use of a list of arguments");
export const VaCopyOp = intrinsic(
  defineOp("llvm.intr.vacopy", {
    summary: "Copies what is left of a list of arguments",
    operands: { dest_list: AnyPointer, src_list: AnyPointer },
    assemblyFormat: "$src_list `to` $dest_list attr-dict `:` type(operands)",
  }),
  byFirstOperand,
);

export const VaArgOp = defineOp("llvm.va_arg", {
  summary: "The next argument of a list",
  operands: { arg: AnyPointer },
  results: { res: AnyLLVMType },
  assemblyFormat: "$arg attr-dict `:` functional-type($arg, $res)",
});

export const variadicIntrinsics = [VaStartOp, VaCopyOp, VaEndOp, VaArgOp] as const;
