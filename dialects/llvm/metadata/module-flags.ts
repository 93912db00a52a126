/** What a module as a whole tells the linker and code generator: flags, and data of profiles. */

import type { Attribute } from "../../../ir/attribute.ts";
import { ArrayAttr, IntegerAttr, StringAttr } from "../../../ir/builtin/attributes.ts";
import { AnyFloatAttr, ArrayAttribute, FlatSymbolRef } from "../../../ir/builtin/constraints.ts";
import { defineAttr, type InstanceOf } from "../../../ir/define-attribute.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import {
  attributeField,
  integerField,
  listField,
  numberField,
  optionalField,
  structAttr,
  wordField,
} from "../../../ir/struct-attribute.ts";

const symbol = optionalField(attributeField(FlatSymbolRef));

/** How often one function calls another. */
export const CGProfileEntryAttr = structAttr("llvm.cgprofile_entry", { from: symbol, to: symbol, count: integerField });

export const ProfileSummaryDetailedAttr = structAttr("llvm.profile_summary_detailed", {
  cut_off: numberField,
  min_count: integerField,
  num_counts: numberField,
});

export const ProfileSummaryAttr = structAttr("llvm.profile_summary", {
  format: wordField("LLVM ProfileSummary format kinds", ["SampleProfile", "InstrProf", "CSInstrProf"]),
  total_count: integerField,
  max_count: integerField,
  max_internal_count: integerField,
  max_function_count: integerField,
  num_counts: integerField,
  num_functions: integerField,
  is_partial_profile: optionalField(integerField),
  partial_profile_ratio: optionalField(attributeField(AnyFloatAttr)),
  detailed_summary: listField(attributeField(ProfileSummaryDetailedAttr)),
});

const behavior = wordField("LLVM Module Flag Behavior", [
  "error",
  "warning",
  "require",
  "override",
  "append",
  "append_unique",
  "max",
  "min",
]);
export type FlagBehavior = ReturnType<typeof behavior.parse>;

export interface ModuleFlag {
  readonly behavior: FlagBehavior;
  readonly key: StringAttr;
  readonly value: Attribute;
}

/** `#llvm.mlir.module_flag<error, "wchar_size", 4 : i32>` */
export const ModuleFlagAttr = defineAttr<ModuleFlag>("llvm.mlir.module_flag", {
  parse(parser) {
    parser.parseLess();
    const how = behavior.parse(parser);
    parser.parseComma();
    const key = StringAttr.get(parser.parseString());
    parser.parseComma();
    const value = parser.parseAttribute();
    parser.parseGreater();
    return { behavior: how, key, value };
  },
  print(flag, printer) {
    printer.write(`<${flag.behavior}, `).attribute(flag.key).write(", ").attribute(flag.value).write(">");
  },
  verify: ({ key, value }) => wrongValue(key.value, value),
});
export type ModuleFlagAttr = InstanceOf<typeof ModuleFlagAttr>;

function wrongValue(key: string, value: Attribute): string | undefined {
  if (key === "CG Profile") {
    const isProfile = value instanceof ArrayAttr && value.values.every(CGProfileEntryAttr.is);
    return isProfile ? undefined : "'CG Profile' key expects an array of '#llvm.cgprofile_entry'";
  }
  if (key === "ProfileSummary") {
    return ProfileSummaryAttr.is(value)
      ? undefined
      : "'ProfileSummary' key expects a '#llvm.profile_summary' attribute";
  }
  if (value instanceof IntegerAttr || value instanceof StringAttr) return undefined;
  return `only integer and string values are currently supported for unknown key '"${key}"'`;
}

export const ModuleFlagsOp = defineOp(
  "llvm.module_flags",
  {
    summary: "Information about the module for the linker and the code generator",
    attributes: { flags: ArrayAttribute },
    assemblyFormat: "attr-dict $flags",
  },
  {
    verify({ op, flags }) {
      if (!flags.values.every(ModuleFlagAttr.is)) throw opError(op, "expected a module flag attribute");
    },
  },
);
export type ModuleFlagsOp = Op<typeof ModuleFlagsOp>;

export const LinkerOptionsOp = defineOp("llvm.linker_options", {
  summary: "Options for the linker",
  attributes: { options: ArrayAttribute },
  assemblyFormat: "$options attr-dict",
});
export type LinkerOptionsOp = Op<typeof LinkerOptionsOp>;

export const moduleOps = [ModuleFlagsOp, LinkerOptionsOp] as const;
export const moduleAttributes = [
  ModuleFlagAttr,
  CGProfileEntryAttr,
  ProfileSummaryAttr,
  ProfileSummaryDetailedAttr,
] as const;
