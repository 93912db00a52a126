/**
 * Functions of complex numbers, part by part. At infinities and NaNs they are what annex G of the C standard has. Only
 * circular and hyperbolic functions of what is infinite in the direction in which they are periodic are all NaN.
 */
import type { Value } from "../../ir/value.ts";
import { absolute, add, type ComplexRange, divide, extent, multiply, type Parts } from "./arithmetic.ts";
import type { RealFunctions } from "./reals.ts";

export const angle = (r: RealFunctions, z: Parts): Value => r.atan2(z.im, z.re);

/** z / |z|, and z where that is 0. NaN for an infinite number. */
export function sign(r: RealFunctions, z: Parts): Parts {
  const { largest, smallest } = extent(r, z);
  const [x, y] = [r.div(z.re, largest), r.div(z.im, largest)];
  const size = r.sqrt(r.add(r.mul(x, x), r.mul(y, y)));
  const isZero = r.and(r.isZero(largest), r.isZero(smallest));
  return { re: r.select(isZero, z.re, r.div(x, size)), im: r.select(isZero, z.im, r.div(y, size)) };
}

// Roots.

/** The square root of z / s, where s is the larger part of z, and |z / s|. NaN if that part is 0 or infinite. */
interface ScaledRoot {
  readonly scale: Value;
  readonly smallest: Value;
  readonly root: Parts;
  readonly size: Value;
}

/** The larger part of the root is a square root; the smaller one follows from their product, which is im(z) / 2. */
function scaledRoot(r: RealFunctions, z: Parts): ScaledRoot {
  const { largest: scale, smallest } = extent(r, z);
  const ratio = r.div(smallest, scale);
  const size = r.sqrt(r.add(r.constant(1), r.mul(ratio, ratio)));
  const [x, y] = [r.div(r.abs(z.re), scale), r.div(r.abs(z.im), scale)];
  const larger = r.sqrt(r.mul(r.add(x, size), r.constant(0.5)));
  const smaller = r.div(y, r.add(larger, larger));
  const isRight = r.compare("oge", z.re, r.constant(0));
  const root = {
    re: r.select(isRight, larger, smaller),
    im: r.copySign(r.select(isRight, smaller, larger), z.im),
  };
  return { scale, smallest, root, size };
}

export function sqrt(r: RealFunctions, z: Parts): Parts {
  const { scale, smallest, root } = scaledRoot(r, z);
  const factor = r.sqrt(scale);
  const [isZero, isInfinite] = [r.isZero(scale), r.isInfinite(scale)];
  const isSteep = r.isInfinite(r.abs(z.im));
  const isRight = r.compare("ogt", z.re, r.constant(0));
  const noPart = r.mul(z.im, r.constant(0));
  const infinite = {
    re: r.select(r.or(isSteep, isRight), r.infinity, r.abs(noPart)),
    im: r.select(isSteep, z.im, r.select(isRight, noPart, r.copySign(r.infinity, z.im))),
  };
  return {
    re: r.select(isZero, smallest, r.select(isInfinite, infinite.re, r.mul(factor, root.re))),
    im: r.select(isZero, r.copySign(smallest, z.im), r.select(isInfinite, infinite.im, r.mul(factor, root.im))),
  };
}

/** The inverse of the square root: its conjugate by |z|. Of 0 it is infinite, with NaN as imaginary part. */
export function rsqrt(r: RealFunctions, z: Parts): Parts {
  const { scale, smallest, root, size } = scaledRoot(r, z);
  const divisor = r.mul(r.sqrt(scale), size);
  const isZero = r.and(r.isZero(scale), r.isZero(smallest));
  const isInfinite = r.isInfinite(scale);
  const [re, im] = [r.div(root.re, divisor), r.neg(r.div(root.im, divisor))];
  const nothing = r.constant(0);
  return {
    re: r.select(isZero, r.infinity, r.select(isInfinite, nothing, re)),
    im: r.select(isZero, r.constant(Number.NaN), r.select(isInfinite, r.copySign(nothing, r.neg(z.im)), im)),
  };
}

