/** How functions of the llvm dialect are made, called and left by transformations that know no dialect. */

import { type DictionaryAttr, StringAttr, SymbolRefAttr, TypeAttr } from "../../ir/builtin/attributes.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { packValues, unpackValues } from "./aggregate-values.ts";
import { Linkage } from "./attributes.ts";
import { BrOp } from "./branch-ops.ts";
import { CallOp } from "./call-op.ts";
import { FuncOp, ReturnOp } from "./func-ops.ts";
import { type LLVMFunctionType, literalStruct, llvmFunctionType, resultTypesOf } from "./types.ts";

/** Attributes of arguments that are passed in memory of their own. */
const copying = ["llvm.byval", "llvm.inalloca", "llvm.preallocated"];

const typeOf = ({ function_type }: FuncOp): LLVMFunctionType => function_type.value as LLVMFunctionType;

FuncOp.implement(FunctionOpInterface, {
  argumentTypes: (func) => typeOf(func).params,
  resultTypes: (func) => resultTypesOf(typeOf(func)),
  body: ({ body }) => body,
  createLike: ({ op }, name, inputs, results) =>
    FuncOp.build(
      {
        sym_name: StringAttr.get(name),
        function_type: TypeAttr.get(llvmFunctionType(results, inputs)),
        linkage: Linkage.of("internal"),
      },
      op.loc,
    ),
  setType(func, inputs, results) {
    func.op.setAttr("function_type", TypeAttr.get(llvmFunctionType(results, inputs, typeOf(func).varArg)));
  },
  createCall: (func, builder, operands) =>
    builder.create(CallOp, {
      callee: SymbolRefAttr.get(func.sym_name.value),
      callee_operands: operands,
      op_bundle_operands: [],
      resultTypes: resultTypesOf(typeOf(func)),
    }).op,
  packing: { type: (types) => literalStruct(types), pack: packValues, unpack: unpackValues },
  copiedArguments: ({ arg_attrs }) =>
    (arg_attrs?.values ?? []).flatMap((attrs, i) =>
      copying.some((name) => (attrs as DictionaryAttr).get(name) !== undefined) ? [i] : [],
    ),
  makePublic({ op }) {
    op.setAttr("linkage", Linkage.of("external"));
  },
  createReturn: (_, builder, [arg]) => builder.create(ReturnOp, { arg }).op,
  createBranch: (_, builder, dest, destOperands) => builder.create(BrOp, { dest, destOperands }).op,
});

export { CallOp, FuncOp, ReturnOp };
