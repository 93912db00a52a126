/** The functions of the math dialect: rounding, limits, and where they follow C. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  absi,
  copysign,
  ctlz,
  ctpop,
  cttz,
  erf,
  erfc,
  fma,
  fmaToOdd,
  ipowi,
  isNormal,
  pow,
  powi,
  round,
  roundeven,
  rsqrt,
} from "../../../dialects/math/functions/index.ts";
import { assemble, classify, decode, encode, floatFormats } from "../../../ir/builtin/float-format.ts";

const { f32, f64 } = floatFormats;
const float32 = fc.float().map(Math.fround);

/** a * b + c in exact integers, rounded by the codec of the formats. */
function exactFma(a: number, b: number, c: number, format: typeof f64): number {
  const exact = (x: number): { significand: bigint; exponent: number } => {
    const { significand, exponent, negative } = classify(encode(x, f64), f64);
    return { significand: negative ? -significand : significand, exponent };
  };
  const [x, y, z] = [exact(a), exact(b), exact(c)];
  const exponent = Math.min(x.exponent + y.exponent, z.exponent);
  const product = (x.significand * y.significand) << BigInt(x.exponent + y.exponent - exponent);
  const sum = product + (z.significand << BigInt(z.exponent - exponent));
  if (sum === 0n) return 0;
  const negative = sum < 0n;
  const parts = { kind: "finite", negative, significand: negative ? -sum : sum, exponent } as const;
  return decode(assemble(parts, format), format);
}

