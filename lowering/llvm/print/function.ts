/** Functions of LLVM IR: the header, and the blocks with their phi nodes. */

import { BlockTagOp, type FuncOp, type LLVMFunctionType, resultTypesOf } from "../../../dialects/llvm/index.ts";
import type { Block } from "../../../ir/block.ts";
import {
  callingConvention,
  definitionAttributes,
  dictionaryAt,
  functionMetadata,
  parameterText,
} from "./attributes.ts";
import { isConstantOp } from "./constant-ops.ts";
import { FunctionState, hasNumber, subprogramOf } from "./function-state.ts";
import { globalValueSuffix, globalValueWords, unnamedAddress } from "./global-value.ts";
import { globalName, quoted } from "./identifiers.ts";
import { instructionText } from "./instructions.ts";
import { attachedMetadata, debugRecord } from "./metadata/attached.ts";
import type { ModuleState } from "./module-state.ts";

/** The definition or declaration of a function. */
export function functionText(func: FuncOp, module: ModuleState): string {
  const { op, body, function_type, personality, garbageCollector, res_attrs } = func;
  const type = function_type.value as LLVMFunctionType;
  const scope = subprogramOf(op);
  const debug = scope === undefined ? "" : ` !dbg ${module.debugInfo.node(scope)}`;
  const metadata = functionMetadata(func, module) + debug;
  let text = body.isEmpty ? `declare${metadata}` : "define";
  text += globalValueWords(func) + callingConvention(func.CConv.value);
  if (resultTypesOf(type).length > 0) text += parameterText(dictionaryAt(res_attrs, 0), op, module);
  text += ` ${module.type(type.returnType, op)} ${globalName(func.sym_name.value)}(${parameters(func, type, module)})`;
  text += unnamedAddress(func) + definitionAttributes(func) + globalValueSuffix(func, "");
  if (garbageCollector !== undefined) text += ` gc ${quoted(garbageCollector.value)}`;
  if (personality !== undefined) text += ` personality ptr ${globalName(personality.root)}`;
  return body.isEmpty ? `${text}\n` : `${text}${metadata} {\n${bodyText(func, module)}}\n`;
}

/** The parameters are numbered in the order in which the body's state numbers them. */
function parameters(
  { op, body, arg_attrs }: FuncOp,
  { params, varArg }: LLVMFunctionType,
  module: ModuleState,
): string {
  const texts = params.map((type, i) => {
    const name = body.isEmpty ? "" : ` %${i}`;
    return `${module.type(type, op)}${parameterText(dictionaryAt(arg_attrs, i), op, module)}${name}`;
  });
  if (varArg) texts.push("...");
  return texts.join(", ");
}

function bodyText({ body }: FuncOp, module: ModuleState): string {
  const state = new FunctionState(body, module);
  let text = "";
  for (let block = body.first; block !== null; block = block.next) {
    if (!block.isEntryBlock) text += `\n${state.label(block).slice(1)}:\n${phiNodes(block, state)}`;
    for (let op = block.first; op !== null; op = op.next) {
      if (isConstantOp(op) || BlockTagOp.is(op)) continue;
      const record = debugRecord(op, state);
      if (record !== undefined) {
        text += record;
        continue;
      }
      const result = hasNumber(op) ? `${state.ref(op.result())} = ` : "";
      text += `  ${result}${instructionText(op, state)}${attachedMetadata(op, state)}\n`;
    }
    for (const { label, target } of state.forwarding(block)) text += `\n${label.slice(1)}:\n  br label ${target}\n`;
  }
  return text;
}

/** One phi node for each argument of a block that can be reached. */
function phiNodes(block: Block, state: FunctionState): string {
  const edges = state.edges(block);
  if (edges.length === 0) return "";
  let text = "";
  block.args.forEach((argument, i) => {
    const incoming = edges.map(({ from, values }) => `[ ${state.ref(values[i]!)}, ${from} ]`);
    const place = state.location(argument.loc);
    const debug = place === undefined ? "" : `, !dbg ${place}`;
    text += `  ${state.ref(argument)} = phi ${state.typeOf(argument)} ${incoming.join(", ")}${debug}\n`;
  });
  return text;
}
