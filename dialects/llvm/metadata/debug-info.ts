/**
 * Debug information: what the source called things, where it said so, and of which types they are. The parameters are
 * those of LLVM's metadata nodes of the same names, and the words of DWARF are LLVM's.
 */
import type { Attribute } from "../../../ir/attribute.ts";
import { DistinctAttr, type StringAttr } from "../../../ir/builtin/attributes.ts";
import { AnyAttr, StrAttr } from "../../../ir/builtin/constraints.ts";
import { type AttrConstraint, attrConstraint } from "../../../ir/constraint.ts";
import { type AttributeDefinition, defineAttr, definitionOf, type InstanceOf } from "../../../ir/define-attribute.ts";
import {
  attributeField,
  boolField,
  defaultedField,
  type Field,
  flagsField,
  integerField,
  listField,
  numberField,
  optionalField,
  structAttr,
  wordField,
} from "../../../ir/struct-attribute.ts";
import { DIExpressionAttr } from "./debug-expressions.ts";
import { diFlags, diSubprogramFlags, dwarfField } from "./dwarf.ts";

const string = attributeField(StrAttr);
const optionalString = optionalField(string);
const optionalNumber = defaultedField(numberField, 0);
const optionalInteger = defaultedField(integerField, 0n);
const optionalBool = defaultedField(boolField, false);
const anything = optionalField(attributeField(AnyAttr));
const expression = optionalField(attributeField(DIExpressionAttr));
const distinct = attributeField(
  attrConstraint("distinct attribute", (attr): attr is DistinctAttr => attr instanceof DistinctAttr),
);

const tag = defaultedField(dwarfField("tag", "DW_TAG_"), "");
const encoding = defaultedField(dwarfField("encoding", "DW_ATE_"), "");
const flags = defaultedField(flagsField("LLVM DI flags", diFlags), 0);

/** Any node of debug information whose name is in `names`, or any at all. */
const nodeOf = (summary: string, names?: ReadonlySet<string>): Field<Attribute> => {
  const constraint: AttrConstraint = attrConstraint(summary, (attr): attr is Attribute => {
    const name = definitionOf(attr)?.name ?? "";
    return names === undefined ? name.startsWith("llvm.di_") : names.has(name.slice("llvm.di_".length));
  });
  return attributeField(constraint);
};
const node = nodeOf("debug info node");
const type = nodeOf(
  "debug info type",
  new Set(["null_type", "basic_type", "composite_type", "derived_type", "string_type", "subroutine_type"]),
);
const scope = nodeOf(
  "debug info scope",
  new Set([
    "common_block",
    "compile_unit",
    "composite_type",
    "file",
    "lexical_block",
    "lexical_block_file",
    "module",
    "namespace",
    "subprogram",
  ]),
);
const nodes = listField(node);
const optionalScope = optionalField(scope);
const optionalType = optionalField(type);

export const DINullTypeAttr = defineAttr("llvm.di_null_type", {
  parse: () => ({}),
  print: () => {},
  alias: "di_null_type",
});

/** `#llvm.di_file<"a.c" in "/home">` */
export const DIFileAttr = defineAttr<{ readonly name: StringAttr; readonly directory: StringAttr }>("llvm.di_file", {
  parse(parser) {
    parser.parseLess();
    const name = string.parse(parser);
    parser.parseKeyword("in");
    const directory = string.parse(parser);
    parser.parseGreater();
    return { name, directory };
  },
  print({ name, directory }, printer) {
    printer.write("<").attribute(name).write(" in ").attribute(directory).write(">");
  },
  alias: "di_file",
});
const file = attributeField(DIFileAttr);
const optionalFile = optionalField(file);

export const DICompileUnitAttr = structAttr(
  "llvm.di_compile_unit",
  {
    id: distinct,
    sourceLanguage: dwarfField("language", "DW_LANG_"),
    file,
    producer: optionalString,
    isOptimized: boolField,
    emissionKind: wordField("debug emission kind", ["None", "Full", "LineTablesOnly", "DebugDirectivesOnly"]),
    nameTableKind: defaultedField(wordField("debug name table kind", ["Default", "GNU", "None", "Apple"]), "Default"),
    splitDebugFilename: optionalString,
  },
  { alias: "di_compile_unit" },
);

export const DIBasicTypeAttr = structAttr(
  "llvm.di_basic_type",
  { tag, name: string, sizeInBits: optionalInteger, encoding },
  { alias: "di_basic_type" },
);

/** An attribute that contains itself stands inside with `isRecSelf` and the same `recId`. */
const recursive = { recId: optionalField(distinct), isRecSelf: optionalBool } as const;

export const DICompositeTypeAttr = structAttr(
  "llvm.di_composite_type",
  {
    ...recursive,
    tag,
    name: optionalString,
    file: optionalFile,
    line: optionalNumber,
    scope: optionalScope,
    baseType: optionalType,
    flags,
    sizeInBits: optionalInteger,
    alignInBits: optionalInteger,
    elements: nodes,
    dataLocation: expression,
    rank: expression,
    allocated: expression,
    associated: expression,
  },
  { alias: "di_composite_type" },
);

export const DIDerivedTypeAttr = structAttr(
  "llvm.di_derived_type",
  {
    tag,
    name: optionalString,
    baseType: optionalType,
    sizeInBits: optionalInteger,
    alignInBits: optionalNumber,
    offsetInBits: optionalInteger,
    dwarfAddressSpace: optionalField(numberField),
    extraData: optionalField(node),
  },
  { alias: "di_derived_type" },
);

