/** Prints modules of the llvm dialect as the text of LLVM IR. */

import { DataLayoutSpecAttr } from "../../../dialects/dlti/index.ts";
import {
  AliasOp,
  ComdatOp,
  ComdatSelectorOp,
  comdatKind,
  FuncOp,
  GlobalCtorsOp,
  GlobalDtorsOp,
  GlobalOp,
  LinkerOptionsOp,
  ModuleFlagsOp,
} from "../../../dialects/llvm/index.ts";
import type { Attribute } from "../../../ir/attribute.ts";
import { ArrayAttr, type IntegerAttr, StringAttr, SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import { zero } from "./constants.ts";
import { dataLayoutText } from "./data-layout.ts";
import { functionText } from "./function.ts";
import { globalValueSuffix, globalValueWords, unnamedAddress } from "./global-value.ts";
import { globalName, identifier, quoted } from "./identifiers.ts";
import { initializerText } from "./initializer.ts";
import { addDebugInfoVersion, addLinkerOptions, addModuleFlags, addModuleStrings } from "./metadata/module-metadata.ts";
import { ModuleState, unprintable } from "./module-state.ts";

/**
 * The text of LLVM IR for a module that holds operations of the llvm dialect only. Pointers are opaque; LLVM 19 and later
 * read the text. Debug information is written for functions whose location holds a subprogram.
 * @throws DiagnosticError at the operation, attribute or type that LLVM IR has no form for
 */
export function translateToLLVMIR(module: Operation): string {
  const state = new ModuleState();
  const texts: Sections = { comdats: [], globals: [], functions: [], names: new Set() };
  const header = moduleHeader(module);
  addModuleStrings(module, state);
  for (const op of module.regions[0]!.front.ops()) {
    const print = printers.get(op.def);
    if (print === undefined) throw unprintable(op, "only operations of the llvm dialect may stand in the module");
    print(op, state, texts);
  }
  if (state.debugInfo.isUsed) addDebugInfoVersion(state);
  const sections = [
    header,
    lines(state.types.definitions),
    lines(texts.comdats),
    lines(texts.globals),
    ...texts.functions,
    [...state.declarations].map(([name, text]) => (texts.names.has(name) ? "" : text)).join(""),
    lines(state.metadata.definitions),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

interface Sections {
  readonly comdats: string[];
  readonly globals: string[];
  readonly functions: string[];
  /** The names of the functions, which may include intrinsics. */
  readonly names: Set<string>;
}
type PrintSymbol = (op: Operation, state: ModuleState, texts: Sections) => void;

const printers: ReadonlyMap<OpDefinition, PrintSymbol> = new Map<OpDefinition, PrintSymbol>([
  [
    FuncOp,
    (op, state, { functions, names }) => {
      const func = FuncOp.view(op);
      names.add(globalName(func.sym_name.value));
      functions.push(functionText(func, state));
    },
  ],
  [GlobalOp, (op, state, { globals }) => globals.push(globalText(GlobalOp.view(op), state))],
  [AliasOp, (op, state, { globals }) => globals.push(aliasText(AliasOp.view(op), state))],
  [GlobalCtorsOp, (op, _, { globals }) => globals.push(constructorsText("llvm.global_ctors", op, "ctors"))],
  [GlobalDtorsOp, (op, _, { globals }) => globals.push(constructorsText("llvm.global_dtors", op, "dtors"))],
  [ComdatOp, (op, _, { comdats }) => comdats.push(...comdatTexts(ComdatOp.view(op)))],
  [ModuleFlagsOp, (op, state) => addModuleFlags(ModuleFlagsOp.view(op), state)],
  [LinkerOptionsOp, (op, state) => addLinkerOptions(LinkerOptionsOp.view(op), state)],
]);

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join("");

function moduleHeader(module: Operation): string {
  const texts: string[] = [];
  const add = (prefix: string, value: string | undefined): void => {
    if (value !== undefined) texts.push(`${prefix}${quoted(value)}`);
  };
  const stringOf = (name: string): string | undefined => {
    const value = module.attr(name);
    return value instanceof StringAttr ? value.value : undefined;
  };
  const layout = module.attr("dlti.dl_spec");
  const described = layout !== undefined && DataLayoutSpecAttr.is(layout) ? dataLayoutText(layout, module) : undefined;
  add("target datalayout = ", stringOf("llvm.data_layout") ?? described);
  add("target triple = ", stringOf("llvm.target_triple"));
  const assembly = module.attr("llvm.module_asm");
  if (assembly instanceof ArrayAttr) for (const line of assembly.values) add("module asm ", (line as StringAttr).value);
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
  const { op, sym_name, global_type, constant, addr_space, externally_initialized } = global;
  const initial = initialValue(global, state);
  let text = `${globalName(sym_name.value)} =${globalValueWords(global, initial === "")}`;
  if (global.thread_local_ !== undefined) text += " thread_local";
  text += unnamedAddress(global);
  const space = addr_space?.number ?? 0;
  if (space !== 0) text += ` addrspace(${space})`;
  if (externally_initialized !== undefined) text += " externally_initialized";
  text += `${constant === undefined ? " global" : " constant"} ${state.type(global_type.value, op)}${initial}`;
  return text + globalValueSuffix(global, ",") + debugText(global, state);
}

/** ` 42`; nothing for a variable that is only declared here. */
function initialValue({ op, value, initializer, global_type, linkage }: GlobalOp, state: ModuleState): string {
  if (value !== undefined) return ` ${state.constant(value, global_type.value, op)}`;
  if (!initializer.isEmpty) return ` ${initializerText(initializer.front, state)}`;
  if (linkage.value === "common") return ` ${zero(global_type.value)}`;
  return linkage.value === "external" || linkage.value === "extern_weak" ? "" : " undef";
}

function debugText({ op, target_specific_attrs, dbg_exprs }: GlobalOp, state: ModuleState): string {
  if (target_specific_attrs !== undefined) throw unprintable(op, "'target_specific_attrs' is not translated");
  return (dbg_exprs?.values ?? []).map((expression) => `, !dbg ${state.debugInfo.globalVariable(expression)}`).join("");
}

/** `@name = hidden alias i32, ptr @other` */
function aliasText(alias: AliasOp, state: ModuleState): string {
  const { op, sym_name, alias_type, initializer, thread_local_ } = alias;
  const target = initializer.front.last!.operand(0);
  return (
    `${globalName(sym_name.value)} =${globalValueWords(alias)}${thread_local_ === undefined ? "" : " thread_local"}` +
    `${unnamedAddress(alias)} alias ${state.type(alias_type.value, op)}, ` +
    `${state.type(target.type, op)} ${initializerText(initializer.front, state)}`
  );
}

/** `@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [...]` */
function constructorsText(name: string, op: Operation, list: string): string {
  const valuesOf = (attribute: string): readonly Attribute[] => (op.attr(attribute) as ArrayAttr).values;
  const [functions, priorities, data] = [valuesOf(list), valuesOf("priorities"), valuesOf("data")];
  const symbol = (value: Attribute): string =>
    value instanceof SymbolRefAttr ? `ptr ${globalName(value.root)}` : "ptr null";
  const entries = functions.map((fn, i) => {
    const priority = (priorities[i] as IntegerAttr).value;
    return `{ i32, ptr, ptr } { i32 ${priority}, ${symbol(fn)}, ${symbol(data[i]!)} }`;
  });
  return `@${name} = appending global [${entries.length} x { i32, ptr, ptr }] [${entries.join(", ")}]`;
}
