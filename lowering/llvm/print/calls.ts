/** Calls of functions and of intrinsics. */

import {
  type AliasScopeAttr,
  AsmDialect,
  AssumeOp,
  bundlesOf,
  type CallIntrinsicOp,
  type CallOp,
  calleeTypeOf,
  FPExceptionBehavior,
  type InlineAsmOp,
  type Intrinsic,
  LLVMStructType,
  type OperandBundle,
  RoundingMode,
} from "../../../dialects/llvm/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { type ArrayAttr, type IntegerAttr, TypeAttr } from "../../../ir/builtin/attributes.ts";
import type { Operation } from "../../../ir/operation.ts";
import { callingConvention, dictionaryAt, functionAttributes, parameterText } from "./attributes.ts";
import { fastmath, mayHaveFastmath } from "./fast-math.ts";
import type { FunctionState } from "./function-state.ts";
import { globalName, quoted } from "./identifiers.ts";
import { scopeList } from "./metadata/aliasing.ts";
import type { ModuleState } from "./module-state.ts";

/** `tail call fast fastcc float @f(i32 noundef %a) nounwind ["tag"(i32 %b)]` */
export function callText(call: CallOp, state: FunctionState): string {
  const { op, callee, callee_operands, TailCallKind, CConv, result, arg_attrs, res_attrs } = call;
  const { module } = state;
  const args = callee === undefined ? callee_operands.slice(1) : callee_operands;
  const type = calleeTypeOf(call);
  let text = TailCallKind.value === "none" ? "call" : `${TailCallKind.value} call`;
  if (result !== undefined && mayHaveFastmath(result.type)) text += fastmath(call.fastmathFlags);
  text += callingConvention(CConv.value);
  if (result !== undefined) text += parameterText(dictionaryAt(res_attrs, 0), op, module);
  text += ` ${type.varArg ? module.type(type, op) : module.type(type.returnType, op)}`;
  text += ` ${callee === undefined ? state.ref(callee_operands[0]!) : globalName(callee.root)}`;
  const list = args.map((arg, i) => {
    return `${state.typeOf(arg)}${parameterText(dictionaryAt(arg_attrs, i), op, module)} ${state.ref(arg)}`;
  });
  return `${text}(${list.join(", ")})${functionAttributes(op)}${bundlesText(bundlesOf(call), state)}`;
}

/** ` [ "tag"(i32 %a) ]` */
function bundlesText(bundles: readonly OperandBundle[], state: FunctionState): string {
  if (bundles.length === 0) return "";
  const texts = bundles.map(({ tag, operands }) => {
    return `${quoted(tag)}(${operands.map((value) => state.typed(value)).join(", ")})`;
  });
  return ` [ ${texts.join(", ")} ]`;
}

/** `call float @llvm.name(float %a)`: the name is complete. */
export function callIntrinsicText(call: CallIntrinsicOp, state: FunctionState): string {
  const { op, intrin, args, results, arg_attrs, res_attrs } = call;
  const { module } = state;
  const name = globalName(intrin.value);
  const result = results === undefined ? "void" : state.typeOf(results);
  const types = args.map((arg) => state.typeOf(arg));
  declare(name, result, types, module);
  const flags = results !== undefined && mayHaveFastmath(results.type) ? fastmath(call.fastmathFlags) : "";
  const list = args.map((arg, i) => {
    return `${types[i]}${parameterText(dictionaryAt(arg_attrs, i), op, module)} ${state.ref(arg)}`;
  });
  const promised = parameterText(dictionaryAt(res_attrs, 0), op, module);
  return `call${flags}${promised} ${result} ${name}(${list.join(", ")})${bundlesText(bundlesOf(call), state)}`;
}

/** `call i32 asm sideeffect "...", "=r,r"(i32 %a)` */
export function inlineAssemblyText(assembly: InlineAsmOp, state: FunctionState): string {
  const { op, operands, res, tail_call_kind, operand_attrs } = assembly;
  let text = tail_call_kind.value === "none" ? "call" : `${tail_call_kind.value} call`;
  text += ` ${res === undefined ? "void" : state.typeOf(res)} asm`;
  if (assembly.has_side_effects !== undefined) text += " sideeffect";
  if (assembly.is_align_stack !== undefined) text += " alignstack";
  if (assembly.asm_dialect?.number === AsmDialect.cases.intel) text += " inteldialect";
  const args = operands.map((operand, i) => {
    const type = dictionaryAt(operand_attrs, i)?.get("elementtype");
    const element = type instanceof TypeAttr ? ` elementtype(${state.module.type(type.value, op)})` : "";
    return `${state.typeOf(operand)}${element} ${state.ref(operand)}`;
  });
  return `${text} ${quoted(assembly.asm_string.value)}, ${quoted(assembly.constraints.value)}(${args.join(", ")})`;
}

