/** Attributes of dialects that are written as named parameters in any order: `#llvm.vscale_range<minRange = 1, maxRange = 2>`. */

import type { AttributeParser } from "./assembly/attribute-parser.ts";
import { TokenKind } from "./assembly/token-parser.ts";
import type { Attribute, InternKey } from "./attribute.ts";
import type { AttributePrinter } from "./attribute-printer.ts";
import type { AttrConstraint } from "./constraint.ts";
import { type AttributeDefinition, defineAttr, type ParametricSpec } from "./define-attribute.ts";

/** How the value of one parameter is read and written. */
export interface Field<T> {
  parse(parser: AttributeParser): T;
  print(value: T, printer: AttributePrinter): void;
  /** The value of a parameter that the text leaves out; without it the parameter must be given. */
  readonly absent?: { readonly value: T };
}

export const optionalField = <T>({ parse, print }: Field<T>): Field<T | undefined> => ({
  parse,
  print: (value, printer) => print(value!, printer),
  absent: { value: undefined },
});
export const defaultedField = <T>(field: Field<T>, value: NoInfer<T>): Field<T> => ({ ...field, absent: { value } });

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
      const isStripped = definition !== undefined && parser.kind === TokenKind.LESS;
      const value = isStripped ? definition.get(definition.spec.parse(parser)) : parser.parseAttribute();
      if (!constraint.is(value)) throw parser.error(`expected ${constraint.summary}`, at);
      return value;
    },
    print: (value, printer) => {
      printer.attribute(value);
    },
  };
}

type Fields = Readonly<Record<string, Field<any>>>;
type ValuesOf<F> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** Defines the attribute; `alias` is the name that the module printer gives to its instances. */
export function structAttr<const F extends Fields>(
  name: `${string}.${string}`,
  fields: F,
  { alias, summary }: { readonly alias?: string; readonly summary?: string } = {},
): AttributeDefinition<ValuesOf<F>> {
  const spec: ParametricSpec<ValuesOf<F>> = {
    parse: (parser) => parseFields(parser, name, fields) as ValuesOf<F>,
    print: (values, printer) => printFields(values, printer, fields),
    ...(alias === undefined ? {} : { alias }),
  };
  return defineAttr(name, spec, summary === undefined ? {} : { summary });
}

function parseFields(parser: AttributeParser, name: string, fields: Fields): Record<string, InternKey> {
  const given = new Map<string, InternKey>();
  parser.parseLess();
  const at = parser.start;
  parser.parseCommaSeparated(() => {
    const keyAt = parser.start;
    const key = parser.parseOptionalAnyKeyword() ?? "";
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined || given.has(key))
      throw parser.error(`duplicate or unknown struct parameter name: ${key}`, keyAt);
    parser.parseEqual();
    given.set(key, field.parse(parser));
  });
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
    ([key, { absent }]) => absent === undefined || absent.value !== (values as Record<string, unknown>)[key],
  );
  printer.write("<").list(shown, ([key, field]) => {
    printer.write(`${key} = `);
    field.print((values as Record<string, unknown>)[key], printer);
  });
  printer.write(">");
}
