/** What functions and global variables of the llvm dialect have in common: linkage, visibility and their syntax. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { I64Attr, StrAttr, SymbolRef, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { defaulted, optional } from "../../ir/constraint.ts";
import type { InstanceOf } from "../../ir/define-attribute.ts";
import { Linkage, parseOptionalWord, UnnamedAddr, Visibility } from "./attributes.ts";

export const globalValueAttributes = {
  dso_local: optional(UnitAttribute),
  unnamed_addr: optional(UnnamedAddr),
  visibility_: defaulted(Visibility, () => Visibility.of("")),
  section: optional(StrAttr),
  alignment: optional(I64Attr),
  comdat: optional(SymbolRef),
} as const;

interface GlobalValue {
  readonly linkage: InstanceOf<typeof Linkage>;
  readonly visibility_: IntegerAttr;
  readonly unnamed_addr: IntegerAttr | undefined;
}

/** `[linkage] [visibility]` */
export function parseGlobalValuePrefix(parser: AsmParser, state: ParsedOperation): void {
  state.addAttribute("linkage", Linkage.of(parseOptionalWord(parser, Linkage.words) ?? "external"));
  state.addAttribute("visibility_", Visibility.of(parseOptionalWord(parser, ["hidden", "protected"]) ?? ""));
}

export function printGlobalValuePrefix(
  { linkage, visibility_ }: GlobalValue,
  printer: AsmPrinter,
  withLinkage: boolean,
): void {
  if (withLinkage) printer.write(`${linkage.value} `);
  const visibility = Visibility.nameOf(visibility_);
  if (visibility !== "") printer.write(`${visibility} `);
}

/** `[unnamed_addr]` */
export function parseUnnamedAddr(parser: AsmParser, state: ParsedOperation): void {
  const word = parseOptionalWord(parser, ["local_unnamed_addr", "unnamed_addr"]);
  state.addAttribute("unnamed_addr", UnnamedAddr.of(word ?? ""));
}

export function printUnnamedAddr({ unnamed_addr }: GlobalValue, printer: AsmPrinter): void {
  const word = unnamed_addr === undefined ? "" : UnnamedAddr.nameOf(unnamed_addr);
  if (word !== "") printer.write(`${word} `);
}

/** `[comdat(@group::@name)]` */
export function parseOptionalComdat(parser: AsmParser, state: ParsedOperation): void {
  if (!parser.parseOptionalKeyword("comdat")) return;
  parser.parseLParen();
  state.addAttribute("comdat", parser.parseSymbolRef());
  parser.parseRParen();
}

/** `attributes {...}`, which may not repeat what the words in front have said. */
export function parseDistinctAttributes(parser: AsmParser, state: ParsedOperation, withKeyword = true): void {
  if (withKeyword ? !parser.parseOptionalKeyword("attributes") : parser.kind !== TokenKind.LBRACE) return;
  parser.parseNamedAttributes((name, value, offset) => {
    if (state.attribute(name) !== undefined) {
      throw parser.error(`attribute '${name}' occurs more than once in the attribute list`, offset);
    }
    state.addAttribute(name, value);
  });
}
