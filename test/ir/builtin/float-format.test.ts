/** Floating-point formats: compared with mlir-opt bit by bit, and with their definition. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  classify,
  convert,
  decode,
  encode,
  type FloatFormat,
  floatFormats,
  parseDecimal,
  printFloat,
  printShortFloat,
  roundTo,
} from "../../../ir/builtin/float-format.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";

const formats = Object.values(floatFormats);
const narrow = formats.filter((format) => format.width <= 8);
const { f4E2M1FN, f8E4M3FN, f8E5M2FNUZ, f8E8M0FNU, bf16, f16, f32, f64, f80, f128 } = floatFormats;

const isNaNBits = (bits: bigint, format: FloatFormat): boolean => classify(bits, format).kind === "nan";
const allBits = (format: FloatFormat): bigint[] => Array.from({ length: 2 ** format.width }, (_, i) => BigInt(i));

/** Numbers whose digits end early, late, just around a power of ten, and at the borders of the formats. */
const numbers = [
  ...[0, 1, 0.5, 0.1, 0.2, 0.3, 0.9, 1 / 3, 2 / 3, Math.PI, 1e5, 1e10, 1e-3, 1e-5, 0.001234, 0.0001234, 99999.95],
  ...[123456, 1234567, 12345678, 999999.5, 8388617, 16777218, 65504, 65520, 448, 465, 57344, 61440, 7, 5, 28, 30, 15.5],
  ...[2 ** -9, 2 ** -10, 2 ** -16, 2 ** -24, 2 ** -25, 2 ** -126, 2 ** -127, 2 ** -149, 2 ** -150, 5e-324, 1e-300],
  ...[1e38, 3.5e38, 1e300, Number.MAX_VALUE, Number.POSITIVE_INFINITY],
].flatMap((value) => [value, -value]);

/** At least 500 bit patterns, or all that there are. */
function patterns(format: FloatFormat): bigint[] {
  if (format.width <= 8) return allBits(format);
  const random = fc.sample(fc.bigInt({ min: 0n, max: 2n ** BigInt(format.width) - 1n }), { numRuns: 300, seed: 1 });
  const decimals = fc.sample(fc.tuple(fc.integer(), fc.integer({ min: -40, max: 30 })), { numRuns: 200, seed: 2 });
  const dyadic = fc.sample(fc.nat(1 << 24), { numRuns: 100, seed: 3 });
  return [
    ...random,
    ...numbers.map((value) => encode(value, format)),
    ...decimals.map(([digits, power]) => encode(digits * 10 ** power, format)),
    ...dyadic.map((value) => encode(value / 1024, format)),
  ];
}

/** What mlir-opt prints for float attributes, each written `value : type`. */
function mlirOptPrints(attributes: readonly string[]): string[] {
  const text = `"t.op"() {values = [${attributes.join(", ")}]} : () -> ()`;
  const { stdout, stderr } = runOracle("mlir-opt", ["--allow-unregistered-dialect"], text);
  expect(stderr).toBe("");
  const values = /values = \[(.*)\]/.exec(stdout)![1]!;
  return values.split(", ").map((value) => value.replace(/ : .*/, ""));
}

