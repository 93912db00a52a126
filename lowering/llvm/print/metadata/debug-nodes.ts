/** The nodes of debug information that LLVM has, and their fields, in one table. */

import * as llvm from "../../../../dialects/llvm/index.ts";
import type { Attribute } from "../../../../ir/attribute.ts";
import { type AttributeDefinition, definitionOf } from "../../../../ir/define-attribute.ts";
import { flagNames } from "../../../../ir/struct-attribute.ts";

export interface DebugField {
  /** LLVM's name. */
  readonly name: string;
  /** The name of the attribute's parameter. */
  readonly parameter: string;
  /** Whether it is written even if it is empty. */
  readonly isRequired: boolean;
}
export interface DebugNode {
  readonly name: string;
  readonly fields: readonly DebugField[];
}

/** `Name(field field=parameter)`: the fields in LLVM's order, those with `!` are always written. */
const texts: readonly (readonly [AttributeDefinition, string])[] = [
  [llvm.DIFileAttr, "DIFile(filename!=name directory!)"],
  [
    llvm.DICompileUnitAttr,
    "DICompileUnit(language!=sourceLanguage file! producer isOptimized emissionKind nameTableKind splitDebugFilename)",
  ],
  [llvm.DIBasicTypeAttr, "DIBasicType(tag name size=sizeInBits encoding)"],
  [
    llvm.DICompositeTypeAttr,
    "DICompositeType(tag name scope file line baseType size=sizeInBits align=alignInBits flags elements dataLocation rank allocated associated)",
  ],
  [
    llvm.DIDerivedTypeAttr,
    "DIDerivedType(tag name baseType! size=sizeInBits align=alignInBits offset=offsetInBits dwarfAddressSpace extraData)",
  ],
  [
    llvm.DIStringTypeAttr,
    "DIStringType(name stringLength stringLengthExpression=stringLengthExp stringLocationExpression=stringLocationExp size=sizeInBits align=alignInBits encoding)",
  ],
  [llvm.DISubroutineTypeAttr, "DISubroutineType(cc=callingConvention types!)"],
  [
    llvm.DISubprogramAttr,
    "DISubprogram(name linkageName scope file line type scopeLine spFlags=subprogramFlags unit=compileUnit retainedNodes annotations)",
  ],
  [llvm.DILexicalBlockAttr, "DILexicalBlock(scope! file line column)"],
  [llvm.DILexicalBlockFileAttr, "DILexicalBlockFile(scope! file discriminator!)"],
  [llvm.DIModuleAttr, "DIModule(scope! name! configMacros includePath apinotes file line isDecl)"],
  [llvm.DINamespaceAttr, "DINamespace(name scope! exportSymbols)"],
  [llvm.DIImportedEntityAttr, "DIImportedEntity(tag! name scope! entity file line elements)"],
  [
    llvm.DIGlobalVariableAttr,
    "DIGlobalVariable(name linkageName scope! file line type isLocal=isLocalToUnit isDefinition=isDefined align=alignInBits)",
  ],
  [llvm.DIGlobalVariableExpressionAttr, "DIGlobalVariableExpression(var! expr!)"],
  [llvm.DICommonBlockAttr, "DICommonBlock(scope! declaration=decl name file line)"],
  [llvm.DILocalVariableAttr, "DILocalVariable(name arg scope! file line type flags align=alignInBits)"],
  [llvm.DILabelAttr, "DILabel(scope! name! file! line!)"],
  [llvm.DISubrangeAttr, "DISubrange(count lowerBound upperBound stride)"],
  [llvm.DIGenericSubrangeAttr, "DIGenericSubrange(count lowerBound upperBound stride)"],
];

const nodes: ReadonlyMap<unknown, DebugNode> = new Map(
  texts.map(([definition, text]) => {
    const [, name, list] = /^(\w+)\((.*)\)$/.exec(text)!;
    const fields = list!.split(" ").map((word): DebugField => {
      const [, field, required, parameter = field] = /^(\w+)(!?)(?:=(\w+))?$/.exec(word)!;
      return { name: field!, parameter: parameter!, isRequired: required === "!" };
    });
    return [definition, { name: name!, fields }];
  }),
);

/** What LLVM has for an attribute of debug information; undefined if it is none with fields. */
export const debugNodeOf = (attribute: Attribute): DebugNode | undefined => nodes.get(definitionOf(attribute));

const taggedDistinct: ReadonlySet<string> = new Set([
  "DW_TAG_class_type",
  "DW_TAG_enumeration_type",
  "DW_TAG_structure_type",
  "DW_TAG_union_type",
]);

/** Whether there may be several nodes with the same fields. */
export function isDistinct(attribute: Attribute): boolean {
  if (llvm.DICompositeTypeAttr.is(attribute)) return taggedDistinct.has(attribute.tag);
  if (llvm.DISubprogramAttr.is(attribute)) return attribute.id !== undefined;
  return [llvm.DICompileUnitAttr, llvm.DILexicalBlockAttr, llvm.DILexicalBlockFileAttr, llvm.DIGlobalVariableAttr].some(
    (definition) => definition.is(attribute),
  );
}

type FlagTable = Parameters<typeof flagNames>[1];
const words = (flags: number, table: FlagTable, prefix: string): string =>
  flagNames(flags, table)
    .map((word) => prefix + word)
    .join(" | ");

const emissionKinds: Readonly<Record<string, string>> = { None: "NoDebug", Full: "FullDebug" };

/** Parameters that LLVM writes in words of its own. */
export const specialParameters: Readonly<Record<string, (value: never) => string>> = {
  flags: (flags: number) => words(flags, llvm.diFlags, "DIFlag"),
  subprogramFlags: (flags: number) => words(flags, llvm.diSubprogramFlags, "DISPFlag"),
  emissionKind: (kind: string) => emissionKinds[kind] ?? kind,
};
