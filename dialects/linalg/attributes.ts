/** The attributes of `linalg`: kinds of loops, of casts and of scalar functions, each written `#linalg.name<word>`. */

import type { AffineMap } from "../../ir/affine.ts";
import { AffineMapAttr, ArrayAttr } from "../../ir/builtin/attributes.ts";
import { arrayAttrOf } from "../../ir/builtin/constraints.ts";
import type { InstanceOf } from "../../ir/define-attribute.ts";
import { defineEnumAttr } from "../../ir/enum-attr.ts";
import type { IteratorType } from "../../ir/interfaces/linalg.ts";

/** An enumeration whose C++ name, where messages have it, ends with `className`. */
const wordAttr = <const N extends string>(name: `linalg.${string}`, className: string, words: readonly N[]) =>
  defineEnumAttr(name, { summary: cases(words.length), enumName: `::mlir::${className}`, words, angled: true });

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

export const UnaryFn = wordAttr("linalg.unary_fn", "linalg::UnaryFn", unaryFunctions);
export const BinaryFn = wordAttr("linalg.binary_fn", "linalg::BinaryFn", binaryFunctions);
export const TernaryFn = wordAttr("linalg.ternary_fn", "linalg::TernaryFn", ternaryFunctions);
export const ElementwiseKind = wordAttr("linalg.elementwise_kind", "linalg::ElementwiseKind", elementwiseKinds);

/** How many inputs a scalar function has. */
export const arityOfKind = (kind: ElementwiseKindName): number =>
  (unaryFunctions as readonly string[]).includes(kind) ? 1 : kind === "select" ? 3 : 2;

/** How integers are read when they are made wider or floats: with or without a sign. */
export const TypeFn = wordAttr("linalg.type_fn", "linalg::TypeFn", ["cast_signed", "cast_unsigned"]);

export const IteratorTypeAttr = wordAttr("linalg.iterator_type", "utils::IteratorType", ["parallel", "reduction"]);

export const IteratorTypeArray = arrayAttrOf("Iterator type should be an enum.", IteratorTypeAttr.is);

/** The words of an array of iterator types. */
export const iteratorNames = (array: ArrayAttr): IteratorType[] =>
  array.values.map((value) => (value as InstanceOf<typeof IteratorTypeAttr>).value);

export const iteratorTypeArray = (types: readonly IteratorType[]): ArrayAttr =>
  ArrayAttr.get(types.map((type) => IteratorTypeAttr.of(type)));

export const AffineMapArray = arrayAttrOf("AffineMap array attribute", (value) => value instanceof AffineMapAttr);

/** The maps in an array of them, and the other way round. */
export const mapsOf = ({ values }: ArrayAttr): AffineMap[] => values.map((map) => (map as AffineMapAttr).affineMap);
export const mapArray = (maps: readonly AffineMap[]): ArrayAttr =>
  ArrayAttr.get(maps.map((map) => AffineMapAttr.get(map)));

export const linalgAttributes = [UnaryFn, BinaryFn, TernaryFn, ElementwiseKind, TypeFn, IteratorTypeAttr] as const;
