/** Inverse trigonometric functions. */
import { MaximumFOp, MinimumFOp } from "../../../dialects/arith/index.ts";
import type { Value } from "../../../ir/value.ts";
import { floatFunction } from "./library.ts";
import type { LibraryCode } from "./library-code.ts";

/** (asin(x) / x - 1) / z in z = x², |x| ≤ 1/2. */
const asinSeries = [0.166666597, 0.0750051066, 0.0445157103, 0.0318176746, 0.014402424, 0.0375654064];
/** (atan(x) / x - 1) / z in z = x², |x| ≤ tan(π/8). */
const atanSeries = [-0.333333164, 0.199984893, -0.142438442, 0.105959676, -0.0608336218];

const halfPi = { high: Math.fround(Math.PI / 2), low: -4.371139e-8 };

/** π/2 - x and π - x, where π is what f32 has of it and a correction. */
const fromQuarter = (code: LibraryCode, x: Value): Value =>
  code.sub(code.f32(halfPi.high), code.sub(x, code.f32(halfPi.low)));
const fromHalf = (code: LibraryCode, x: Value): Value =>
  code.sub(code.f32(2 * halfPi.high), code.sub(x, code.f32(2 * halfPi.low)));

/** The arc sine of √((1 - |x|) / 2), twice: the arc cosine of |x|. */
const fromOne = (code: LibraryCode, magnitude: Value): Value => {
  const z = code.mul(code.f32(0.5), code.sub(code.f32(1), magnitude));
  const root = code.sqrt(z);
  const tail = code.mul(code.mul(root, z), code.polynomial(z, asinSeries));
  return code.mul(code.f32(2), code.add(root, tail));
};

/** A NaN for numbers above 1, and for NaNs. */
const upToOne = (code: LibraryCode, x: Value, value: Value): Value =>
  code.select(code.compare("sgt", code.magnitudeBits(x), code.bits(code.f32(1))), code.nan(), value);

export const asin = floatFunction("asin", (code, x) => {
  const magnitude = code.abs(x);
  const far = code.withSignOf(fromQuarter(code, fromOne(code, magnitude)), x);
  const isNear = code.compare("sle", magnitude, code.f32(0.5));
  return upToOne(code, x, code.select(isNear, code.oddSeries(x, asinSeries), far));
});

export const acos = floatFunction("acos", (code, x) => {
  const magnitude = code.abs(x);
  const positive = fromOne(code, magnitude);
  const far = code.select(code.isNegative(x), fromHalf(code, positive), positive);
  const near = fromQuarter(code, code.oddSeries(x, asinSeries));
  return upToOne(code, x, code.select(code.compare("sle", magnitude, code.f32(0.5)), near, far));
});

/** The arc tangent of a number from 0 to 1, by its distance to π/4 if it is far from 0. */
const atanUpToOne = floatFunction("atan_up_to_one", (code, x) => {
  const isFar = code.compare("sgt", x, code.f32(Math.SQRT2 - 1));
  const one = code.f32(1);
  const quotient = code.div(code.sub(x, one), code.add(x, one));
  const near = code.oddSeries(code.select(isFar, quotient, x), atanSeries);
  return code.select(isFar, code.add(code.f32(halfPi.high / 2), near), near);
});

/** The arc tangent of the quotient of two magnitudes. */
function angle(code: LibraryCode, y: Value, x: Value): Value {
  const larger = code.op(MaximumFOp, y, x);
  const smaller = code.op(MinimumFOp, y, x);
  const isOne = code.compare("eq", code.bits(y), code.bits(x));
  const isZero = code.compare("eq", code.bits(larger), code.i32(0));
  // Equal numbers may both be infinite.
  const quotient = code.select(isOne, code.f32(1), code.div(smaller, larger));
  const near = code.call(atanUpToOne, code.select(isZero, code.f32(0), quotient));
  return code.select(code.compare("sgt", y, x), fromQuarter(code, near), near);
}

export const atan = floatFunction("atan", (code, x) => {
  const value = code.withSignOf(angle(code, code.abs(x), code.f32(1)), x);
  return code.select(code.isNaN(x), code.nan(), value);
});

export const atan2 = floatFunction("atan2", (code, y, x) => {
  const right = angle(code, code.abs(y), code.abs(x));
  const value = code.withSignOf(code.select(code.isNegative(x), fromHalf(code, right), right), y);
  return code.select(code.or(code.isNaN(x), code.isNaN(y)), code.nan(), value);
});