export const DIStringTypeAttr: AttributeDefinition = structAttr(
  "llvm.di_string_type",
  {
    tag,
    name: string,
    sizeInBits: optionalInteger,
    alignInBits: optionalNumber,
    stringLength: optionalField(node),
    stringLengthExp: expression,
    stringLocationExp: expression,
    encoding,
  },
  { alias: "di_string_type" },
);

export const DISubroutineTypeAttr = structAttr(
  "llvm.di_subroutine_type",
  { callingConvention: defaultedField(dwarfField("calling convention", "DW_CC_"), ""), types: listField(type) },
  { alias: "di_subroutine_type" },
);

export const DISubprogramAttr = structAttr(
  "llvm.di_subprogram",
  {
    ...recursive,
    id: optionalField(distinct),
    compileUnit: optionalField(attributeField(DICompileUnitAttr)),
    scope: optionalScope,
    name: optionalString,
    linkageName: optionalString,
    file: optionalFile,
    line: optionalNumber,
    scopeLine: optionalNumber,
    subprogramFlags: defaultedField(flagsField("LLVM DISubprogram flags", diSubprogramFlags), 0),
    type: optionalField(attributeField(DISubroutineTypeAttr)),
    retainedNodes: nodes,
    annotations: nodes,
  },
  { alias: "di_subprogram" },
);
export type DISubprogramAttr = InstanceOf<typeof DISubprogramAttr>;

export const DILexicalBlockAttr = structAttr(
  "llvm.di_lexical_block",
  { scope, file: optionalFile, line: optionalNumber, column: optionalNumber },
  { alias: "di_lexical_block" },
);

export const DILexicalBlockFileAttr = structAttr(
  "llvm.di_lexical_block_file",
  { scope, file: optionalFile, discriminator: numberField },
  { alias: "di_lexical_block_file" },
);

export const DIModuleAttr = structAttr(
  "llvm.di_module",
  {
    file: optionalFile,
    scope: optionalScope,
    name: optionalString,
    configMacros: optionalString,
    includePath: optionalString,
    apinotes: optionalString,
    line: optionalNumber,
    isDecl: optionalBool,
  },
  { alias: "di_module" },
);

export const DINamespaceAttr = structAttr(
  "llvm.di_namespace",
  { name: optionalString, scope: optionalScope, exportSymbols: boolField },
  { alias: "di_namespace" },
);

export const DIImportedEntityAttr = structAttr(
  "llvm.di_imported_entity",
  { tag, scope, entity: node, file: optionalFile, line: optionalNumber, name: optionalString, elements: nodes },
  { alias: "di_imported_entity" },
);

export const DIAnnotationAttr = structAttr(
  "llvm.di_annotation",
  { name: string, value: string },
  { alias: "di_annotation" },
);

export const DIGlobalVariableAttr = structAttr(
  "llvm.di_global_variable",
  {
    scope: optionalScope,
    name: optionalString,
    linkageName: optionalString,
    file,
    line: numberField,
    type,
    isLocalToUnit: optionalBool,
    isDefined: optionalBool,
    alignInBits: optionalNumber,
  },
  { alias: "di_global_variable" },
);

export const DIGlobalVariableExpressionAttr = structAttr(
  "llvm.di_global_variable_expression",
  { var: attributeField(DIGlobalVariableAttr), expr: expression },
  { alias: "di_global_variable_expression" },
);

export const DICommonBlockAttr = structAttr(
  "llvm.di_common_block",
  {
    scope,
    decl: optionalField(attributeField(DIGlobalVariableAttr)),
    name: string,
    file: optionalFile,
    line: optionalNumber,
  },
  { alias: "di_common_block" },
);

export const DILocalVariableAttr = structAttr(
  "llvm.di_local_variable",
  {
    scope,
    name: optionalString,
    file: optionalFile,
    line: optionalNumber,
    arg: optionalNumber,
    alignInBits: optionalNumber,
    type: optionalType,
    flags,
  },
  { alias: "di_local_variable" },
);

export const DILabelAttr = structAttr(
  "llvm.di_label",
  { scope, name: optionalString, file: optionalFile, line: optionalNumber },
  { alias: "di_label" },
);

const bounds = { count: anything, lowerBound: anything, upperBound: anything, stride: anything } as const;
export const DISubrangeAttr = structAttr("llvm.di_subrange", bounds, { alias: "di_subrange" });
export const DIGenericSubrangeAttr = structAttr(
  "llvm.di_generic_subrange",
  { ...bounds, lowerBound: attributeField(AnyAttr), stride: attributeField(AnyAttr) },
  { alias: "di_generic_subrange" },
);

export const debugInfoAttributes = [
  DINullTypeAttr,
  DIFileAttr,
  DICompileUnitAttr,
  DIBasicTypeAttr,
  DICompositeTypeAttr,
  DIDerivedTypeAttr,
  DIStringTypeAttr,
  DISubroutineTypeAttr,
  DISubprogramAttr,
  DILexicalBlockAttr,
  DILexicalBlockFileAttr,
  DIModuleAttr,
  DINamespaceAttr,
  DIImportedEntityAttr,
  DIAnnotationAttr,
  DIGlobalVariableAttr,
  DIGlobalVariableExpressionAttr,
  DICommonBlockAttr,
  DILocalVariableAttr,
  DILabelAttr,
  DISubrangeAttr,
  DIGenericSubrangeAttr,
] as const;