// Exponentials.

/** e^x (cos + i sin), where e^x may overflow although the product does not. */
function scaledRotation(r: RealFunctions, x: Value, cos: Value, sin: Value): Parts {
  const [exp, half] = [r.exp(x), r.exp(r.mul(x, r.constant(0.5)))];
  const overflows = r.isInfinite(exp);
  const product = (factor: Value): Value => r.select(overflows, r.mul(r.mul(half, factor), half), r.mul(exp, factor));
  // Here the angle need not be a number.
  const isZero = r.compare("oeq", x, r.constant(Number.NEGATIVE_INFINITY));
  const isExtreme = r.isInfinite(r.abs(x));
  return {
    re: r.select(isExtreme, r.copySign(exp, cos), product(cos)),
    im: r.select(isZero, r.copySign(exp, sin), product(sin)),
  };
}

export function exp(r: RealFunctions, { re: x, im: y }: Parts): Parts {
  const { re, im } = scaledRotation(r, x, r.cos(y), r.sin(y));
  return { re, im: r.select(r.isZero(y), y, im) };
}

/** e^x cos(y) - 1 = (e^x - 1) cos(y) - 2 sin^2(y / 2) */
export function expm1(r: RealFunctions, { re: x, im: y }: Parts): Parts {
  const [cos, sin] = [r.cos(y), r.sin(y)];
  const { re, im } = scaledRotation(r, x, cos, sin);
  const sinOfHalf = r.sin(r.mul(y, r.constant(0.5)));
  const lessOne = r.expm1(x);
  const sum = r.sub(r.mul(lessOne, cos), r.mul(r.constant(2), r.mul(sinOfHalf, sinOfHalf)));
  return { re: r.select(r.isInfinite(lessOne), re, sum), im: r.select(r.isZero(y), y, im) };
}

// Logarithms.

/** log(s) + log(1 + (t / s)^2) / 2 for the sizes s and t of the parts, the larger one first. */
function logOfSize(r: RealFunctions, logOfLargest: Value, largest: Value, smallest: Value): Value {
  const quotient = r.select(r.isZero(largest), smallest, r.div(smallest, largest));
  const ratio = r.select(r.isInfinite(largest), r.constant(0), quotient);
  return r.add(logOfLargest, r.mul(r.constant(0.5), r.log1p(r.mul(ratio, ratio))));
}

export function log(r: RealFunctions, z: Parts): Parts {
  const { largest, smallest } = extent(r, z);
  return { re: logOfSize(r, r.log(largest), largest, smallest), im: angle(r, z) };
}

export function log1p(r: RealFunctions, z: Parts): Parts {
  const shifted = { re: r.add(z.re, r.constant(1)), im: z.im };
  const { largest, smallest } = extent(r, shifted);
  // Exact where 1 + x is not.
  const isFlat = r.compare("ogt", shifted.re, r.abs(z.im));
  const logOfLargest = r.select(isFlat, r.log1p(z.re), r.log(largest));
  return { re: logOfSize(r, logOfLargest, largest, smallest), im: angle(r, shifted) };
}

// Trigonometric and hyperbolic functions.

/** sin(x) cosh(y) + i cos(x) sinh(y) */
export function sin(r: RealFunctions, { re: x, im: y }: Parts): Parts {
  const s = r.sin(x);
  return {
    re: r.select(r.isZero(s), s, r.mul(s, r.cosh(y))),
    im: r.mul(r.cos(x), r.sinh(y)),
  };
}

/** cos(x) cosh(y) - i sin(x) sinh(y) */
export function cos(r: RealFunctions, { re: x, im: y }: Parts): Parts {
  const s = r.sin(x);
  const product = r.select(r.isZero(s), r.mul(s, r.copySign(r.constant(1), y)), r.mul(s, r.sinh(y)));
  return { re: r.mul(r.cos(x), r.cosh(y)), im: r.neg(product) };
}

