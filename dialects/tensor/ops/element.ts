/** Operations on one element of a tensor. */

import type { Attribute, Type } from "../../../ir/attribute.ts";
import { ArrayAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { AnyRankedTensor, AnyType, Index } from "../../../ir/builtin/constraints.ts";
import { DenseElementsAttr, type ElementsAttr, elementAt, isElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { ComplexType, type RankedTensorType, type ShapedType } from "../../../ir/builtin/types.ts";
import { variadic } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { DestinationStyleOpInterface } from "../../../ir/interfaces/destination-style.ts";
import { constantValue } from "../../../ir/matchers.ts";
import { Pure, typesMatchWith } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { FromElementsOp } from "./creation.ts";

const elementOf = (type: Type): Type => (type as RankedTensorType).elementType;

export const ExtractOp = defineOp(
  "tensor.extract",
  {
    summary: "An element of a tensor",
    operands: { tensor: AnyRankedTensor, indices: variadic(Index) },
    results: { result: AnyType },
    traits: [
      Pure,
      typesMatchWith({
        from: "tensor",
        to: "result",
        summary: "result type matches element type of tensor",
        transform: elementOf,
      }),
    ],
    assemblyFormat: "$tensor `[` $indices `]` attr-dict `:` type($tensor)",
  },
  {
    verify({ op, tensor, indices }) {
      if (indices.length !== tensor.type.rank) {
        throw opError(op, "incorrect number of indices for extract_element");
      }
    },
    fold({ tensor, indices }, constants): FoldResult {
      const elements = constants.tensor;
      if (elements instanceof DenseElementsAttr && elements.isSplat) return constantAt(elements, []);
      const places = constants.indices.map((index) => (index instanceof IntegerAttr ? index.number : undefined));
      if (!places.every((place) => place !== undefined)) return undefined;
      const made = FromElementsOp.defining(tensor);
      if (made !== undefined) return made.elements[flatIndex(tensor.type, places)];
      if (elements !== undefined && isElementsAttr(elements)) {
        return isInside(tensor.type, places) ? constantAt(elements, places) : undefined;
      }
      const inserted = InsertOp.defining(tensor);
      const isSamePlace = inserted?.indices.every((index, i) => isSameIndex(index, indices[i]!)) ?? false;
      return isSamePlace ? inserted!.scalar : undefined;
    },
    resultNames: () => ["extracted"],
  },
);
export type ExtractOp = Op<typeof ExtractOp>;

/** The position in row-major order. */
const flatIndex = ({ shape }: ShapedType, indices: readonly number[]): number =>
  indices.reduce((position, index, i) => position * shape![i]! + index, 0);

/** The element at these indices as a constant's value: of a complex number, an array of its parts. */
function constantAt(elements: ElementsAttr, places: readonly number[]): Attribute | undefined {
  const isComplex = elements.type.elementType instanceof ComplexType;
  if (!isComplex || !(elements instanceof DenseElementsAttr)) return elementAt(elements, places);
  return ArrayAttr.get(elements.elementParts(flatIndex(elements.type, places)));
}

const isInside = ({ shape }: RankedTensorType, indices: readonly number[]): boolean =>
  indices.every((index, i) => index >= 0 && index < shape[i]!);

/** The same value, or the same constant. */
function isSameIndex(a: Value, b: Value): boolean {
  if (a === b) return true;
  const constant = constantValue(a);
  return constant !== undefined && constant === constantValue(b);
}

export const InsertOp = defineOp(
  "tensor.insert",
  {
    summary: "A tensor with another element at one place",
    operands: { scalar: AnyType, dest: AnyRankedTensor, indices: variadic(Index) },
    results: { result: AnyRankedTensor },
    traits: [
      Pure,
      typesMatchWith({
        from: "dest",
        to: "result",
        summary: "result type matches type of dest",
        transform: (type) => type,
      }),
      typesMatchWith({
        from: "dest",
        to: "scalar",
        summary: "scalar type matches element type of dest",
        transform: elementOf,
      }),
    ],
    assemblyFormat: "$scalar `into` $dest `[` $indices `]` attr-dict `:` type($dest)",
  },
  {
    verify({ op, dest, indices }) {
      if (indices.length !== dest.type.rank) throw opError(op, "incorrect number of indices");
    },
    /** A splat with one more element of the same is what it was. */
    fold(_, { scalar, dest }): FoldResult {
      const isSame = dest instanceof DenseElementsAttr && dest.isSplat && dest.splatValue === scalar;
      return isSame && scalar !== undefined ? dest : undefined;
    },
    resultNames: () => ["inserted"],
  },
).implement(DestinationStyleOpInterface, { initRange: () => ({ start: 1, count: 1 }) });
export type InsertOp = Op<typeof InsertOp>;
