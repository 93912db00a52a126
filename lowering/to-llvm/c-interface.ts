/**
 * Functions that C can call or write. One with the attribute `llvm.emit_c_interface` gets a sibling whose name begins with
 * `_mlir_ciface_`: it takes descriptors through pointers, and returns a struct through a pointer that is its first
 * argument. A function with a body is called by its sibling; one without calls its sibling, which C has to define.
 */
import type * as func from "../../dialects/func/index.ts";
import * as llvm from "../../dialects/llvm/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { ArrayAttr, DictionaryAttr, SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import type { FunctionType } from "../../ir/builtin/types.ts";
import type { ConversionRewriter } from "../../ir/conversion.ts";
import type { Operation } from "../../ir/operation.ts";
import type { TypeConverter } from "../../ir/type-converter.ts";
import type { Value } from "../../ir/value.ts";
import { createFunction } from "./func-attributes.ts";
import { isMemRef, localVariable, packDescriptor, partsOf, stored, unpackDescriptor } from "./memref/descriptor.ts";

export const emitCInterface = "llvm.emit_c_interface";

export const wantsCInterface = (op: Operation): boolean => op.attr(emitCInterface) !== undefined;

/** Adds the sibling of `target`, which is what `source` became, behind it. */
export function addCInterface(
  source: func.FuncOp,
  target: llvm.FuncOp,
  rewriter: ConversionRewriter,
  types: TypeConverter,
): void {
  const { inputs } = source.function_type.value as FunctionType;
  const [result] = llvm.resultTypesOf(target.function_type.value as llvm.LLVMFunctionType);
  const struct = result !== undefined && llvm.LLVMStructType.is(result) ? result : undefined;
  const params = inputs.map((type) => (isMemRef(type) ? llvm.ptr() : types.convert(type)!));
  const type =
    struct === undefined
      ? llvm.llvmFunctionType(result === undefined ? [] : [result], params)
      : llvm.llvmFunctionType([], [llvm.ptr(), ...params]);
  const name = `_mlir_ciface_${source.sym_name.value}`;
  rewriter.guarded(() => {
    rewriter.setInsertionPointAfter(target.op);
    const sibling = createFunction(rewriter, source, name, type, {
      arg_attrs: struct === undefined ? source.arg_attrs : behindPointer(source.arg_attrs),
      res_attrs: struct === undefined ? target.res_attrs : undefined,
    });
    const pair: Pair = { target, sibling, inputs, struct };
    if (target.body.isEmpty) callSibling(pair, rewriter, types);
    else callFunction(pair, rewriter, types);
  });
}

/** A function and its sibling. */
interface Pair {
  readonly target: llvm.FuncOp;
  readonly sibling: llvm.FuncOp;
  /** The types of the arguments before they are lowered. */
  readonly inputs: readonly Type[];
  /** What several results come back in. */
  readonly struct: Type | undefined;
}

/** The attributes with a place for one more argument in front. */
const behindPointer = (attributes: ArrayAttr | undefined): ArrayAttr | undefined =>
  attributes && ArrayAttr.get([DictionaryAttr.get([]), ...attributes.values]);

/** Gives the sibling a body that calls the function. */
function callFunction({ target, sibling, inputs, struct }: Pair, builder: OpBuilder, types: TypeConverter): void {
  const args = startBody(sibling, builder);
  const out = struct === undefined ? undefined : args.shift()!;
  const passed = inputs.flatMap((type, i) => {
    const arg = args[i]!;
    if (!isMemRef(type)) return [arg];
    const descriptor = builder.create(llvm.LoadOp, { addr: arg, resultTypes: [types.convert(type)!] }).res;
    return unpackDescriptor(builder, descriptor, type);
  });
  const result = call(builder, target, passed);
  if (out === undefined) builder.create(llvm.ReturnOp, { arg: result });
  else {
    builder.create(llvm.StoreOp, { value: result!, addr: out });
    builder.create(llvm.ReturnOp, {});
  }
}

/** Gives the function a body that calls the sibling. */
function callSibling({ target, sibling, inputs, struct }: Pair, builder: OpBuilder, types: TypeConverter): void {
  target.op.setAttr("linkage", llvm.Linkage.of("private"));
  const args = startBody(target, builder);
  const out = struct === undefined ? undefined : localVariable(builder, types, struct);
  const passed = inputs.map((type) => {
    if (!isMemRef(type)) return args.shift()!;
    const parts = args.splice(0, partsOf(type).length);
    return stored(builder, types, packDescriptor(builder, types.convert(type)!, parts, type));
  });
  const result = call(builder, sibling, out === undefined ? passed : [out, ...passed]);
  const arg = out === undefined ? result : builder.create(llvm.LoadOp, { addr: out, resultTypes: [struct!] }).res;
  builder.create(llvm.ReturnOp, { arg });
}

const typeOf = (func: llvm.FuncOp): llvm.LLVMFunctionType => func.function_type.value as llvm.LLVMFunctionType;

/** Begins the body of a function, and returns its arguments. */
const startBody = (func: llvm.FuncOp, builder: OpBuilder): Value[] => [
  ...builder.createBlock(func.body, typeOf(func).params).args,
];

const call = (builder: OpBuilder, func: llvm.FuncOp, args: readonly Value[]): Value | undefined =>
  llvm.createCall(builder, SymbolRefAttr.get(func.sym_name.value), args, llvm.resultTypesOf(typeOf(func))).result;
