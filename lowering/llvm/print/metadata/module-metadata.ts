/** Metadata of the module as a whole: flags, options for the linker, who made it. */

import {
  CGProfileEntryAttr,
  type FlagBehavior,
  type LinkerOptionsOp,
  type ModuleFlagAttr,
  type ModuleFlagsOp,
  ProfileSummaryAttr as ProfileSummary,
  type ProfileSummaryAttr,
} from "../../../../dialects/llvm/index.ts";
import type { Attribute } from "../../../../ir/attribute.ts";
import {
  ArrayAttr,
  FloatAttr,
  IntegerAttr,
  StringAttr,
  type SymbolRefAttr,
} from "../../../../ir/builtin/attributes.ts";
import type { Operation } from "../../../../ir/operation.ts";
import { globalName } from "../identifiers.ts";
import { type ModuleState, unprintable } from "../module-state.ts";
import { type MetadataTable, metadataString, tuple } from "./table.ts";

const behaviors: Readonly<Record<FlagBehavior, number>> = {
  error: 1,
  warning: 2,
  require: 3,
  override: 4,
  append: 5,
  append_unique: 6,
  max: 7,
  min: 8,
};
const debugInfoVersion = "Debug Info Version";

export function addModuleFlags({ op, flags }: ModuleFlagsOp, state: ModuleState): void {
  for (const { behavior, key, value } of flags.values as readonly ModuleFlagAttr[]) {
    if (key.value === debugInfoVersion) state.hasDebugInfoVersion = true;
    addFlag(behaviors[behavior], key.value, flagValue(value, op, state), state.metadata);
  }
}

function addFlag(behavior: number, key: string, value: string, table: MetadataTable): void {
  table.addNamed("llvm.module.flags", table.node(tuple([`i32 ${behavior}`, metadataString(key), value])));
}

/** LLVM drops debug information that does not say its version. */
export function addDebugInfoVersion(state: ModuleState): void {
  if (!state.hasDebugInfoVersion) addFlag(behaviors.warning, debugInfoVersion, "i32 3", state.metadata);
}

function flagValue(value: Attribute, op: Operation, state: ModuleState): string {
  if (value instanceof IntegerAttr) return `${state.type(value.type, op)} ${value.value}`;
  if (value instanceof StringAttr) return metadataString(value.value);
  if (value instanceof ArrayAttr) {
    const entries = value.values.filter(CGProfileEntryAttr.is).map(({ from, to, count }) => {
      return state.metadata.node(tuple([functionRef(from), functionRef(to), `i64 ${count}`]));
    });
    return state.metadata.node(tuple(entries));
  }
  if (ProfileSummary.is(value)) return profileSummary(value, state.metadata);
  throw unprintable(op, `the flag ${value} has no form there`);
}

const functionRef = (symbol: SymbolRefAttr | undefined): string =>
  symbol === undefined ? "null" : `ptr ${globalName(symbol.root)}`;

const formats = { SampleProfile: "SampleProfile", InstrProf: "InstrProf", CSInstrProf: "CSInstrProf" } as const;
const counts = {
  TotalCount: "total_count",
  MaxCount: "max_count",
  MaxInternalCount: "max_internal_count",
  MaxFunctionCount: "max_function_count",
  NumCounts: "num_counts",
  NumFunctions: "num_functions",
} as const;

function profileSummary(summary: ReturnType<(typeof ProfileSummaryAttr)["get"]>, table: MetadataTable): string {
  const pair = (key: string, value: string): string => table.node(tuple([metadataString(key), value]));
  const parts = [pair("ProfileFormat", metadataString(formats[summary.format]))];
  for (const [key, name] of Object.entries(counts)) parts.push(pair(key, `i64 ${summary[name]}`));
  if (summary.is_partial_profile !== undefined)
    parts.push(pair("IsPartialProfile", `i64 ${summary.is_partial_profile}`));
  const ratio = summary.partial_profile_ratio;
  if (ratio instanceof FloatAttr) parts.push(pair("PartialProfileRatio", `double ${ratio.value}`));
  const detailed = summary.detailed_summary.map((entry) => {
    return table.node(tuple([`i32 ${entry.cut_off}`, `i64 ${entry.min_count}`, `i32 ${entry.num_counts}`]));
  });
  parts.push(pair("DetailedSummary", table.node(tuple(detailed))));
  return table.node(tuple(parts));
}

export function addLinkerOptions({ options }: LinkerOptionsOp, { metadata }: ModuleState): void {
  const words = (options.values as readonly StringAttr[]).map(({ value }) => metadataString(value));
  metadata.addNamed("llvm.linker.options", metadata.node(tuple(words)));
}

/** Attributes of the module that are lists of one string in LLVM. */
export function addModuleStrings(module: Operation, { metadata }: ModuleState): void {
  for (const name of ["llvm.ident", "llvm.commandline"]) {
    const value = module.attr(name);
    if (value instanceof StringAttr) metadata.addNamed(name, metadata.node(tuple([metadataString(value.value)])));
  }
}
