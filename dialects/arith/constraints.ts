/** What the types of `arith` operations must be like, beyond the constraints that all dialects share. */

import type { Type } from "../../ir/attribute.ts";
import { FloatLike, SignlessIntegerOrIndexLike } from "../../ir/builtin/constraints.ts";
import {
  elementTypeOrSelf,
  FloatType,
  IndexType,
  type IntegerType,
  isSignlessInteger,
  MemRefType,
  ShapedType,
  TensorType,
} from "../../ir/builtin/types.ts";
import { defaulted, typeConstraint } from "../../ir/constraint.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import type { InferringTrait, Trait } from "../../ir/trait.ts";
import {
  Elementwise,
  i1SameShape,
  Pure,
  SameOperandsAndResultShape,
  SameOperandsAndResultType,
} from "../../ir/traits.ts";
import { FastMathFlags, IntegerOverflowFlags } from "./attributes.ts";

/** A signless integer, or a vector or tensor of them; casts do not take indices. */
export const SignlessFixedWidthIntegerLike = typeConstraint(
  "signless-fixed-width-integer-like",
  (type): type is Type => SignlessIntegerOrIndexLike.is(type) && isSignlessInteger(elementTypeOrSelf(type)),
);

export const IndexCastable = typeConstraint(
  "signless-integer-like or memref of signless-integer",
  (type): type is Type => SignlessIntegerOrIndexLike.is(type) || isMemRefOf(type, [isSignlessInteger, isIndex]),
);

export const Bitcastable = typeConstraint(
  "signless-integer-or-float-like or memref of signless-integer or float",
  (type): type is Type =>
    SignlessFixedWidthIntegerLike.is(type) || FloatLike.is(type) || isMemRefOf(type, [isSignlessInteger, isFloat]),
);

const isIndex = (type: Type): boolean => type instanceof IndexType;
const isFloat = (type: Type): boolean => type instanceof FloatType;
const isMemRefOf = (type: Type, elements: readonly ((type: Type) => boolean)[]): boolean =>
  type instanceof MemRefType && elements.some((is) => is(type.elementType));

// The parts that the definitions of many operations share.

export const integerOperands = { lhs: SignlessIntegerOrIndexLike, rhs: SignlessIntegerOrIndexLike } as const;
export const integerResult = { result: SignlessIntegerOrIndexLike } as const;
export const floatOperands = { lhs: FloatLike, rhs: FloatLike } as const;
export const floatResult = { result: FloatLike } as const;

export const fastmathAttribute = { fastmath: defaulted(FastMathFlags, () => FastMathFlags.of()) } as const;
export const overflowAttribute = {
  overflowFlags: defaulted(IntegerOverflowFlags, () => IntegerOverflowFlags.of()),
} as const;

/** Works on each element alone and gives what it takes. */
export const elementwise = [SameOperandsAndResultType, Elementwise] as const;
export const pureElementwise = [Pure, ...elementwise] as const;

/** Any of the definitions that differ in nothing but their names and summaries. */
export type DefinitionOf<Shape> = OpDefinition<Shape & { readonly summary: string }>;
/** The same for elementwise operations, which may have further traits. */
export type ElementwiseDefinition<Shape> = DefinitionOf<
  Shape & { readonly traits: readonly (Trait | InferringTrait)[] }
>;

// Traits.

/** The result types follow from the first operand, for the builder; the verifier checks other traits. */
export const resultsFromFirstOperand = (infer: (type: Type) => readonly Type[]): InferringTrait => ({
  name: "InferTypeOpInterface",
  inferResultTypes: ({ operands }) => infer(operands[0]!.type),
});
/** Two results: one like the operands, and a flag. */
export const resultAndFlag = resultsFromFirstOperand((type) => [type, i1SameShape(type)]);

/** Stricter than the trait for shapes: a dynamic size is not taken for a static one. */
const SameInputOutputTensorDims: Trait<"SameInputOutputTensorDims"> = {
  name: "SameInputOutputTensorDims",
  verify(op) {
    const [from, to] = [op.operand(0).type, op.result().type].map(tensorShape);
    if (from!.length !== to!.length || from!.some((size, i) => size !== to![i])) {
      throw opError(op, "failed to verify that input and output have the same tensor dimensions");
    }
  },
};
const tensorShape = (type: Type): readonly number[] => (type instanceof TensorType ? (type.shape ?? []) : []);

export const castTraits = [Pure, SameOperandsAndResultShape, SameInputOutputTensorDims, Elementwise] as const;
export const scalingTraits = [Pure, SameInputOutputTensorDims, Elementwise] as const;

// Casts.

/** Whether a value of one element type can be cast to another. */
export type CastRule = (from: Type, to: Type) => boolean;

const widthOf = (type: Type): number => (type as IntegerType | FloatType).width;
export const isWider: CastRule = (from, to) => widthOf(to) > widthOf(from);
export const isNarrower: CastRule = (from, to) => widthOf(to) < widthOf(from);
export const hasSameWidth: CastRule = (from, to) => widthOf(to) === widthOf(from);
export const isIndexAndInteger: CastRule = (from, to) => isIndex(from) !== isIndex(to);

/** Throws if the operation's first operand cannot be cast to its result. */
export function verifyCast(op: Operation, rule: CastRule): void {
  const result = op.result().type;
  const operands = op.operandTypes;
  if (rule(elementTypeOrSelf(operands[0]!), elementTypeOrSelf(result))) return;
  const types = operands.map((type) => `'${type}'`).join(", ");
  throw opError(
    op,
    `operand type${operands.length > 1 ? "s" : ""} ${types} and result type '${result}' are cast incompatible`,
  );
}

/** `i1`, or the type has a shape and `shaped` has the same one. */
export const isBoolOrHasShapeOf = (type: Type, shaped: Type): boolean =>
  !(type instanceof ShapedType) || (shaped instanceof ShapedType && sameShape(type, shaped));

const sameShape = (a: ShapedType, b: ShapedType): boolean =>
  a.shape === b.shape ||
  (a.shape !== null && b.shape !== null && a.rank === b.rank && a.shape.every((size, i) => size === b.shape![i]));
