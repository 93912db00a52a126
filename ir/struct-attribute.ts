/** Attributes of dialects that are written as named parameters in any order: `#llvm.vscale_range<minRange = 1, maxRange = 2>`. */

import type { AttributeParser } from "./assembly/attribute-parser.ts";
import { TokenKind } from "./assembly/token-parser.ts";
import type { Attribute, InternKey } from "./attribute.ts";
import { type AttributePrinter, quote } from "./attribute-printer.ts";
import type { AttrConstraint } from "./constraint.ts";
import { type AttributeDefinition, defineAttr, type ParametricSpec } from "./define-attribute.ts";

/** How the value of one parameter is read and written. */
export interface Field<T> {
  parse(parser: AttributeParser): T;
  print(value: T, printer: AttributePrinter): void;
  /** The value of a parameter that the text leaves out; without it the parameter must be given. */
  readonly absent?: { readonly value: T };
}

/** A field that need not be there. */
export const optionalField = <T>({ parse, print }: Field<T>): Field<T | undefined> => ({
  parse,
  print: (value, printer) => print(value!, printer),
  absent: { value: undefined },
});
/** A field that has a value when it is not there. */
export const defaultedField = <T>(field: Field<T>, value: NoInfer<T>): Field<T> => ({ ...field, absent: { value } });

/**
 * Items with commas between them, without brackets; absent if there are none. A comma before a bare word ends the list:
 * the word is the name of the next parameter.
 */
export const listField = <T>(item: Field<T>): Field<readonly T[]> => ({
  parse(parser) {
    const items = [item.parse(parser)];
    while (parser.kind === TokenKind.COMMA) {
      const comma = parser.start;
      parser.advance();
      if (parser.kind === TokenKind.BARE_ID) {
        parser.resetTo(comma);
        break;
      }
      items.push(item.parse(parser));
    }
    return items;
  },
  print: (items, printer) => {
    printer.list(items, (value) => item.print(value, printer));
  },
  absent: { value: [] },
});

/** One of several words. */
export const wordField = <const N extends string>(kind: string, words: readonly N[]): Field<N> => ({
  parse(parser) {
    const at = parser.start;
    const word = parser.parseKeywordOrString();
    const value = words.find((candidate) => candidate === word);
    if (value === undefined) throw parser.error(`expected one of [${words.join(", ")}] for ${kind}, got: ${word}`, at);
    return value;
  },
  print: (value, printer) => {
    printer.keywordOrString(value);
  },
});

/** An integer without a type. */
export const integerField: Field<bigint> = {
  parse: (parser) => parser.parseInteger(),
  print: (value, printer) => {
    printer.write(String(value));
  },
};

/** The same as a number, for what is small. */
export const numberField: Field<number> = {
  parse: (parser) => parser.parseNumber(),
  print: (value, printer) => {
    printer.write(String(value));
  },
};

export const stringField: Field<string> = {
  parse: (parser) => parser.parseString(),
  print: (value, printer) => {
    printer.write(quote(value));
  },
};

/** Words with `|` between them, in quotes if there are several. */
export function flagsField<const N extends string>(
  kind: string,
  table: readonly (readonly [word: N, bits: number])[],
): Field<number> {
  const bits = new Map<string, number>(table);
  return {
    parse(parser) {
      const at = parser.start;
      let flags = 0;
      for (const word of parser.parseKeywordOrString().split("|")) {
        const flag = bits.get(word.trim());
        if (flag === undefined) {
          throw parser.error(`expected one of [${[...bits.keys()].join(", ")}] for ${kind}, got: ${word}`, at);
        }
        flags |= flag;
      }
      return flags;
    },
    print: (flags, printer) => {
      printer.keywordOrString(flagNames(flags, table).join("|"));
    },
  };
}

/**
 * The words for the flags; one that stands for several bits goes before those of its bits, and a later one before
 * another for the same.
 */
