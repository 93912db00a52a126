/** The attributes of `linalg`: kinds of loops, of casts and of scalar functions, each written `#linalg.name<word>`. */

import type { AffineMap } from "../../ir/affine.ts";
import type { Attribute } from "../../ir/attribute.ts";
import { AffineMapAttr, ArrayAttr } from "../../ir/builtin/attributes.ts";
import { attrConstraint } from "../../ir/constraint.ts";
import { type AttributeDefinition, defineAttr, type InstanceOf } from "../../ir/define-attribute.ts";
import type { IteratorType } from "../../ir/interfaces/linalg.ts";

/** The parameter of an attribute that is a word. */
export interface Word<N extends string> {
  readonly value: N;
}

/** An attribute that is one of several words. ODS: `EnumAttr`. The summary is what the verifier says is expected. */
function wordAttr<const N extends string>(
  name: `linalg.${string}`,
  words: readonly N[],
  summary: string,
): AttributeDefinition<Word<N>> & { of(value: N): InstanceOf<AttributeDefinition<Word<N>>> } {
  const definition = defineAttr<Word<N>>(
    name,
    {
      parse(parser) {
        parser.parseLess();
        const at = parser.start;
        const value = parser.parseKeywordOrString() as N;
        if (!words.includes(value)) throw parser.error(`expected ${name} to be one of: ${words.join(", ")}`, at);
        parser.parseGreater();
        return { value };
      },
      print: ({ value }, printer) => {
        printer.write(`<${value}>`);
      },
    },
    { summary },
  );
  return Object.assign(definition, { of: (value: N) => definition.get({ value }) });
}

const cases = (count: number): string =>
  `allowed 32-bit signless integer cases: ${Array.from({ length: count }, (_, i) => i).join(", ")}`;

const unaryFunctions = [
  "exp",
  "log",
  "abs",
  "ceil",
  "floor",
  "negf",
  "reciprocal",
  "round",
  "sqrt",
  "rsqrt",
  "square",
  "tanh",
  "erf",
] as const;
const binaryFunctions = [
  "add",
  "sub",
  "mul",
  "div",
  "div_unsigned",
  "max_signed",
  "min_signed",
  "max_unsigned",
  "min_unsigned",
  "powf",
] as const;
const ternaryFunctions = ["select"] as const;
export const elementwiseKinds = [...unaryFunctions, ...binaryFunctions, ...ternaryFunctions];

export type UnaryFunction = (typeof unaryFunctions)[number];
export type BinaryFunction = (typeof binaryFunctions)[number];
export type ElementwiseKindName = (typeof elementwiseKinds)[number];

export const UnaryFn = wordAttr("linalg.unary_fn", unaryFunctions, cases(unaryFunctions.length));
export const BinaryFn = wordAttr("linalg.binary_fn", binaryFunctions, cases(binaryFunctions.length));
export const TernaryFn = wordAttr("linalg.ternary_fn", ternaryFunctions, cases(ternaryFunctions.length));
export const ElementwiseKind = wordAttr("linalg.elementwise_kind", elementwiseKinds, cases(elementwiseKinds.length));

/** How many inputs a scalar function has. */
export const arityOfKind = (kind: ElementwiseKindName): number =>
  (unaryFunctions as readonly string[]).includes(kind) ? 1 : kind === "select" ? 3 : 2;

/** How integers are read when they are made wider or floats: with or without a sign. */
export const TypeFn = wordAttr("linalg.type_fn", ["cast_signed", "cast_unsigned"], cases(2));

export const IteratorTypeAttr = wordAttr("linalg.iterator_type", ["parallel", "reduction"], cases(2));

export const IteratorTypeArray = attrConstraint(
  "Iterator type should be an enum.",
  (attr): attr is ArrayAttr => attr instanceof ArrayAttr && attr.values.every((value) => IteratorTypeAttr.is(value)),
);

/** The words of an array of iterator types. */
export const iteratorNames = (array: ArrayAttr): IteratorType[] =>
  array.values.map((value) => (value as InstanceOf<typeof IteratorTypeAttr>).value);

export const iteratorTypeArray = (types: readonly IteratorType[]): ArrayAttr =>
  ArrayAttr.get(types.map((type) => IteratorTypeAttr.of(type)));

export const AffineMapArray = attrConstraint(
  "AffineMap array attribute",
  (attr: Attribute): attr is ArrayAttr =>
    attr instanceof ArrayAttr && attr.values.every((value) => value instanceof AffineMapAttr),
);

/** The maps in an array of them, and the other way round. */
export const mapsOf = ({ values }: ArrayAttr): AffineMap[] => values.map((map) => (map as AffineMapAttr).affineMap);
export const mapArray = (maps: readonly AffineMap[]): ArrayAttr =>
  ArrayAttr.get(maps.map((map) => AffineMapAttr.get(map)));

export const linalgAttributes = [UnaryFn, BinaryFn, TernaryFn, ElementwiseKind, TypeFn, IteratorTypeAttr] as const;
