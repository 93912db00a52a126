/** Sums, products, quotients, absolute values and comparisons of complex numbers, part by part. */

import type { Value } from "../../ir/value.ts";
import type { Reals } from "./reals.ts";

/** A complex number. */
export interface Parts {
  readonly re: Value;
  readonly im: Value;
}

export const add = (r: Reals, a: Parts, b: Parts): Parts => ({ re: r.add(a.re, b.re), im: r.add(a.im, b.im) });

export const subtract = (r: Reals, a: Parts, b: Parts): Parts => ({ re: r.sub(a.re, b.re), im: r.sub(a.im, b.im) });

export const multiply = (r: Reals, a: Parts, b: Parts): Parts => ({
  re: r.sub(r.mul(a.re, b.re), r.mul(a.im, b.im)),
  im: r.add(r.mul(a.im, b.re), r.mul(a.re, b.im)),
});

export const negate = (r: Reals, a: Parts): Parts => ({ re: r.neg(a.re), im: r.neg(a.im) });

export const conjugate = (r: Reals, a: Parts): Parts => ({ re: a.re, im: r.neg(a.im) });

export const isEqual = (r: Reals, a: Parts, b: Parts): Value =>
  r.and(r.compare("oeq", a.re, b.re), r.compare("oeq", a.im, b.im));

export const isUnequal = (r: Reals, a: Parts, b: Parts): Value =>
  r.or(r.compare("une", a.re, b.re), r.compare("une", a.im, b.im));

const selectParts = (r: Reals, condition: Value, a: Parts, b: Parts): Parts => ({
  re: r.select(condition, a.re, b.re),
  im: r.select(condition, a.im, b.im),
});

/** How quotients are computed: as by hand, or so that no square overflows and infinities give what they should. */
export const complexRanges = ["improved", "basic", "none"] as const;
export type ComplexRange = (typeof complexRanges)[number];

export const divide = (r: Reals, a: Parts, b: Parts, range: ComplexRange): Parts =>
  range === "improved" ? divideScaled(r, a, b) : divideByHand(r, a, b);

/** a conj(b) / |b|^2 */
function divideByHand(r: Reals, a: Parts, b: Parts): Parts {
  const norm = r.add(r.mul(b.re, b.re), r.mul(b.im, b.im));
  return {
    re: r.div(r.add(r.mul(a.re, b.re), r.mul(a.im, b.im)), norm),
    im: r.div(r.sub(r.mul(a.im, b.re), r.mul(a.re, b.im)), norm),
  };
}

/**
 * Divides both numbers by the larger part of the divisor: R. L. Smith, "Algorithm 116: Complex division", 1962.
 * Where that gives a NaN in both parts, the limit is taken, as annex G of the C standard has it.
 */
function divideScaled(r: Reals, a: Parts, b: Parts): Parts {
  const [reSize, imSize] = [r.abs(b.re), r.abs(b.im)];
  // Where the imaginary part is the larger one, i takes part: a / b = (a / i) / (b / i).
  const isSteep = r.compare("olt", reSize, imSize);
  const large = r.select(isSteep, b.im, b.re);
  const small = r.select(isSteep, b.re, b.im);
  const first = r.select(isSteep, a.im, a.re);
  const second = r.select(isSteep, a.re, a.im);
  const ratio = r.div(small, large);
  const norm = r.add(large, r.mul(small, ratio));
  const re = r.div(r.add(first, r.mul(second, ratio)), norm);
  const share = r.mul(first, ratio);
  const im = r.sub(r.select(isSteep, share, second), r.select(isSteep, second, share));
  const quotient = { re, im: r.div(im, norm) };
  const isLost = r.and(r.isNaN(quotient.re), r.isNaN(quotient.im));
  return selectParts(r, isLost, limitOfQuotient(r, a, b, quotient), quotient);
}

/** For a divisor that is zero, or one number that is infinite; otherwise what is given. */
function limitOfQuotient(r: Reals, a: Parts, b: Parts, otherwise: Parts): Parts {
  const [numerator, divisor] = [directionOf(r, a), directionOf(r, b)];
  const isNumber = r.or(r.compare("ord", a.re, a.re), r.compare("ord", a.im, a.im));
  const isByZero = r.and(isNumber, r.and(r.isZero(b.re), r.isZero(b.im)));
  const infinity = r.copySign(r.infinity, b.re);
  const byZero = { re: r.mul(infinity, a.re), im: r.mul(infinity, a.im) };
  const ofInfinity = scaledProduct(r, r.infinity, numerator.parts, b);
  const byInfinity = scaledProduct(r, r.constant(0), a, divisor.parts);
  const isOfInfinity = r.and(numerator.isInfinite, divisor.isFinite);
  const isByInfinity = r.and(numerator.isFinite, divisor.isInfinite);
  const limit = selectParts(r, isByInfinity, byInfinity, otherwise);
  return selectParts(r, isByZero, byZero, selectParts(r, isOfInfinity, ofInfinity, limit));
}

/** Where the number lies if it is infinite: infinite parts become 1, finite ones 0, with their signs. */
function directionOf(r: Reals, a: Parts) {
  const [re, im] = [r.abs(a.re), r.abs(a.im)];
  const unit = (part: Value, size: Value): Value =>
    r.copySign(r.select(r.isInfinite(size), r.constant(1), r.constant(0)), part);
  return {
    parts: { re: unit(a.re, re), im: unit(a.im, im) },
    isInfinite: r.or(r.isInfinite(re), r.isInfinite(im)),
    isFinite: r.and(r.isFinite(re), r.isFinite(im)),
  };
}

/** a conj(b) times a real number. */
const scaledProduct = (r: Reals, scale: Value, a: Parts, b: Parts): Parts => ({
  re: r.mul(scale, r.add(r.mul(a.re, b.re), r.mul(a.im, b.im))),
  im: r.mul(scale, r.sub(r.mul(a.im, b.re), r.mul(a.re, b.im))),
});

/** The sizes of the two parts. */
interface Extent {
  /** That of the other part if one is a NaN. */
  readonly largest: Value;
  /** NaN if one is a NaN. */
  readonly smallest: Value;
}

export function extent(r: Reals, a: Parts): Extent {
  const [re, im] = [r.abs(a.re), r.abs(a.im)];
  return { largest: r.maxNum(re, im), smallest: r.minimum(re, im) };
}

/** |a|, without squares that overflow; infinite if one part is. */
export function absolute(r: Reals, a: Parts): Value {
  const { largest, smallest } = extent(r, a);
  const ratio = r.div(smallest, largest);
  const size = r.mul(largest, r.sqrt(r.add(r.constant(1), r.mul(ratio, ratio))));
  // 0 / 0, infinity / infinity, or a part that is a NaN.
  const exception = r.select(r.isInfinite(largest), largest, smallest);
  return r.select(r.isNaN(size), exception, size);
}
