/** Calls of functions and of intrinsics. */

import {
  AssumeOp,
  bundlesOf,
  type CallOp,
  calleeTypeOf,
  FPExceptionBehavior,
  type Intrinsic,
  LLVMStructType,
  type OperandBundle,
  RoundingMode,
} from "../../../dialects/llvm/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { ArrayAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import type { Operation } from "../../../ir/operation.ts";
import { callingConvention, dictionaryAt, functionAttributes, parameterText } from "./attributes.ts";
import { fastmath, mayHaveFastmath } from "./fast-math.ts";
import type { FunctionState } from "./function-state.ts";
import { globalName, quoted } from "./identifiers.ts";

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

/** The call of an intrinsic, whose declaration is added to the module. */
export function intrinsicText(op: Operation, intrinsic: Intrinsic, state: FunctionState): string {
  const { module } = state;
  const resultType = op.numResults === 0 ? undefined : op.result().type;
  const result = resultType === undefined ? "void" : module.type(resultType, op);
  const name = globalName(intrinsic.name + overloadSuffix(op, intrinsic, state));
  const { args, types } = intrinsicArguments(op, intrinsic, state);
  if (!module.declarations.has(name)) module.declarations.set(name, `declare ${result} ${name}(${types.join(", ")})\n`);
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
  { immediates }: Intrinsic,
  state: FunctionState,
): { readonly args: readonly string[]; readonly types: readonly string[] } {
  const { module } = state;
  const attributes = op.attr("arg_attrs") as ArrayAttr | undefined;
  const operands = AssumeOp.is(op) ? [op.operand(0)] : op.operands;
  const types = operands.map((value) => state.typeOf(value));
  const args = operands.map((value, i) => {
    return `${types[i]}${parameterText(dictionaryAt(attributes, i), op, module)} ${state.ref(value)}`;
  });
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
    args.push(`metadata !"${text(value as IntegerAttr)}"`);
  }
  return { args, types };
}

/** Attributes that are arguments of the type metadata: how to round, and what to do about exceptions. */
const metadataArguments = [
  ["roundingmode", (mode: IntegerAttr): string => `round.${RoundingMode.nameOf(mode)}`],
  ["fpExceptionBehavior", (behavior: IntegerAttr): string => `fpexcept.${FPExceptionBehavior.nameOf(behavior)}`],
] as const;
