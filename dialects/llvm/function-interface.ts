/** How functions of the llvm dialect are made, called and left by transformations that know no dialect. */

import { OpBuilder } from "../../ir/builder.ts";
import {
  BoolAttr,
  type DictionaryAttr,
  type IntegerAttr,
  StringAttr,
  SymbolRefAttr,
  TypeAttr,
} from "../../ir/builtin/attributes.ts";
import { i64 } from "../../ir/builtin/types.ts";
import { entryBlockAround, FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { packValues, unpackValues } from "./aggregate-values.ts";
import { createConstant } from "./arithmetic.ts";
import { Linkage } from "./attributes.ts";
import { BrOp } from "./branch-ops.ts";
import { CallOp } from "./call-op.ts";
import { sizeInBytes } from "./data-layout.ts";
import { FuncOp, ReturnOp } from "./func-ops.ts";
import { MemcpyOp } from "./intrinsics/memory.ts";
import { AllocaOp } from "./memory-ops.ts";
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
  copyArgument({ op, arg_attrs }, index, builder, src) {
    const attrs = arg_attrs!.values[index] as DictionaryAttr;
    const elem_type = copying.map((name) => attrs.get(name)).find((attr) => attr instanceof TypeAttr)!;
    const entry = new OpBuilder(builder.loc).setInsertionPointToStart(entryBlockAround(builder.insertionBlock));
    const arraySize = createConstant(entry, i64(), 1);
    const alignment = attrs.get("llvm.align") as IntegerAttr | undefined;
    const dst = entry.create(AllocaOp, { arraySize, elem_type, alignment, resultTypes: [src.type] }).res;
    const len = createConstant(builder, i64(), sizeInBytes(elem_type.value, op)!);
    builder.create(MemcpyOp, { dst, src, len, isVolatile: BoolAttr.get(false) });
    return dst;
  },
  makePublic({ op }) {
    op.setAttr("linkage", Linkage.of("external"));
  },
  createReturn: (_, builder, [arg]) => builder.create(ReturnOp, { arg }).op,
  createBranch: (_, builder, dest, destOperands) => builder.create(BrOp, { dest, destOperands }).op,
});

export { CallOp, FuncOp, ReturnOp };