function declare(name: string, result: string, types: readonly string[], { declarations }: ModuleState): void {
  if (!declarations.has(name)) declarations.set(name, `declare ${result} ${name}(${types.join(", ")})\n`);
}

/** The call of an intrinsic, whose declaration is added to the module. */
export function intrinsicText(op: Operation, intrinsic: Intrinsic, state: FunctionState): string {
  const { module } = state;
  const resultType = op.numResults === 0 ? undefined : op.result().type;
  const result = resultType === undefined ? "void" : module.type(resultType, op);
  const name = globalName(intrinsic.name + overloadSuffix(op, intrinsic, state));
  const { args, types } = intrinsicArguments(op, intrinsic, state);
  declare(name, result, types, module);
  const flags = resultType !== undefined && mayHaveFastmath(resultType) ? fastmath(op.attr("fastmathFlags")) : "";
  return `call${flags} ${result} ${name}(${args.join(", ")})${AssumeOp.is(op) ? bundlesText(bundlesOf(AssumeOp.view(op)), state) : ""}`;
}

/** `.f32.i32`: the types that the name of an overloaded intrinsic mentions. */
function overloadSuffix(op: Operation, { overloads }: Intrinsic, state: FunctionState): string {
  const types: Type[] = [];
  if (overloads.results !== undefined) {
    const { type } = op.result();
    const parts = LLVMStructType.is(type) ? type.body! : [type];
    types.push(...overloads.results.map((index) => parts[index]!));
  }
  for (const index of overloads.operands ?? []) types.push(op.operand(index).type);
  return types.map((type) => `.${state.module.types.mangled(type)}`).join("");
}

/** The arguments in order: operands, and attributes at the positions of immediates; and the types of all of them. */
function intrinsicArguments(
  op: Operation,
  { immediates, alignedOperand, poisonOperand }: Intrinsic,
  state: FunctionState,
): { readonly args: readonly string[]; readonly types: readonly string[] } {
  const { module } = state;
  const attributes = op.attr("arg_attrs") as ArrayAttr | undefined;
  const operands = AssumeOp.is(op) ? [op.operand(0)] : op.operands;
  const types = operands.map((value) => state.typeOf(value));
  const alignment = op.attr("alignment") as IntegerAttr | undefined;
  const args = operands.map((value, i) => {
    const align = alignment !== undefined && i === alignedOperand ? ` align ${alignment.value}` : "";
    return `${types[i]}${align}${parameterText(dictionaryAt(attributes, i), op, module)} ${state.ref(value)}`;
  });
  if (poisonOperand !== undefined && poisonOperand === operands.length) {
    types.push(state.typeOf(op.result()));
    args.push(`${types[poisonOperand]} poison`);
  }
  for (const [position, name] of immediates) {
    const value = op.attr(name) as IntegerAttr;
    const type = module.type(value.type, op);
    types.splice(position, 0, type);
    args.splice(position, 0, `${type} ${module.constant(value, value.type, op)}`);
  }
  for (const [name, text] of metadataArguments) {
    const value = op.attr(name);
    if (value === undefined) continue;
    types.push("metadata");
    args.push(`metadata ${text(value as never, module)}`);
  }
  return { args, types };
}

/** Attributes that are arguments of the type metadata: how to round, what to do about exceptions, a scope. */
const metadataArguments: readonly (readonly [string, (value: never, module: ModuleState) => string])[] = [
  ["roundingmode", (mode: IntegerAttr) => `!"round.${RoundingMode.nameOf(mode)}"`],
  ["fpExceptionBehavior", (behavior: IntegerAttr) => `!"fpexcept.${FPExceptionBehavior.nameOf(behavior)}"`],
  ["scope", (scope: AliasScopeAttr, { metadata }) => scopeList([scope], metadata)!],
];