export function flagNames<N extends string>(
  flags: number,
  table: readonly (readonly [word: N, bits: number])[],
): readonly N[] {
  if (flags === 0) return table.flatMap(([word, bits]) => (bits === 0 ? [word] : []));
  const set = table.filter(([, bits]) => bits !== 0 && (flags & bits) === bits);
  const isCovered = (bits: number, at: number): boolean =>
    set.some(([, other], i) => (other & bits) === bits && (other !== bits || i > at));
  return set.flatMap(([word, bits], at) => (isCovered(bits, at) ? [] : [word]));
}

export const boolField: Field<boolean> = {
  parse(parser) {
    if (parser.parseOptionalKeyword("true")) return true;
    parser.parseKeyword("false");
    return false;
  },
  print: (value, printer) => {
    printer.write(String(value));
  },
};

/** An attribute that satisfies a constraint; that of a dialect's definition may leave out its name. */
export function attributeField<A extends Attribute>(constraint: AttrConstraint<A>): Field<A> {
  const definition = "spec" in constraint ? (constraint as unknown as AttributeDefinition) : undefined;
  return {
    parse(parser) {
      const at = parser.start;
      const isStripped = definition !== undefined && parser.kind !== TokenKind.HASH_ID;
      const value = isStripped ? parseStripped(parser, definition) : parser.parseAttribute();
      if (!constraint.is(value)) throw parser.error(`expected ${constraint.summary}`, at);
      return value;
    },
    print: (value, printer) => {
      printer.attribute(value);
    },
  };
}

function parseStripped(parser: AttributeParser, definition: AttributeDefinition): Attribute {
  const at = parser.start;
  const parameters = definition.spec.parse(parser);
  const wrong = definition.spec.verify?.(parameters);
  if (wrong !== undefined) throw parser.error(wrong, at);
  return definition.get(parameters);
}

type Fields = Readonly<Record<string, Field<any>>>;
type ValuesOf<F> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** Defines the attribute; `alias` is the name that the module printer gives to its instances. */
export function structAttr<const F extends Fields>(
  name: `${string}.${string}`,
  fields: F,
  { summary, ...extra }: Pick<ParametricSpec<ValuesOf<F>>, "alias" | "verify"> & { readonly summary?: string } = {},
): AttributeDefinition<ValuesOf<F>> {
  const spec: ParametricSpec<ValuesOf<F>> = {
    parse: (parser) => parseFields(parser, name, fields) as ValuesOf<F>,
    print: (values, printer) => printFields(values, printer, fields),
    ...extra,
  };
  return defineAttr(name, spec, summary === undefined ? {} : { summary });
}

function parseFields(parser: AttributeParser, name: string, fields: Fields): Record<string, InternKey> {
  const given = new Map<string, InternKey>();
  parser.parseLess();
  const at = parser.start;
  const readField = (): void => {
    const keyAt = parser.start;
    const key = parser.parseAnyKeyword();
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined || given.has(key))
      throw parser.error(`duplicate or unknown struct parameter name: ${key}`, keyAt);
    parser.parseEqual();
    given.set(key, field.parse(parser));
  };
  const mayBeEmpty = Object.values(fields).every(({ absent }) => absent !== undefined);
  if (!mayBeEmpty || parser.kind !== TokenKind.GREATER) parser.parseCommaSeparated(readField);
  parser.parseGreater();
  const values: Record<string, InternKey> = {};
  for (const [key, { absent }] of Object.entries(fields)) {
    if (!given.has(key) && absent === undefined) {
      throw parser.error(`'${name}' attribute is missing required struct parameter: ${key}`, at);
    }
    values[key] = given.has(key) ? given.get(key) : (absent!.value as InternKey);
  }
  return values;
}

function printFields(values: object, printer: AttributePrinter, fields: Fields): void {
  const shown = Object.entries(fields).filter(
    ([key, { absent }]) => absent === undefined || !isAbsent((values as Record<string, unknown>)[key], absent.value),
  );
  printer.write("<").list(shown, ([key, field]) => {
    printer.write(`${key} = `);
    field.print((values as Record<string, unknown>)[key], printer);
  });
  printer.write(">");
}

const isAbsent = (value: unknown, absent: unknown): boolean =>
  value === absent || (Array.isArray(absent) && (value as readonly unknown[]).length === 0);
