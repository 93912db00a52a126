/** Arithmetic on the bits of floats: against JavaScript's, which is exact for f64, and against exact sums of small formats. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addFloats,
  compareFloats,
  convertFloatExactly,
  decode,
  divideFloats,
  encode,
  type FloatFormat,
  type FloatFunction,
  floatFormats,
  floatFromInteger,
  maximumOfFloats,
  maxNumOfFloats,
  minimumOfFloats,
  minNumOfFloats,
  multiplyFloats,
  negateFloat,
  remainderOfFloats,
  subtractFloats,
  truncateToInteger,
} from "../../../ir/builtin/float-format.ts";

const { f16, f32, f64, f80, f128, f4E2M1FN, f8E4M3, f8E4M3FN, f8E5M2, f8E8M0FNU, f8E4M3FNUZ } = floatFormats;

const operations: readonly (readonly [string, FloatFunction, (a: number, b: number) => number])[] = [
  ["addition", addFloats, (a, b) => a + b],
  ["subtraction", subtractFloats, (a, b) => a - b],
  ["multiplication", multiplyFloats, (a, b) => a * b],
  ["division", divideFloats, (a, b) => a / b],
  ["remainder", remainderOfFloats, (a, b) => a % b],
  ["maximum", maximumOfFloats, Math.max],
  ["minimum", minimumOfFloats, Math.min],
];

/** Doubles with all exponents, and with exponents that are close. */
const doubles = fc.oneof(
  fc.double(),
  fc.double({ min: -100, max: 100 }),
  fc.constantFrom(0, -0, 1, -1, Number.MIN_VALUE, Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.integer({ min: -50, max: 50 }),
);

/** The same number; all NaNs count as one. */
const sameNumber = (bits: bigint | undefined, value: number, format: FloatFormat): boolean =>
  bits !== undefined && Object.is(decode(bits, format), value);

describe.each(operations)("%s", (_, compute, exact) => {
  it("is that of JavaScript for f64", () => {
    fc.assert(
      fc.property(doubles, doubles, (a, b) =>
        sameNumber(compute(encode(a, f64), encode(b, f64), f64), exact(a, b), f64),
      ),
      { numRuns: 2000, seed: 1 },
    );
  });

  it("rounds once for f32", () => {
    // A double has more than twice the bits of a float, so that rounding its result to float is right.
    fc.assert(
      fc.property(doubles, doubles, (x, y) => {
        const [a, b] = [Math.fround(x), Math.fround(y)];
        return sameNumber(compute(encode(a, f32), encode(b, f32), f32), Math.fround(exact(a, b)), f32);
      }),
      { numRuns: 2000, seed: 2 },
    );
  });

  it.each([f8E4M3, f8E4M3FN, f8E5M2])("is right for all pairs of $kind", (format) => {
    const wrong: string[] = [];
    for (let a = 0n; a < 256n; a++) {
      for (let b = 0n; b < 256n; b++) {
        const [x, y] = [decode(a, format), decode(b, format)];
        const expected = decode(encode(exact(x, y), format), format);
        if (!sameNumber(compute(a, b, format), expected, format)) wrong.push(`${x} and ${y} of ${format.kind}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("agrees in the wide formats where f64 is exact", () => {
    fc.assert(
      fc.property(fc.integer({ min: -4096, max: 4096 }), fc.integer({ min: 1, max: 64 }), (a, b) => {
        const value = exact(a, b);
        if (!Number.isInteger(value * 64)) return true;
        return [f80, f128].every(
          (format) => compute(encode(a, format), encode(b, format), format) === encode(value, format),
        );
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});

describe("what numbers cannot tell", () => {
  const quiet = 0x7fc00001n;
  const other = 0xffc00002n;
  const signaling = 0x7f800001n;
  const one = encode(1, f32);

  it("the first NaN is the result, made quiet", () => {
    expect(addFloats(quiet, other, f32)).toBe(quiet);
    expect(addFloats(one, other, f32)).toBe(other);
    expect(multiplyFloats(signaling, one, f32)).toBe(signaling | 0x400000n);
  });

  it("operations without a result give the positive NaN", () => {
    const infinity = encode(Number.POSITIVE_INFINITY, f32);
    expect(subtractFloats(infinity, infinity, f32)).toBe(0x7fc00000n);
    expect(divideFloats(0n, 0n, f32)).toBe(0x7fc00000n);
    expect(remainderOfFloats(one, 0n, f32)).toBe(0x7fc00000n);
  });

  it("maxNum and minNum take the other operand of a quiet NaN", () => {
    expect(maxNumOfFloats(quiet, one, f32)).toBe(one);
    expect(minNumOfFloats(one, quiet, f32)).toBe(one);
    expect(maxNumOfFloats(signaling, one, f32)).toBe(signaling | 0x400000n);
    expect(maximumOfFloats(one, quiet, f32)).toBe(quiet);
  });

  it("zeros are ordered by their signs", () => {
    const [plus, minus] = [encode(0, f32), encode(-0, f32)];
    expect(maximumOfFloats(minus, plus, f32)).toBe(plus);
    expect(minimumOfFloats(plus, minus, f32)).toBe(minus);
    expect(compareFloats(minus, plus, f32)).toBe(0);
  });

  it("negation flips a bit, if there is one", () => {
    expect(negateFloat(signaling, f32)).toBe(signaling | 0x80000000n);
    expect(negateFloat(0x80n, f8E4M3FNUZ)).toBe(0x80n);
    expect(negateFloat(0n, f8E4M3FNUZ)).toBe(0n);
    expect(negateFloat(1n, f8E8M0FNU)).toBeUndefined();
  });

  it("formats without infinities or zeros have no such results", () => {
    expect(divideFloats(encode(1, f4E2M1FN), 0n, f4E2M1FN)).toBeUndefined();
    expect(addFloats(encode(6, f4E2M1FN), encode(6, f4E2M1FN), f4E2M1FN)).toBe(encode(6, f4E2M1FN));
    expect(subtractFloats(encode(2, f8E8M0FNU), encode(2, f8E8M0FNU), f8E8M0FNU)).toBeUndefined();
    expect(decode(divideFloats(encode(1, f8E4M3FN), 0n, f8E4M3FN)!, f8E4M3FN)).toBeNaN();
  });
});

describe("comparison", () => {
  it("is that of JavaScript", () => {
    fc.assert(
      fc.property(doubles, doubles, (a, b) => {
        const expected = Number.isNaN(a) || Number.isNaN(b) ? undefined : a < b ? -1 : a > b ? 1 : 0;
        return compareFloats(encode(a, f64), encode(b, f64), f64) === expected;
      }),
      { numRuns: 2000, seed: 4 },
    );
  });

  it("tells apart what f64 cannot", () => {
    const next = encode(1, f128) + 1n;
    expect(compareFloats(encode(1, f128), next, f128)).toBe(-1);
    expect(decode(next, f128)).toBe(1);
  });
});

describe("integers", () => {
  it("become the nearest number", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 70n), max: 1n << 70n }), (value) =>
        sameNumber(floatFromInteger(value, f64), Number(value), f64),
      ),
      { numRuns: 500, seed: 5 },
    );
    expect(decode(floatFromInteger(65520n, f16)!, f16)).toBe(Number.POSITIVE_INFINITY);
    expect(floatFromInteger((1n << 112n) + 1n, f128)! - floatFromInteger(1n << 112n, f128)!).toBe(1n);
  });

  it("are what is before the point", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e30, max: 1e30 }),
        (value) => truncateToInteger(encode(value, f64), f64) === BigInt(Math.trunc(value)),
      ),
      { numRuns: 500, seed: 6 },
    );
    expect(truncateToInteger(encode(Number.NaN, f64), f64)).toBeUndefined();
    expect(truncateToInteger(encode(Number.NEGATIVE_INFINITY, f64), f64)).toBeUndefined();
  });
});

describe("exact conversion", () => {
  it("gives the same number or nothing", () => {
    for (let bits = 0n; bits < 65536n; bits += 7n) {
      for (const to of Object.values(floatFormats)) {
        const converted = convertFloatExactly(bits, f16, to);
        if (converted === undefined) continue;
        expect(decode(converted, to)).toBe(decode(bits, f16));
      }
    }
  });

  it("loses neither bits nor the kind of a NaN", () => {
    expect(convertFloatExactly(encode(1.1, f32), f32, f16)).toBeUndefined();
    expect(convertFloatExactly(encode(1.5, f32), f32, f16)).toBe(encode(1.5, f16));
    expect(convertFloatExactly(encode(8, f8E5M2), f8E5M2, floatFormats.f6E2M3FN)).toBeUndefined();
    expect(convertFloatExactly(encode(-0, f32), f32, f8E4M3FNUZ)).toBeUndefined();
    expect(convertFloatExactly(0x7f800001n, f32, f64)).toBeUndefined();
    expect(convertFloatExactly(0x7fc02000n, f32, f16)).toBe(0x7e01n);
    expect(convertFloatExactly(0x7fc00001n, f32, f16)).toBeUndefined();
  });
});