describe.each(formats)("$kind", (format) => {
  it.skipIf(!hasOracle("mlir-opt"))("prints as mlir-opt does", () => {
    const bits = patterns(format);
    const printed = mlirOptPrints(bits.map((pattern) => `0x${pattern.toString(16)} : ${format.kind}`));
    expect(bits.map((pattern) => printFloat(pattern, format))).toEqual(printed);
  });

  it.skipIf(!hasOracle("mlir-opt"))("reads decimals as mlir-opt does", () => {
    // Of the wide formats only what survives as a double, of f8E8M0FNU only positive numbers are the same there.
    const texts = numbers
      .filter((value) => Number.isFinite(value) && (format.hasSignAndZero || value > 0))
      .map((value) => (format.width > 64 ? exactDecimal(value) : value.toExponential()))
      .concat(fc.sample(fc.integer({ min: 0, max: 10 ** 7 }), { numRuns: 500, seed: 4 }).map((n) => `${n / 1024}`))
      .map((text) => (/\./.test(text) ? text : text.replace(/(?=e|$)/, ".0")));
    const printed = mlirOptPrints(texts.map((text) => `${text} : ${format.kind}`));
    expect(texts.map((text) => printFloat(parseDecimal(text, format), format))).toEqual(printed);
  });

  it("reads back what it prints", () => {
    for (const bits of patterns(format)) {
      const text = printFloat(bits, format);
      if (text.startsWith("0x")) continue;
      expect([text, parseDecimal(text, format)]).toEqual([text, canonical(bits, format)]);
    }
  });

  it("decodes to numbers that encode to the same bits", () => {
    for (const bits of patterns(format)) {
      if (format.width > 64 || isNaNBits(bits, format)) continue;
      expect(encode(decode(bits, format), format)).toBe(bits);
    }
  });

  it("rounds numbers like their bits", () => {
    for (const value of numbers) {
      if (format.width > 64) expect(roundTo(value, format)).toBe(value);
      else expect([value, roundTo(value, format)]).toEqual([value, decode(encode(value, format), format)]);
    }
  });
});

const isSignaling = (bits: bigint, format: FloatFormat): boolean =>
  isNaNBits(bits, format) && format.hasInfinity && (bits >> BigInt(format.mantissaBits - 1)) % 2n === 0n;

/** A finite number of an f80 may have two encodings, of which the usual one is expected. */
const canonical = (bits: bigint, format: FloatFormat): bigint =>
  format === f80 ? convert(convert(bits, f80, f128), f128, f80) : bits;

/** All digits of a double, in decimal. */
function exactDecimal(value: number): string {
  const { significand, exponent, negative } = classify(encode(value, f64), f64);
  const scale = Math.max(-exponent, 0);
  const digits = significand * (exponent > 0 ? 2n ** BigInt(exponent) : 5n ** BigInt(scale));
  return `${negative ? "-" : ""}${digits}.0e-${scale}`;
}

describe.each(narrow)("$kind by its definition", (format) => {
  const finite = allBits(format)
    .filter((bits) => !isNaNBits(bits, format) && Number.isFinite(decode(bits, format)))
    .map((bits) => ({ bits, value: decode(bits, format) }));

  it("rounds to the nearest number, ties to even", () => {
    const largest = Math.max(...finite.map(({ value }) => value));
    const smallest = Math.min(...finite.map(({ value }) => value));
    fc.assert(
      fc.property(fc.double({ min: smallest, max: largest, noNaN: true }), (value) => {
        const distances = finite.map((candidate) => Math.abs(candidate.value - value));
        const nearest = Math.min(...distances);
        const candidates = finite.filter((_, i) => distances[i] === nearest);
        const chosen = encode(value, format);
        expect(candidates.map(({ bits }) => bits)).toContain(chosen);
        // In a format without a mantissa every number counts as odd, and a tie goes up.
        if (candidates.length === 2 && candidates[0]!.value !== 0 && format.mantissaBits > 0) {
          expect(chosen % 2n).toBe(0n);
        }
      }),
      { numRuns: 1000, seed: 5 },
    );
  });

  it("rounds ties to even", () => {
    const values = [...new Set(finite.map(({ value }) => value))].sort((a, b) => a - b);
    values.slice(1).forEach((upper, i) => {
      const lower = values[i]!;
      const bits = encode((lower + upper) / 2, format);
      expect([decode(bits, format)]).toContain(format.mantissaBits === 0 ? upper : decode(bits & ~1n, format));
    });
  });

  it("widens without loss", () => {
    for (const { bits, value } of finite) {
      for (const wide of [f32, f64, f80, f128]) {
        const widened = convert(bits, format, wide);
        expect(decode(widened, wide)).toBe(value);
        expect(convert(widened, wide, format)).toBe(bits);
      }
    }
  });

  it.skipIf(!hasOracle("mlir-opt"))("widens as mlir-opt folds arith.extf", () => {
    // The NaN of f8E8M0FNU, which has no mantissa, becomes an infinity there.
    const bits = allBits(format).filter((b) => format.mantissaBits > 0 || !isNaNBits(b, format));
    const constants = bits.map((b, i) => `%c${i} = arith.constant 0x${b.toString(16)} : ${format.kind}`);
    const widened = bits.map((_, i) => `%w${i} = arith.extf %c${i} : ${format.kind} to f64`);
    const uses = bits.map((_, i) => `"t.use"(%w${i}) : (f64) -> ()`);
    const text = `func.func @f() {\n${[...constants, ...widened, ...uses].join("\n")}\nreturn\n}`;
    const { stdout } = runOracle("mlir-opt", ["--canonicalize", "--allow-unregistered-dialect"], text);
    const values = new Map(
      [...stdout.matchAll(/(%\w+) = arith.constant (\S+) : f64/g)].map(([, name, v]) => [name, v]),
    );
    const folded = [...stdout.matchAll(/"t.use"\((%\w+)\)/g)].map(([, name]) => values.get(name));
    // MLIR leaves a signaling NaN to the hardware.
    const expected = bits.map((b) => (isSignaling(b, format) ? undefined : printFloat(convert(b, format, f64), f64)));
    expect(expected).toEqual(folded);
  });
});