/**
 * (sinh(x) cosh(x) + i sin(y) cos(y)) / (sinh^2(x) + cos^2(y)). Far from the imaginary axis, where the squares overflow,
 * the real part is 1 or -1, and the divisor e^(2 |x|) / 4.
 */
export function tanh(r: RealFunctions, { re: x, im: y }: Parts): Parts {
  const [sinh, cos] = [r.sinh(x), r.cos(y)];
  const wave = r.mul(r.sin(y), cos);
  const divisor = r.add(r.mul(sinh, sinh), r.mul(cos, cos));
  const size = r.abs(x);
  const decay = r.exp(r.mul(r.constant(-2), size));
  // Where e^(-2 |x|) is less than half the distance of 1 to the next number.
  const bound = ((r.type.format.mantissaBits + 2) * Math.LN2) / 2;
  const isFar = r.compare("ogt", size, r.constant(bound));
  const tail = r.mul(r.mul(r.constant(4), wave), decay);
  const farIm = r.select(r.isInfinite(size), r.copySign(decay, wave), tail);
  const im = r.select(isFar, farIm, r.div(wave, divisor));
  return {
    re: r.select(isFar, r.copySign(r.constant(1), x), r.div(r.mul(sinh, r.cosh(x)), divisor)),
    im: r.select(r.isZero(y), y, im),
  };
}

/** -i tanh(iz) */
export function tan(r: RealFunctions, z: Parts): Parts {
  const { re, im } = tanh(r, { re: z.im, im: z.re });
  return { re: im, im: re };
}

// Powers.

/** z^(u + iv) = |z|^u e^(-v a) (cos t + i sin t) with the angle a of z and t = u a + v log|z|. */
export function pow(r: RealFunctions, z: Parts, { re: u, im: v }: Parts): Parts {
  const [size, a] = [absolute(r, z), angle(r, z)];
  const scale = r.mul(r.pow(size, u), r.exp(r.neg(r.mul(v, a))));
  const turn = r.mul(u, a);
  const isReal = r.isZero(v);
  // The size may be infinite.
  const t = r.select(isReal, turn, r.add(turn, r.mul(v, r.log(size))));
  return limitOfPower(r, z, size, u, r.and(r.isZero(u), isReal), rotated(r, scale, t));
}

/** The same for an exponent that is real. */
export function powOfReal(r: RealFunctions, z: Parts, u: Value): Parts {
  const size = absolute(r, z);
  const power = rotated(r, r.pow(size, u), r.mul(u, angle(r, z)));
  return limitOfPower(r, z, size, u, r.isZero(u), power);
}

/** The scale may be infinite. */
function rotated(r: RealFunctions, scale: Value, t: Value): Parts {
  const sin = r.sin(t);
  return { re: r.mul(scale, r.cos(t)), im: r.select(r.isZero(sin), sin, r.mul(scale, sin)) };
}

/** 1 for an exponent that is zero and for powers of 1, otherwise 0 for powers of 0 with a positive real part. */
function limitOfPower(r: RealFunctions, z: Parts, size: Value, u: Value, isNoPower: Value, power: Parts): Parts {
  const [zero, one] = [r.constant(0), r.constant(1)];
  const isNothing = r.and(r.isZero(size), r.compare("ogt", u, zero));
  const isOne = r.or(isNoPower, r.and(r.compare("oeq", z.re, one), r.isZero(z.im)));
  return {
    re: r.select(isOne, one, r.select(isNothing, zero, power.re)),
    im: r.select(r.or(isOne, isNothing), zero, power.im),
  };
}

/** -i log((x + iy) / sqrt(x^2 + y^2)), the angle of the point (x, y) for real numbers. */
export function atan2(r: RealFunctions, y: Parts, x: Parts, range: ComplexRange): Parts {
  const distance = sqrt(r, add(r, multiply(r, x, x), multiply(r, y, y)));
  const point = { re: r.sub(x.re, y.im), im: r.add(x.im, y.re) };
  const { re, im } = log(r, divide(r, point, distance, range));
  return { re: im, im: r.neg(re) };
}
