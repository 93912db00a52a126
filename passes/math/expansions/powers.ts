/** Powers, from exponentials and logarithms or from products. */

import * as arith from "../../../dialects/arith/index.ts";
import * as math from "../../../dialects/math/index.ts";
import type { Attribute } from "../../../ir/attribute.ts";
import { FloatAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { elementTypeOrSelf, IntegerType } from "../../../ir/builtin/types.ts";
import { constantValue } from "../../../ir/matchers.ts";
import type { Value } from "../../../ir/value.ts";
import type { ElementBuilder } from "../element-builder.ts";
import type { Expansion } from "./expansion.ts";

/** The constant that `value`, or each of its elements, is. */
function scalarConstant(value: Value): Attribute | undefined {
  const constant = constantValue(value);
  return constant instanceof DenseElementsAttr ? constant.splatValue : constant;
}

/** Exponents for which a power is a product, a root, or one of these below 1. */
const simplePowers: ReadonlyMap<number, (e: ElementBuilder, x: Value) => Value> = new Map([
  [0, (e) => e.constant(1)],
  [1, (_, x) => x],
  [-1, (e, x) => e.div(e.constant(1), x)],
  [0.5, (e, x) => e.apply(math.SqrtOp, x)],
  [-0.5, (e, x) => e.apply(math.RsqrtOp, x)],
  [2, (e, x) => e.mul(x, x)],
  [-2, (e, x) => e.div(e.constant(1), e.mul(x, x))],
  [3, (e, x) => e.mul(e.mul(x, x), x)],
]);

/** `exp(y * log(|x|))`, and 1 where it is 1 although that is not a number: for y = 0, and for |x| = 1. */
function powerOfMagnitude(e: ElementBuilder, x: Value, y: Value): Value {
  const magnitude = e.apply(math.AbsFOp, x);
  const power = e.apply(math.ExpOp, e.mul(y, e.apply(math.LogOp, magnitude)));
  const one = e.constant(1);
  const isOne = e.or(e.compareFloats("oeq", y, e.constant(0)), e.compareFloats("oeq", magnitude, one));
  return e.select(isOne, one, power);
}

/** `power`, with a minus if `isOdd` and `x`, which may be -0, has one. */
function withSign(e: ElementBuilder, power: Value, x: Value, isOdd: Value): Value {
  const sign = e.apply(math.CopySignOp, e.constant(1), x);
  const isNegative = e.compareFloats("olt", sign, e.constant(0));
  return e.select(e.and(isNegative, isOdd), e.neg(power), power);
}

/** Powers of negative numbers are numbers for exponents without a fraction only; infinite exponents have none. */
function powf(e: ElementBuilder, x: Value, y: Value): Value {
  const compareWithFloor = (predicate: "oeq" | "une", value: Value): Value =>
    e.compareFloats(predicate, e.apply(math.FloorOp, value), value);
  const isOdd = e.and(compareWithFloor("oeq", y), compareWithFloor("une", e.mul(y, e.constant(0.5))));
  const power = withSign(e, powerOfMagnitude(e, x, y), x, isOdd);
  const isNegative = e.compareFloats("olt", x, e.constant(0));
  const isBounded = e.compareFloats("ogt", x, e.constant(Number.NEGATIVE_INFINITY));
  const isNoNumber = e.and(e.and(isNegative, isBounded), compareWithFloor("une", y));
  return e.select(isNoNumber, e.constant(Number.NaN), power);
}

/** `base` multiplied with itself, by repeated squaring. */
function product(e: ElementBuilder, base: Value, exponent: bigint): Value {
  let result = e.constant(1);
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = e.mul(square, result);
    square = e.mul(square, square);
  }
  return result;
}

function fpowi(e: ElementBuilder, x: Value, n: Value): Value {
  const constant = scalarConstant(n);
  if (constant instanceof IntegerAttr) {
    const { value } = constant;
    return value >= 0n ? product(e, x, value) : e.div(e.constant(1), product(e, x, -value));
  }
  const type = elementTypeOrSelf(n.type);
  const integers = e.integers(type instanceof IntegerType ? type.width : 64);
  const integer = type instanceof IntegerType ? n : integers.convert(arith.IndexCastOp, n);
  const lowBit = e.and(integer, integers.constant(1n));
  const isOdd = e.compareIntegers("ne", lowBit, integers.constant(0n));
  return withSign(e, powerOfMagnitude(e, x, e.convert(arith.SIToFPOp, integer)), x, isOdd);
}

export const powerExpansions: readonly Expansion[] = [
  {
    op: math.PowFOp,
    expand(e, [x, y]) {
      const constant = scalarConstant(y!);
      const simple = constant instanceof FloatAttr ? simplePowers.get(constant.value) : undefined;
      return simple === undefined ? powf(e, x!, y!) : simple(e, x!);
    },
  },
  { op: math.FPowIOp, expand: (e, [x, n]) => fpowi(e, x!, n!) },
  { op: math.Exp2Op, expand: (e, [x]) => e.apply(math.ExpOp, e.mul(x!, e.constant(Math.LN2))) },
  {
    op: math.RsqrtOp,
    expand(e, [x]) {
      const one = e.constant(1);
      return e.div(one, e.apply(math.SqrtOp, x!));
    },
  },
];
