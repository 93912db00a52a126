/** What the definitions of functions and global variables have in common. */

import { UnnamedAddr, Visibility } from "../../../dialects/llvm/index.ts";
import type { IntegerAttr, StringAttr, SymbolRefAttr, UnitAttr } from "../../../ir/builtin/attributes.ts";
import { identifier, quoted } from "./identifiers.ts";

export interface GlobalValue {
  readonly linkage: { readonly value: string };
  readonly dso_local: UnitAttr | undefined;
  readonly visibility_: IntegerAttr;
  readonly unnamed_addr: IntegerAttr | undefined;
  readonly section: StringAttr | undefined;
  readonly comdat: SymbolRefAttr | undefined;
  readonly alignment: IntegerAttr | undefined;
}

/** ` weak dso_local hidden` */
export function globalValueWords({ linkage, dso_local, visibility_ }: GlobalValue): string {
  let text = linkage.value === "external" ? "" : ` ${linkage.value}`;
  if (dso_local !== undefined) text += " dso_local";
  const visibility = Visibility.nameOf(visibility_);
  return visibility === "" ? text : `${text} ${visibility}`;
}

/** ` unnamed_addr` */
export function unnamedAddress({ unnamed_addr }: GlobalValue): string {
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