describe("fma", () => {
  const isPlain = (a: number, b: number, c: number): boolean =>
    [a, b, c].every(Number.isFinite) && a * b !== 0 && c !== 0;

  it("rounds once", () => {
    const check = (a: number, b: number, c: number): void => {
      fc.pre(isPlain(a, b, c));
      expect(fma(a, b, c)).toBe(exactFma(a, b, c, f64));
    };
    fc.assert(fc.property(fc.double(), fc.double(), fc.double(), check), { numRuns: 2000 });
  });

  it("rounds once where the sum cancels, and at halves", () => {
    const near = fc.tuple(
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.integer({ min: -3, max: 3 }),
    );
    fc.assert(
      fc.property(near, fc.integer({ min: -60, max: 60 }), ([a, b, units], scale) => {
        const c = -(a * b) + units * 2 ** (scale - 52);
        fc.pre(c !== 0);
        expect(fma(a, b, c)).toBe(exactFma(a, b, c, f64));
      }),
      { numRuns: 2000 },
    );
    // A tie without the last bit of c.
    expect(fma(1 + 2 ** -52, 1 + 2 ** -52, 2 ** -106)).toBe(exactFma(1 + 2 ** -52, 1 + 2 ** -52, 2 ** -106, f64));
    expect(fma(1 + 2 ** -27, 1 + 2 ** -27, -1)).toBe(2 ** -26 + 2 ** -54);
  });

  it("does not overflow or underflow on the way", () => {
    expect(fma(2 ** 1000, 2 ** 24, -(2 ** 1023))).toBe(2 ** 1023);
    expect(fma(2 ** 1000, 2 ** 1000, -(2 ** 1023))).toBe(Number.POSITIVE_INFINITY);
    expect(fma(Number.MIN_VALUE, 0.5, Number.MIN_VALUE)).toBe(2 * Number.MIN_VALUE);
    expect(fma(2 ** -600, 2 ** -600, Number.MIN_VALUE)).toBe(Number.MIN_VALUE);
    expect(fma(-(2 ** -600), 2 ** -600, 0)).toBe(-0);
  });

  it("follows IEEE 754 for zeros, infinities and NaN", () => {
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    expect(fma(0, infinity, 1)).toBeNaN();
    expect(fma(infinity, 1, -infinity)).toBeNaN();
    expect(fma(2 ** 1000, 2 ** 1000, -infinity)).toBe(-infinity);
    expect(fma(nan, 1, 1)).toBeNaN();
    expect(fma(-0, 1, -0)).toBe(-0);
    expect(fma(-0, 1, 0)).toBe(0);
    expect(fma(2, 3, -6)).toBe(0);
  });

  it("rounds once to f32", () => {
    fc.assert(
      fc.property(float32, float32, float32, (a, b, c) => {
        fc.pre(isPlain(a, b, c));
        expect(Math.fround(fmaToOdd(a, b, c))).toBe(exactFma(a, b, c, f32));
      }),
      { numRuns: 2000 },
    );
    // In f64 the sum would be rounded to a tie, and that to the even f32.
    expect(Math.fround(fmaToOdd(1 + 2 ** -23, 1, 2 ** -24 + 2 ** -70))).toBe(1 + 2 ** -22);
    expect(Math.fround(fmaToOdd(Number.POSITIVE_INFINITY, 1, 1))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the error function", () => {
  /** Values from a computation with 40 digits. */
  const values: readonly (readonly [x: number, erf: number, erfc: number])[] = [
    [1e-300, 1.1283791670955126e-300, 1],
    [0.1, 0.1124629160182849, 0.887537083981715],
    [0.5, 0.5204998778130465, 0.4795001221869535],
    [0.999, 0.8422852702064969, 0.15771472979350307],
    [1, 0.8427007929497149, 0.15729920705028513],
    [2, 0.9953222650189527, 0.004677734981047266],
    [3.5, 0.9999992569016276, 7.430983723414128e-7],
    [6, 1, 2.1519736712498913e-17],
    [15, 1, 7.212994172451207e-100],
    [26, 1, 5.663192408856143e-296],
  ];

  it.each(values)("of %d", (x, expectedErf, expectedErfc) => {
    expect(Math.abs(erf(x) / expectedErf - 1)).toBeLessThan(3e-16);
    expect(Math.abs(erfc(x) / expectedErfc - 1)).toBeLessThan(1e-15);
    expect(erf(-x)).toBe(-erf(x));
    expect(erfc(-x)).toBe(1 + erf(x));
  });

  it("has its limits", () => {
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    expect([erf(infinity), erf(-infinity), erfc(infinity), erfc(-infinity)]).toEqual([1, -1, 0, 2]);
    expect([erf(nan), erfc(nan)]).toEqual([nan, nan]);
    expect(erf(-0)).toBe(-0);
    expect(erfc(0)).toBe(1);
    expect(erfc(27.2)).toBeGreaterThan(0);
    expect(erfc(28)).toBe(0);
  });
});

describe("powers", () => {
  it("follows C where JavaScript does not", () => {
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    expect([pow(1, nan), pow(1, infinity), pow(-1, infinity), pow(-1, -infinity), pow(nan, 0)]).toEqual([
      1, 1, 1, 1, 1,
    ]);
    expect([pow(2, 10), pow(0, -1), pow(-8, 1 / 3)]).toEqual([1024, infinity, nan]);
  });

  it("multiplies for integer exponents", () => {
    expect([powi(3, 0), powi(3, 5), powi(-2, 3), powi(2, -2), powi(0, 0), powi(0, -1)]).toEqual([
      1,
      243,
      -8,
      0.25,
      1,
      Number.POSITIVE_INFINITY,
    ]);
    expect(powi(-1, 2 ** 53 - 1)).toBe(-1);
    expect(() => powi(2, 0.5)).toThrow(RangeError);
  });

  it("wraps integers", () => {
    expect(ipowi(3n, 4n, 8)).toBe(81n);
    expect(ipowi(3n, 5n, 8)).toBe(-13n);
    expect(ipowi(-1n, -3n, 8)).toBe(-1n);
    expect(ipowi(-1n, -4n, 8)).toBe(1n);
    expect(ipowi(5n, -1n, 8)).toBe(0n);
    expect(ipowi(0n, -1n, 8)).toBeUndefined();
  });

  it("inverts the square root", () => {
    expect([rsqrt(4), rsqrt(0), rsqrt(-1)]).toEqual([0.5, Number.POSITIVE_INFINITY, Number.NaN]);
  });
});

describe("rounding and signs", () => {
  it.each([
    [0.5, 1, 0],
    [-0.5, -1, -0],
    [1.5, 2, 2],
    [2.5, 3, 2],
    [-2.5, -3, -2],
    [0.49999999999999994, 0, 0],
    [4503599627370495.5, 4503599627370496, 4503599627370496],
    [4503599627370497, 4503599627370497, 4503599627370497],
    [-0, -0, -0],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ])("rounds %d to %d, or to the even %d", (x, away, even) => {
    expect(round(x)).toBe(away);
    expect(roundeven(x)).toBe(even);
  });

  it("copies signs", () => {
    expect([copysign(1, -0), copysign(-1, 0), copysign(-1, -2), copysign(0, -1)]).toEqual([-1, 1, -1, -0]);
  });

  it("knows normal numbers", () => {
    const values = [1, 0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** -126, 2 ** -127];
    expect(values.map((x) => isNormal(x, -126))).toEqual([true, false, false, false, true, false]);
  });
});

describe("bits of integers", () => {
  it.each([
    [0n, 8, 8n, 8n, 0n],
    [1n, 8, 7n, 0n, 1n],
    [-1n, 8, 0n, 0n, 8n],
    [12n, 16, 12n, 2n, 2n],
    [-(2n ** 127n), 128, 0n, 127n, 1n],
  ])("counts in %d with %d bits", (value, width, leading, trailing, ones) => {
    expect([ctlz(value, width), cttz(value, width), ctpop(value, width)]).toEqual([leading, trailing, ones]);
  });

  it("takes magnitudes", () => {
    expect([absi(-5n), absi(5n), absi(0n)]).toEqual([5n, 5n, 0n]);
  });
});