describe("classify", () => {
  it.each([
    [f64, 0x8000_0000_0000_0000n, "zero", true],
    [f64, 0x7ff0_0000_0000_0000n, "infinity", false],
    [f64, 0xfff0_0000_0000_0001n, "nan", true],
    [f32, 1n, "finite", false],
    [f8E4M3FN, 0xffn, "nan", true],
    [f8E4M3FN, 0x7en, "finite", false],
    [f8E5M2FNUZ, 0x80n, "nan", false],
    [f8E8M0FNU, 0n, "finite", false],
    [f8E8M0FNU, 0xffn, "nan", false],
    [f4E2M1FN, 0xfn, "finite", true],
    [f80, 0x3fff_0000_0000_0000_0000n, "nan", false],
    [f80, 0x7fff_8000_0000_0000_0000n, "infinity", false],
  ] as const)("$0.kind %#", (format, bits, kind, negative) => {
    const parts = classify(bits, format);
    expect([parts.kind, parts.negative]).toEqual([kind, negative]);
  });
});

describe("encode", () => {
  it("agrees with typed arrays", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(encode(value, f64)).toBe(new BigUint64Array(new Float64Array([value]).buffer)[0]);
        expect(encode(value, f32)).toBe(BigInt(new Uint32Array(new Float32Array([value]).buffer)[0]!));
        expect(convert(encode(value, f64), f64, f32)).toBe(encode(value, f32));
      }),
      { seed: 6 },
    );
  });

  it("overflows as the format can", () => {
    expect(encode(1e6, f16)).toBe(0x7c00n);
    expect(encode(-1e6, f16)).toBe(0xfc00n);
    expect(encode(65519, f16)).toBe(0x7bffn);
    expect(encode(65520, f16)).toBe(0x7c00n);
    expect(encode(-1e6, f8E4M3FN)).toBe(0xffn);
    expect(encode(-1e6, f8E5M2FNUZ)).toBe(0x80n);
    expect(encode(-1e6, f4E2M1FN)).toBe(0xfn);
    expect(encode(1e300, f8E8M0FNU)).toBe(0xffn);
  });

  it("keeps what it can of a NaN", () => {
    expect(encode(Number.NaN, bf16)).toBe(0x7fc0n);
    expect(encode(Number.NaN, f80)).toBe(0x7fff_c000_0000_0000_0000n);
    expect(convert(0xffc0_1234n, f32, f64)).toBe(0xfff8_0246_8000_0000n);
    expect(convert(0x7ff0_0000_0000_0001n, f64, f32)).toBe(0x7fc0_0000n);
    expect(() => encode(Number.NaN, f4E2M1FN)).toThrow("f4E2M1FN cannot represent NaN");
  });

  it("has no negative zero in the FNUZ formats", () => {
    expect([encode(-0, f8E5M2FNUZ), encode(-1e-30, f8E5M2FNUZ)]).toEqual([0n, 0n]);
    expect(roundTo(-1e-30, f8E5M2FNUZ)).toBe(0);
  });
});

