/** What the definitions of functions and global variables have in common. */

import { UnnamedAddr, Visibility } from "../../../dialects/llvm/index.ts";
import type { IntegerAttr, StringAttr, SymbolRefAttr, UnitAttr } from "../../../ir/builtin/attributes.ts";
import { identifier, quoted } from "./identifiers.ts";

export interface NamedValue {
  readonly linkage: { readonly value: string };
  readonly dso_local: UnitAttr | undefined;
  readonly visibility_: IntegerAttr;
  readonly unnamed_addr: IntegerAttr | undefined;
}
export interface GlobalValue extends NamedValue {
  readonly section: StringAttr | undefined;
  readonly comdat: SymbolRefAttr | undefined;
  readonly alignment: IntegerAttr | undefined;
}

/** ` weak dso_local hidden`; variables without a value say that they are external. */
export function globalValueWords({ linkage, dso_local, visibility_ }: NamedValue, saysExternal = false): string {
  let text = linkage.value === "external" && !saysExternal ? "" : ` ${linkage.value}`;
  if (dso_local !== undefined) text += " dso_local";
  const visibility = Visibility.nameOf(visibility_);
  return visibility === "" ? text : `${text} ${visibility}`;
}

/** ` unnamed_addr` */
export function unnamedAddress({ unnamed_addr }: NamedValue): string {
  const word = unnamed_addr === undefined ? "" : UnnamedAddr.nameOf(unnamed_addr);
  return word === "" ? "" : ` ${word}`;
}

/** Section, comdat and alignment, each with `separator` in front. */
export function globalValueSuffix({ section, comdat, alignment }: GlobalValue, separator: string): string {
  let text = "";
  if (section !== undefined) text += `${separator} section ${quoted(section.value)}`;
  if (comdat !== undefined) text += `${separator} comdat($${identifier(comdat.leaf)})`;
  if (alignment !== undefined) text += `${separator} align ${alignment.value}`;
  return text;
}
