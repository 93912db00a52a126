/** Attributes of dialects that are one of several words: `#gpu<dim x>`, `#gpu.address_space<workgroup>`. ODS: `EnumAttr`. */

import { type AttributeDefinition, defineAttr, type InstanceOf } from "./define-attribute.ts";

export interface EnumAttrSpec<N extends string> {
  /** What the verifier says is expected. */
  readonly summary: string;
  /** What messages of the parser call the enumeration: its name in C++. */
  readonly enumName: string;
  readonly words: readonly N[];
  /** Whether the word stands in angle brackets behind the attribute's name. */
  readonly angled?: boolean;
}

export interface Enumerated<N extends string> {
  readonly value: N;
}

export interface EnumAttrDefinition<N extends string> extends AttributeDefinition<Enumerated<N>> {
  readonly words: readonly N[];
  /** The attribute for a word. */
  of(word: N): InstanceOf<AttributeDefinition<Enumerated<N>>>;
}

/** Defines an attribute that is one of several words. */
export function defineEnumAttr<const N extends string>(
  name: `${string}.${string}`,
  { summary, enumName, words, angled = false }: EnumAttrSpec<N>,
): EnumAttrDefinition<N> {
  const definition = defineAttr<Enumerated<N>>(
    name,
    {
      parse(parser) {
        if (angled) parser.parseLess();
        const at = parser.start;
        const word = parser.parseKeywordOrString();
        const value = words.find((candidate) => candidate === word);
        if (value === undefined) throw parser.error(`expected ${enumName} to be one of: ${words.join(", ")}`, at);
        if (angled) parser.parseGreater();
        return { value };
      },
      print({ value }, printer) {
        printer.write(angled ? `<${value}>` : ` ${value}`);
      },
    },
    { summary },
  );
  return Object.assign(definition, { words, of: (value: N) => definition.get({ value }) });
}
