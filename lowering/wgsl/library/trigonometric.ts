/** Sine, cosine and tangent: of what is left of the argument behind a whole number of quarter turns. */
import { MinSIOp, UIToFPOp } from "../../../dialects/arith/index.ts";
import { CountLeadingZerosOp } from "../../../dialects/math/index.ts";
import { f32, i32 } from "../../../ir/builtin/types.ts";
import type { Value } from "../../../ir/value.ts";
import { floatFunction, type LibraryFunction } from "./library.ts";
import { infinityBits, type LibraryCode, signBit } from "./library-code.ts";
import { addWide, multiplyWide, selectWide, shiftLeftWide, subtractWide, type Wide } from "./wide-integers.ts";

/** (sin(r) / r - 1) / z and (cos(r) - 1 + z/2) / z² in z = r², |r| ≤ π/4. */
const sinSeries = [-0.166666672, 0.00833332911, -0.000198393245, 2.71821682e-6];
const cosSeries = [0.0416666456, -0.00138873595, 2.44375333e-5];

/** π/2 in parts of 11 bits, whose products with numbers of up to 13 bits are exact, and the rest. */
const halfPi = [1.5703125, 4.83751296997e-4, 7.5495336205e-8, 2.56334406826e-12];
const largestExact = 8192;

/** The bits of 2/π behind the point, 32 in each, after two zeros. */
const twoOverPi = [0, 0x28be60db, 0x9391054a, 0x7f09d5f4, 0x7d4d3770, 0x36d8a566, 0x4f10e410, 0x7f9458ea];

/**
 * The number of quarter turns, modulo 4, and the rest of large numbers, by the bits of 2/π that matter.
 * Source: M. Payne and R. Hanek, SIGNUM Newsletter 18 (1983).
 */
const reduceLarge: LibraryFunction = {
  name: "reduce_large_angle",
  inputs: [f32()],
  results: [i32(), f32()],
  write(code, x) {
    const bits = code.magnitudeBits(x);
    // |x| = mantissa·2^(exponent - 32), the mantissa with 32 bits.
    const exponent = code.sub(code.shru(bits, 23), code.i32(126));
    const mantissa = code.or(code.shl(bits, 8), code.i32(signBit));
    // Bits of 2/π that give whole turns are left out.
    const words = [0, 1, 2, 3].map((offset) => wordOfTwoOverPi(code, code.shru(exponent, 5), offset));
    const shift = code.and(exponent, code.i32(31));
    const [high, middle, low] = [0, 1, 2].map(
      (i) => shiftLeftWide(code, { high: words[i]!, low: words[i + 1]! }, shift).high,
    ) as [Value, Value, Value];
    // Quarter turns with 62 bits behind the point.
    const lowest: Wide = { high: code.i32(0), low: multiplyWide(code, mantissa, low).high };
    const sum = addWide(code, multiplyWide(code, mantissa, middle), lowest);
    const turns = code.add(sum.high, code.mul(mantissa, high));
    const quarters = code.shru(code.add(turns, code.i32(2 ** 29)), 30);
    const angle = angleOf(code, { high: code.sub(turns, code.shl(quarters, 30)), low: sum.low });
    const isNegative = code.isNegative(x);
    return [code.select(isNegative, code.neg(quarters), quarters), code.select(isNegative, code.neg(angle), angle)];
  },
};

/** The word at `first + offset`, where `first` is up to 4. */
function wordOfTwoOverPi(code: LibraryCode, first: Value, offset: number): Value {
  const [last, ...others] = twoOverPi.slice(offset, offset + 5).toReversed();
  return others.reduce<Value>(
    (word, bits, i) => code.select(code.compare("eq", first, code.i32(3 - i)), code.i32(bits | 0), word),
    code.i32(last! | 0),
  );
}

/** In radians, of less than half a quarter turn with 62 bits behind the point. */
function angleOf(code: LibraryCode, turns: Wide): Value {
  const isNegative = code.compare("slt", turns.high, code.i32(0));
  const zero: Wide = { high: code.i32(0), low: code.i32(0) };
  const magnitude = selectWide(code, isNegative, subtractWide(code, zero, turns), turns);
  const zeros = code.op(MinSIOp, code.op(CountLeadingZerosOp, magnitude.high), code.i32(31));
  const leading = code.cast(UIToFPOp, shiftLeftWide(code, magnitude, zeros).high, f32());
  const angle = code.mul(code.mul(leading, code.f32((Math.PI / 2) * 2 ** -30)), code.powerOfTwo(code.neg(zeros)));
  return code.select(isNegative, code.neg(angle), angle);
}

/** Any number of quarter turns with the right last two bits, and the rest of up to about π/4. */
function reduced(code: LibraryCode, x: Value): readonly [Value, Value] {
  const isSmall = code.compare("slt", code.abs(x), code.f32(largestExact));
  const small = (): readonly Value[] => {
    const quarters = code.nearest(code.mul(x, code.f32(2 / Math.PI)));
    const rest = halfPi.reduce((left, part) => code.sub(left, code.mul(quarters, code.f32(part))), x);
    return [code.truncateToInt(quarters), rest];
  };
  return code.chooseAll(isSmall, small, () => code.callAll(reduceLarge, x)) as readonly [Value, Value];
}

const sinNear0 = (code: LibraryCode, r: Value): Value => code.oddSeries(r, sinSeries);
function cosNear0(code: LibraryCode, r: Value): Value {
  const z = code.square(r);
  const tail = code.mul(code.square(z), code.polynomial(z, cosSeries));
  return code.add(code.sub(code.f32(1), code.mul(code.f32(0.5), z)), tail);
}

const hasBit = (code: LibraryCode, x: Value, bit: number): Value =>
  code.compare("ne", code.and(x, code.i32(bit)), code.i32(0));

/** A NaN for what has no angle. */
const ofFinite = (code: LibraryCode, x: Value, value: Value): Value =>
  code.select(code.compare("sge", code.magnitudeBits(x), code.i32(infinityBits)), code.nan(), value);

/** The sine, `ahead` quarter turns further on. */
const sine = (name: string, ahead: number): LibraryFunction =>
  floatFunction(name, (code, x) => {
    const [quarters, r] = reduced(code, x);
    const place = code.add(quarters, code.i32(ahead));
    const magnitude = code.select(hasBit(code, place, 1), cosNear0(code, r), sinNear0(code, r));
    return ofFinite(code, x, code.select(hasBit(code, place, 2), code.neg(magnitude), magnitude));
  });

export const sin = sine("sin", 0);
export const cos = sine("cos", 1);

export const tan = floatFunction("tan", (code, x) => {
  const [quarters, r] = reduced(code, x);
  const [s, c] = [sinNear0(code, r), cosNear0(code, r)];
  const isOdd = hasBit(code, quarters, 1);
  const tangent = code.div(code.select(isOdd, code.neg(c), s), code.select(isOdd, s, c));
  return ofFinite(code, x, tangent);
});
