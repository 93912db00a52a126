/**
 * Folding of constants: a function on numbers is applied to scalars, or to each element of vectors and tensors. Whatever
 * is computed from poison is poison.
 */
import type { Attribute, Type } from "../../ir/attribute.ts";
import { FloatAttr, IntegerAttr, integerWidth } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr, elementBits } from "../../ir/builtin/dense-elements.ts";
import { classify, type FloatFormat, type FloatFunction } from "../../ir/builtin/float-format.ts";
import { elementTypeOrSelf, FloatType, IndexType, IntegerType, type ShapedType } from "../../ir/builtin/types.ts";
import type { OpResult, Value } from "../../ir/value.ts";
import { PoisonAttr } from "../ub/attributes.ts";
import type { IntegerFunction } from "./integers.ts";

/** What a fold hook is told of an operand: the attribute if it is a constant. */
export type Constant = Attribute | undefined;

/** The view on an operation with two operands of one type, and its constant operands. */
export interface BinaryOperands {
  readonly lhs: Value;
  readonly rhs: Value;
  readonly result: OpResult;
}
export interface BinaryConstants {
  readonly lhs: Constant;
  readonly rhs: Constant;
}

/** The same for a cast. */
export interface Cast {
  readonly in: Value;
  readonly out: OpResult;
}
export interface CastConstants {
  readonly in: Constant;
}

/** From the bits of the operands' elements to those of the result's; undefined where the result is not defined. */
export type BitsFunction = (...bits: bigint[]) => bigint | undefined;

/** Applies `compute` to each element. Undefined if an operand is no constant or there is no result for an element. */
export function foldElements(compute: BitsFunction, operands: readonly Constant[], type: Type): Attribute | undefined {
  const poison = operands.find((operand) => operand !== undefined && PoisonAttr.is(operand));
  if (poison !== undefined) return poison;
  if (operands.every(isDense)) return foldDense(compute, operands, type);
  return operands.every(isScalar) ? scalarFromBits(type, compute(...operands.map(elementBits))) : undefined;
}

const isDense = (operand: Constant): operand is DenseElementsAttr => operand instanceof DenseElementsAttr;
const isScalar = (operand: Constant): operand is IntegerAttr | FloatAttr =>
  operand instanceof IntegerAttr || operand instanceof FloatAttr;

function foldDense(compute: BitsFunction, operands: readonly DenseElementsAttr[], type: Type): Attribute | undefined {
  const { shape } = operands[0]!.type;
  const count = operands.every((operand) => operand.isSplat) ? 1 : operands[0]!.numElements;
  const elements: bigint[] = [];
  for (let i = 0; i < count; i++) {
    const bits = compute(...operands.map((operand) => operand.element(i) as bigint));
    if (bits === undefined) return undefined;
    elements.push(bits);
  }
  return DenseElementsAttr.get((type as ShapedType).cloneWith(shape, elementTypeOrSelf(type)), elements);
}

function scalarFromBits(type: Type, bits: bigint | undefined): IntegerAttr | FloatAttr | undefined {
  if (bits === undefined) return undefined;
  if (type instanceof FloatType) return FloatAttr.fromBits(type, bits);
  return type instanceof IntegerType || type instanceof IndexType ? IntegerAttr.get(type, bits) : undefined;
}

/** The width of the integers that a type holds; an index counts 64 bits. */
export const integerWidthOf = (type: Type): number => integerWidth(elementTypeOrSelf(type) as IntegerType | IndexType);
/** The format of the floats that a type holds. */
export const formatOf = (type: Type): FloatFormat => (elementTypeOrSelf(type) as FloatType).format;

/** Folds a function of two integers of `width` bits; `type` is the result's. */
export function foldIntegers(
  compute: IntegerFunction,
  lhs: Constant,
  rhs: Constant,
  type: Type,
  width: number = integerWidthOf(type),
): Attribute | undefined {
  const resultWidth = integerWidthOf(type);
  return foldElements(
    (a, b) => {
      const result = compute(BigInt.asIntN(width, a!), BigInt.asIntN(width, b!), width);
      return result === undefined ? undefined : BigInt.asUintN(resultWidth, result);
    },
    [lhs, rhs],
    type,
  );
}

/** Folds a function of two floats of one type. */
export function foldFloats(compute: FloatFunction, lhs: Constant, rhs: Constant, type: Type): Attribute | undefined {
  const format = formatOf(type);
  return foldElements((a, b) => compute(a!, b!, format), [lhs, rhs], type);
}

// Questions about one constant, which may be a splat.

function splatBits(constant: Constant): bigint | undefined {
  const scalar = constant instanceof DenseElementsAttr ? constant.splatValue : constant;
  return isScalar(scalar) ? elementBits(scalar) : undefined;
}

const isIntegerLike = (constant: Constant): constant is IntegerAttr | DenseElementsAttr =>
  (isDense(constant) || isScalar(constant)) && !(elementTypeOrSelf(constant.type) instanceof FloatType);

/** An integer, or one that depends on the width of its type. */
export type IntegerOfWidth = bigint | ((width: number) => bigint);

/** Whether the constant is the integer `value`, wrapped to its width, or consists of it. */
export function isInteger(constant: Constant, value: IntegerOfWidth): boolean {
  if (!isIntegerLike(constant)) return false;
  const width = integerWidthOf(constant.type);
  return splatBits(constant) === BigInt.asUintN(width, typeof value === "bigint" ? value : value(width));
}

/** The integer that the constant is or consists of, as a signed one; undefined for anything else. */
export function integerOf(constant: Constant): bigint | undefined {
  const bits = isIntegerLike(constant) ? splatBits(constant) : undefined;
  return bits === undefined ? undefined : BigInt.asIntN(integerWidthOf((constant as IntegerAttr).type), bits);
}

/** Whether the constant is an integer, or consists of integers, for all of which `holds` is true. */
export function everyInteger(constant: Constant, holds: (value: bigint) => boolean): boolean {
  if (!isIntegerLike(constant)) return false;
  if (constant instanceof IntegerAttr) return holds(constant.value);
  const width = integerWidthOf(constant.type);
  const count = constant.isSplat ? 1 : constant.numElements;
  for (let i = 0; i < count; i++) if (!holds(BigInt.asIntN(width, constant.element(i) as bigint))) return false;
  return true;
}

/** The float that the constant is or consists of, in bits; undefined for anything else. */
export const floatBits = (constant: Constant): bigint | undefined =>
  (isDense(constant) || isScalar(constant)) && elementTypeOrSelf(constant.type) instanceof FloatType
    ? splatBits(constant)
    : undefined;

/** Whether the constant is the float `value`, or consists of it; -0 differs from 0. */
export function isFloat(constant: Constant, value: number): boolean {
  const scalar = constant instanceof DenseElementsAttr ? constant.splatValue : constant;
  // `value` as a number may stand for several numbers of a wide format, and for none of a narrow one.
  return scalar instanceof FloatAttr && Object.is(scalar.value, value) && scalar === FloatAttr.get(scalar.type, value);
}

export function isNaNConstant(constant: Constant): boolean {
  const bits = floatBits(constant);
  return bits !== undefined && classify(bits, formatOf((constant as FloatAttr).type)).kind === "nan";
}