describe("parseDecimal", () => {
  it.each(["", "-", ".", "e5", "1e", "0x10", "1.0f", "nan", " 1.0", "1_0"])("rejects %j", (text) => {
    expect(() => parseDecimal(text, f32)).toThrow(SyntaxError);
    expect(() => parseDecimal(text, f128)).toThrow(SyntaxError);
  });

  it("takes digits and exponents of any size", () => {
    const zeros = "0".repeat(100_000);
    expect(parseDecimal(`1${zeros}.0e-100000`, f128)).toBe(encode(1, f128));
    expect(parseDecimal(`0.${zeros}1e100001`, f80)).toBe(encode(1, f80));
    expect(parseDecimal("1.0e99999999999999999999", f128)).toBe(encode(Number.POSITIVE_INFINITY, f128));
    expect(parseDecimal("-1.0e-99999999999999999999", f128)).toBe(encode(-0, f128));
    expect(parseDecimal("0.0e99999999999999999999", f128)).toBe(0n);
  });

  it("rounds the wide formats from all digits", () => {
    const tie = 2n ** 113n + 1n;
    expect(parseDecimal(`${tie}`, f128)).toBe(parseDecimal(`${tie - 1n}`, f128));
    expect(parseDecimal(`${tie}.${"0".repeat(20_000)}1`, f128)).toBe(parseDecimal(`${tie + 1n}`, f128));
  });

  it("agrees with the numbers of JavaScript", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const wide = parseDecimal(exactDecimal(value), f128);
        expect(decode(wide, f128)).toBe(value);
        expect(wide).toBe(encode(value, f128));
      }),
      { seed: 7 },
    );
  });
});

describe("printShortFloat", () => {
  const { f32, f64 } = floatFormats;
  /** Numbers of few digits, numbers with few bits behind the point, and any others. */
  const number = fc.oneof(
    fc
      .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: -300, max: 300 }))
      .map(([digits, power]) => Number(`${digits}e${power}`)),
    fc.tuple(fc.integer(), fc.integer({ min: 0, max: 40 })).map(([integer, bits]) => integer / 2 ** bits),
    fc.double({ noNaN: true }),
  );

  it.each([
    ["f64", f64],
    ["f32", f32],
  ])("prints what printFloat prints, or nothing (%s)", (kind, format) => {
    fc.assert(
      fc.property(number, (value) => {
        const held = kind === "f32" ? Math.fround(value) : value;
        const short = printShortFloat(held, format);
        if (short !== undefined) expect(short).toBe(printFloat(encode(held, format), format));
      }),
      { seed: 11, numRuns: 3000 },
    );
  });

  it("prints numbers of few digits", () => {
    expect(printShortFloat(1.5, f64)).toBe("1.500000e+00");
    expect(printShortFloat(-1.1, f64)).toBe("-1.100000e+00");
    expect(printShortFloat(1e-5, f64)).toBe("1.000000e-05");
    expect(printShortFloat(Math.fround(0.1), f32)).toBe("1.000000e-01");
  });

  it("leaves numbers to printFloat that MLIR does not print with six digits", () => {
    expect(printShortFloat(8.97168, f64)).toBeUndefined();
    expect(printFloat(encode(8.97168, f64), f64)).toBe("8.9716799999999992");
  });
});
