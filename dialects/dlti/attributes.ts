/** Lists of entries, each with a type or a string as its key: `#dlti.dl_spec<i64 = dense<64> : vector<2xi64>>`. */

import type { AttributeParser } from "../../ir/assembly/attribute-parser.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { Attribute, Type } from "../../ir/attribute.ts";
import type { AttributePrinter } from "../../ir/attribute-printer.ts";
import { StringAttr } from "../../ir/builtin/attributes.ts";
import { type AttributeDefinition, defineAttr, type InstanceOf } from "../../ir/define-attribute.ts";
import { DataLayoutSpecInterface } from "../../ir/interfaces/data-layout.ts";

export type EntryKey = Type | StringAttr;
export interface Entry {
  readonly key: EntryKey;
  readonly value: Attribute;
}

function parseKey(parser: AttributeParser, allowTypes = true): EntryKey {
  const text = parser.parseOptionalString();
  if (text !== undefined) return StringAttr.get(text);
  const type = allowTypes ? parser.parseOptionalType() : undefined;
  if (type === undefined) throw parser.error("invalid kind of attribute specified");
  return type;
}

/** `#dlti.dl_entry<i32, 3>`: an entry on its own. */
export const DataLayoutEntryAttr = defineAttr<Entry>("dlti.dl_entry", {
  parse(parser) {
    parser.parseLess();
    const key = parseKey(parser);
    parser.parseComma();
    const value = parser.parseAttribute();
    parser.parseGreater();
    return { key, value };
  },
  print({ key, value }, printer) {
    printer.write("<").attribute(key).write(", ").attribute(value).write(">");
  },
});
export type DataLayoutEntryAttr = InstanceOf<typeof DataLayoutEntryAttr>;

export interface Entries {
  readonly entries: readonly DataLayoutEntryAttr[];
}

/** `key = value`, or an entry in full. */
function parseEntry(parser: AttributeParser, allowTypes: boolean): DataLayoutEntryAttr {
  const at = parser.start;
  if (parser.kind !== TokenKind.HASH_ID) {
    const key = parseKey(parser, allowTypes);
    parser.parseEqual();
    return DataLayoutEntryAttr.get({ key, value: parser.parseAttribute() });
  }
  const entry = parser.parseAttribute();
  if (!DataLayoutEntryAttr.is(entry)) throw parser.error("expected a #dlti.dl_entry attribute", at);
  return entry;
}

function printEntries({ entries }: Entries, printer: AttributePrinter): void {
  printer.write("<").list(entries, ({ key, value }) => printer.attribute(key).write(" = ").attribute(value));
  printer.write(">");
}

/** What is wrong with the keys; `what` says that a key stands twice. */
function wrongKeys({ entries }: Entries, what = "repeated DLTI key"): string | undefined {
  const seen = new Set<EntryKey>();
  for (const { key } of entries) {
    if (key instanceof StringAttr && key.value === "") return "empty string as DLTI key is not allowed";
    if (seen.has(key)) return `${what}: ${key}`;
    seen.add(key);
  }
  return undefined;
}

function entriesAttr(
  name: `dlti.${string}`,
  summary: string,
  allowTypes: boolean,
  verify: (entries: Entries) => string | undefined = (entries) => wrongKeys(entries),
): AttributeDefinition<Entries> {
  const parse = (parser: AttributeParser): Entries => {
    const entries: DataLayoutEntryAttr[] = [];
    parser.parseDelimited(TokenKind.LESS, TokenKind.GREATER, ">", () => {
      entries.push(parseEntry(parser, allowTypes));
    });
    return { entries };
  };
  return defineAttr<Entries>(name, { parse, print: printEntries, verify }, { summary });
}

export const DataLayoutSpecAttr = entriesAttr("dlti.dl_spec", "Target data layout specification", true);
export type DataLayoutSpecAttr = InstanceOf<typeof DataLayoutSpecAttr>;
DataLayoutSpecInterface.implement(DataLayoutSpecAttr, {
  entry(attribute, key) {
    const sought = typeof key === "string" ? StringAttr.get(key) : key;
    return (attribute as DataLayoutSpecAttr).entries.find((entry) => entry.key === sought)?.value;
  },
  types: (attribute) =>
    (attribute as DataLayoutSpecAttr).entries.flatMap(({ key }) => (key instanceof StringAttr ? [] : [key])),
});
export const MapAttr = entriesAttr("dlti.map", "A mapping of DLTI-information", true);
const noEntries = "no DLTI entries provided";
export const TargetDeviceSpecAttr = entriesAttr("dlti.target_device_spec", "Properties of a device", false, (spec) =>
  spec.entries.length === 0 ? noEntries : wrongKeys(spec),
);
export const TargetSystemSpecAttr = entriesAttr("dlti.target_system_spec", "The devices of a system", false, (spec) => {
  if (spec.entries.length === 0) return noEntries;
  const wrong = spec.entries.find(({ value }) => !TargetDeviceSpecAttr.is(value));
  if (wrong !== undefined) return `value associated with key ${wrong.key} is not a DLTI device spec`;
  return wrongKeys(spec, "repeated device ID in dlti.target_system_spec");
});

/** `#dlti.function_pointer_alignment<64, function_dependent = true>`: in bits. */
export const FunctionPointerAlignmentAttr = defineAttr<{
  readonly alignment: number;
  readonly function_dependent: boolean;
}>("dlti.function_pointer_alignment", {
  parse(parser) {
    parser.parseLess();
    const alignment = parser.parseNumber();
    parser.parseComma();
    parser.parseKeyword("function_dependent");
    parser.parseEqual();
    const isDependent = parser.parseOptionalKeyword("true");
    if (!isDependent) parser.parseKeyword("false");
    parser.parseGreater();
    return { alignment, function_dependent: isDependent };
  },
  print(attribute, printer) {
    printer.write(`<${attribute.alignment}, function_dependent = ${attribute.function_dependent}>`);
  },
});
