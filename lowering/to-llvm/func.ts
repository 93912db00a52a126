/** `convert-func-to-llvm`: functions, calls and returns. */

import * as func from "../../dialects/func/index.ts";
import * as llvm from "../../dialects/llvm/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { type SymbolRefAttr, TypeAttr } from "../../ir/builtin/attributes.ts";
import type { FunctionType } from "../../ir/builtin/types.ts";
import { type ConversionPattern, type ConversionRewriter, conversionPattern } from "../../ir/conversion.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Value } from "../../ir/value.ts";
import { addCInterface, wantsCInterface } from "./c-interface.ts";
import type { CallingConvention } from "./calling-convention.ts";
import { createFunction, isVariadic, linkageOf, valueAttributesFor } from "./func-attributes.ts";
import { functionTypeOf, packResults, type Signature, signatureOf, unpackResults } from "./func-signature.ts";
import type { ModuleSymbols } from "./symbols.ts";

/** Moves the body of `source` to `target`; a new entry block receives the arguments. */
function moveBody(
  source: func.FuncOp,
  target: llvm.FuncOp,
  { inputs }: Signature,
  convention: CallingConvention,
  rewriter: ConversionRewriter,
): void {
  rewriter.inlineRegionBefore(source.body, target.body, null);
  const body = target.body.front;
  const entry = rewriter.createBlock(target.body, inputs.flat(), body);
  const starts = inputs.map((_, i) => inputs.slice(0, i).flat().length);
  const values: Value[] = [];
  // The last argument comes first, as upstream has it.
  for (let i = inputs.length - 1; i >= 0; i--) {
    const parts = entry.args.slice(starts[i], starts[i]! + inputs[i]!.length);
    const { type, hasUses } = body.args[i]!;
    values[i] = hasUses ? convention.receiveArgument(rewriter, parts, type) : parts[0]!;
  }
  rewriter.inlineBlockBefore(body, entry, null, values);
}

const convertFunc = (convention: CallingConvention, symbols: ModuleSymbols): ConversionPattern =>
  conversionPattern("func.func-to-llvm", func.FuncOp, (source, _, rewriter, types) => {
    const { inputs, results } = source.function_type.value as FunctionType;
    const signature = signatureOf(inputs, results, convention);
    if (signature === undefined) return false;
    const variadic = isVariadic(source.op);
    const wrap = convention.hasCInterface && wantsCInterface(source.op);
    if (wrap && variadic) throw errorAt(source.op.loc, "C interface for variadic functions is not supported yet.");
    const type = functionTypeOf(signature, variadic);
    const attributes = valueAttributesFor(source, signature, results.length);
    const target = createFunction(rewriter, source, source.sym_name.value, type, attributes);
    target.op.setAttr("linkage", linkageOf(source.op) ?? llvm.Linkage.of("external"));
    symbols.define(target.op);
    if (!source.body.isEmpty) moveBody(source, target, signature, convention, rewriter);
    if (wrap) addCInterface(source, target, rewriter, types);
    rewriter.erase(source.op);
    return true;
  });

const convertReturn = (convention: CallingConvention): ConversionPattern =>
  conversionPattern("func.return-to-llvm", func.ReturnOp, ({ op }, { operands }, rewriter) => {
    const values = operands.map((value, i) => convention.passResult(rewriter, value, op.operand(i).type));
    const target = rewriter.create(llvm.ReturnOp, { arg: packResults(rewriter, values) });
    target.op.setDiscardableAttrs(op.discardableAttrs);
    rewriter.erase(op);
    return true;
  });

/** Replaces a call. `inputTypes` are those of the arguments before the conversion. */
function replaceCall(
  { op, arg_attrs, res_attrs }: func.CallOp | func.CallIndirectOp,
  callee: SymbolRefAttr | Value,
  args: readonly Value[],
  inputTypes: readonly Type[],
  convention: CallingConvention,
  rewriter: ConversionRewriter,
): llvm.CallOp | undefined {
  const resultTypes = op.resultTypes;
  const signature = signatureOf(inputTypes, resultTypes, convention);
  if (signature === undefined) return undefined;
  const passed = args.flatMap((value, i) => convention.passArgument(rewriter, value, inputTypes[i]!));
  const call = llvm.createCall(rewriter, callee, passed, signature.results);
  call.op.setDiscardableAttrs(op.discardableAttrs);
  const attributes = valueAttributesFor({ arg_attrs, res_attrs }, signature, resultTypes.length);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) call.op.setAttr(name, value);
  const results = unpackResults(rewriter, call.result, resultTypes.length);
  rewriter.replace(
    op,
    results.map((value, i) => convention.receiveResult(rewriter, value, resultTypes[i]!)),
  );
  return call;
}

const convertCall = (convention: CallingConvention, symbols: ModuleSymbols): ConversionPattern =>
  conversionPattern("func.call-to-llvm", func.CallOp, (source, { operands }, rewriter) => {
    const { op, callee, no_inline } = source;
    const declaration = symbols.lookup(op, callee.root);
    const target = replaceCall(source, callee, operands, op.operandTypes, convention, rewriter);
    if (target === undefined) return false;
    if (no_inline !== undefined) target.op.setAttr("no_inline", no_inline);
    if (declaration !== undefined && isVariadic(declaration)) {
      target.op.setAttr("var_callee_type", TypeAttr.get(typeOfVariadic(target)));
    }
    return true;
  });

/** A call through `func.call` passes no more than the arguments that the function names. */
const typeOfVariadic = (call: llvm.CallOp): llvm.LLVMFunctionType => {
  const { params, returnType } = llvm.calleeTypeOf(call);
  return llvm.LLVMFunctionType.get({ returnType, params, varArg: true });
};

const convertCallIndirect = (convention: CallingConvention): ConversionPattern =>
  conversionPattern(
    "func.call_indirect-to-llvm",
    func.CallIndirectOp,
    (source, { callee, callee_operands }, rewriter) => {
      const inputTypes = source.op.operandTypes.slice(1);
      return replaceCall(source, callee, callee_operands, inputTypes, convention, rewriter) !== undefined;
    },
  );

const convertConstant = conversionPattern(
  "func.constant-to-llvm",
  func.ConstantOp,
  ({ op, value, result }, _, rewriter, types) => {
    const type = types.convert(result.type);
    if (type === undefined) return false;
    const target = rewriter.create(llvm.AddressOfOp, { global_name: value, resultTypes: [type] });
    target.op.setDiscardableAttrs(op.discardableAttrs);
    rewriter.replace(op, [target.res]);
    return true;
  },
);

export const funcPatterns = (convention: CallingConvention, symbols: ModuleSymbols): readonly ConversionPattern[] => [
  convertFunc(convention, symbols),
  convertReturn(convention),
  convertCall(convention, symbols),
  convertCallIndirect(convention),
  convertConstant,
];
