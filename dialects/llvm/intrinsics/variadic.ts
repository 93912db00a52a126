/** Arguments of functions that take any number of them. */

import { defineOp, type OpDefinition } from "../../../ir/define-op.ts";
import { AnyLLVMType, AnyPointer } from "../constraints.ts";
import { byFirstOperand, IntrinsicOpInterface } from "./intrinsic.ts";

/** LLVM's names have an underscore that the operations lack. */
const named = <D extends OpDefinition<any>>(name: string, def: D): D => {
  def.implement(IntrinsicOpInterface, { name, overloads: byFirstOperand, immediates: [] });
  return def;
};

const ofList = (name: string, summary: string) =>
  named(
    `llvm.va_${name}`,
    defineOp(`llvm.intr.va${name}`, {
      summary,
      operands: { arg_list: AnyPointer },
      assemblyFormat: "$arg_list attr-dict `:` qualified(type($arg_list))",
    }),
  );
export const VaStartOp = ofList("start", "Makes a list of the arguments that have no names");
export const VaEndOp = ofList("end", "Ends the use of a list of arguments");
export const VaCopyOp = named(
  "llvm.va_copy",
  defineOp("llvm.intr.vacopy", {
    summary: "Copies what is left of a list of arguments",
    operands: { dest_list: AnyPointer, src_list: AnyPointer },
    assemblyFormat: "$src_list `to` $dest_list attr-dict `:` type(operands)",
  }),
);

export const VaArgOp = defineOp("llvm.va_arg", {
  summary: "The next argument of a list",
  operands: { arg: AnyPointer },
  results: { res: AnyLLVMType },
  assemblyFormat: "$arg attr-dict `:` functional-type($arg, $res)",
});

export const variadicIntrinsics = [VaStartOp, VaCopyOp, VaEndOp, VaArgOp] as const;
