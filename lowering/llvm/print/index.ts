/** Prints modules of the llvm dialect as the text of LLVM IR. */

import { ComdatOp, ComdatSelectorOp, comdatKind, FuncOp, GlobalOp } from "../../../dialects/llvm/index.ts";
import { ArrayAttr, StringAttr } from "../../../ir/builtin/attributes.ts";
import type { Operation } from "../../../ir/operation.ts";
import { zero } from "./constants.ts";
import { functionText } from "./function.ts";
import { globalValueSuffix, globalValueWords, unnamedAddress } from "./global-value.ts";
import { globalName, identifier, quoted } from "./identifiers.ts";
import { initializerText } from "./initializer.ts";
import { ModuleState, unprintable } from "./module-state.ts";

/**
 * The text of LLVM IR for a module that holds functions and global variables of the llvm dialect only. Pointers are
 * opaque; LLVM 19 and later read the text. Locations are not translated to debug information.
 * @throws DiagnosticError at the operation, attribute or type that LLVM IR has no form for
 */
export function translateToLLVMIR(module: Operation): string {
  const state = new ModuleState();
  const comdats: string[] = [];
  const globals: string[] = [];
  const functions: string[] = [];
  for (const op of module.regions[0]!.front.ops()) {
    if (FuncOp.is(op)) functions.push(functionText(FuncOp.view(op), state));
    else if (GlobalOp.is(op)) globals.push(globalText(GlobalOp.view(op), state));
    else if (ComdatOp.is(op)) comdats.push(...comdatTexts(ComdatOp.view(op)));
    else throw unprintable(op, "only functions and global variables of the llvm dialect may stand in the module");
  }
  const sections = [
    moduleHeader(module),
    lines(state.types.definitions),
    lines(comdats),
    lines(globals),
    ...functions,
    [...state.declarations.values()].join(""),
    lines(state.metadataDefinitions),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join("");

function moduleHeader(module: Operation): string {
  const texts: string[] = [];
  const add = (name: string, prefix: string): void => {
    const value = module.attr(name);
    if (value instanceof StringAttr) texts.push(`${prefix}${quoted(value.value)}`);
  };
  add("llvm.data_layout", "target datalayout = ");
  add("llvm.target_triple", "target triple = ");
  const assembly = module.attr("llvm.module_asm");
  if (assembly instanceof ArrayAttr) {
    for (const line of assembly.values) texts.push(`module asm ${quoted((line as StringAttr).value)}`);
  }
  return lines(texts);
}

function comdatTexts({ body }: ComdatOp): string[] {
  const texts: string[] = [];
  for (const op of body.front.ops()) {
    const selector = ComdatSelectorOp.view(op);
    texts.push(`$${identifier(selector.sym_name.value)} = comdat ${comdatKind(selector)}`);
  }
  return texts;
}

/** `@name = internal constant i32 42, align 4` */
function globalText(global: GlobalOp, state: ModuleState): string {
  const { op, sym_name, linkage, global_type, constant, addr_space, externally_initialized } = global;
  const initial = initialValue(global, state);
  let text = `${globalName(sym_name.value)} =${globalValueWords(global)}`;
  if (initial === "" && linkage.value === "external") text += " external";
  if (global.thread_local_ !== undefined) text += " thread_local";
  text += unnamedAddress(global);
  const space = addr_space?.number ?? 0;
  if (space !== 0) text += ` addrspace(${space})`;
  if (externally_initialized !== undefined) text += " externally_initialized";
  text += `${constant === undefined ? " global" : " constant"} ${state.type(global_type.value, op)}${initial}`;
  return text + globalValueSuffix(global, ",") + targetAttributes(global);
}

/** ` 42`; nothing for a variable that is only declared here. */
function initialValue({ op, value, initializer, global_type, linkage }: GlobalOp, state: ModuleState): string {
  if (value !== undefined) return ` ${state.constant(value, global_type.value, op)}`;
  if (!initializer.isEmpty) return ` ${initializerText(initializer.front, state)}`;
  if (linkage.value === "common") return ` ${zero(global_type.value)}`;
  return linkage.value === "external" || linkage.value === "extern_weak" ? "" : " undef";
}

function targetAttributes({ op, target_specific_attrs, dbg_exprs }: GlobalOp): string {
  if (dbg_exprs !== undefined) throw unprintable(op, "debug information is not translated");
  if (target_specific_attrs === undefined) return "";
  throw unprintable(op, "'target_specific_attrs' is not translated");
}
