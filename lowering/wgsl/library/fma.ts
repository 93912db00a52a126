/** a·b + c with one rounding, by integers: the functions of WGSL with that name may round twice. */
import { f32, i32 } from "../../../ir/builtin/types.ts";
import type { Value } from "../../../ir/value.ts";
import { exponentOffset, type FloatParts, floatParts } from "./float-parts.ts";
import { floatFunction, type LibraryFunction } from "./library.ts";
import { infinityBits, type LibraryCode, signBit } from "./library-code.ts";
import {
  addWide,
  isLessWide,
  leadingZerosWide,
  multiplyWide,
  selectWide,
  shiftLeftWide,
  shiftRightSticky,
  shiftRightStickyWide,
  subtractWide,
  type Wide,
} from "./wide-integers.ts";

/** bits·2^exponent, with its sign in the sign bit of a word. */
interface Exact {
  readonly bits: Wide;
  readonly exponent: Value;
  readonly sign: Value;
}

/** With the highest bit of the mantissa at `bit` 63 or below. */
function normalized(code: LibraryCode, { bits, exponent, sign }: Exact, bit: number): Exact {
  const shift = code.sub(leadingZerosWide(code, bits), code.i32(63 - bit));
  return { bits: shiftLeftWide(code, bits, shift), exponent: code.sub(exponent, shift), sign };
}

const selectExact = (code: LibraryCode, condition: Value, a: Exact, b: Exact): Exact => ({
  bits: selectWide(code, condition, a.bits, b.bits),
  exponent: code.select(condition, a.exponent, b.exponent),
  sign: code.select(condition, a.sign, b.sign),
});

/** Bits that fall off at the right are kept as one, which rounds in the same way. */
function sum(code: LibraryCode, a: Exact, b: Exact): Exact {
  const isSmaller = code.or(
    code.compare("slt", a.exponent, b.exponent),
    code.and(code.compare("eq", a.exponent, b.exponent), isLessWide(code, a.bits, b.bits)),
  );
  const large = selectExact(code, isSmaller, b, a);
  const small = selectExact(code, isSmaller, a, b);
  const distance = code.sub(large.exponent, small.exponent);
  const isFar = code.compare("sgt", distance, code.i32(63));
  const aligned = shiftRightStickyWide(code, small.bits, code.select(isFar, code.i32(63), distance));
  const haveSameSign = code.compare("eq", large.sign, small.sign);
  const bits = selectWide(
    code,
    haveSameSign,
    addWide(code, large.bits, aligned),
    subtractWide(code, large.bits, aligned),
  );
  return { bits, exponent: large.exponent, sign: large.sign };
}

/** To the nearest number, the even one of two. The highest bit must be bit 63. */
function rounded(code: LibraryCode, { bits, exponent, sign }: Exact): Value {
  const biased = code.add(exponent, code.i32(63 + 127));
  const isNormal = code.compare("sge", biased, code.i32(1));
  const hasLow = code.toInteger(code.compare("ne", bits.low, code.i32(0)), i32());
  // Subnormal numbers have fewer bits.
  const missing = code.select(isNormal, code.i32(0), code.sub(code.i32(1), biased));
  const isTiny = code.compare("sgt", missing, code.i32(31));
  const word = shiftRightSticky(code, code.or(bits.high, hasLow), code.select(isTiny, code.i32(31), missing));
  const mantissa = code.shru(word, 8);
  const isOdd = code.and(mantissa, code.i32(1));
  const increment = code.shru(code.add(code.and(word, code.i32(255)), code.add(code.i32(127), isOdd)), 8);
  const below = code.select(isNormal, code.shl(code.sub(biased, code.i32(1)), 23), code.i32(0));
  const magnitude = code.add(below, code.add(mantissa, increment));
  const isInfinite = code.compare("sge", biased, code.i32(255));
  return code.fromBits(code.or(code.select(isInfinite, code.i32(infinityBits), magnitude), sign));
}

const exactFma: LibraryFunction = {
  name: "fma_of_finite",
  inputs: [f32(), f32(), f32()],
  results: [f32()],
  write(code, ...args) {
    const [a, b, c] = args.map((arg) => floatParts(code, arg)) as [FloatParts, FloatParts, FloatParts];
    const signs = args.map((arg) => code.and(code.bits(arg), code.i32(signBit)));
    const product: Exact = {
      bits: multiplyWide(code, a.mantissa, b.mantissa),
      exponent: code.sub(code.add(a.exponent, b.exponent), code.i32(2 * exponentOffset)),
      sign: code.xor(signs[0]!, signs[1]!),
    };
    const addend: Exact = {
      bits: { high: code.i32(0), low: c.mantissa },
      exponent: code.sub(c.exponent, code.i32(exponentOffset)),
      sign: signs[2]!,
    };
    const total = sum(code, normalized(code, product, 62), normalized(code, addend, 62));
    const isZero = code.compare("eq", code.or(total.bits.high, total.bits.low), code.i32(0));
    return [code.select(isZero, code.f32(0), rounded(code, normalized(code, total, 63)))];
  },
};

export const fma = floatFunction("fma", (code, a, b, c) => {
  const [ofA, ofB, ofC] = [a, b, c].map((value) => code.magnitudeBits(value)) as [Value, Value, Value];
  const isFiniteNumber = (bits: Value): Value => code.compare("slt", bits, code.i32(infinityBits));
  const isNonzero = (bits: Value): Value => code.compare("ne", bits, code.i32(0));
  const areFinite = code.and(isFiniteNumber(ofA), isFiniteNumber(ofB));
  const areNonzero = code.and(isNonzero(ofA), isNonzero(ofB));
  const isOrdinary = code.and(isFiniteNumber(ofC), isNonzero(ofC));
  return code.choose(
    code.and(code.and(areFinite, areNonzero), isOrdinary),
    () => code.call(exactFma, a, b, c),
    () => {
      // A product of finite numbers may become infinite or zero, which must not change what is added, or the sign.
      const product = code.mul(a, b);
      const isOnlyProduct = code.and(areNonzero, code.not(isNonzero(ofC)));
      const isOnlyAddend = code.and(areFinite, code.not(isFiniteNumber(ofC)));
      return code.select(isOnlyAddend, c, code.select(isOnlyProduct, product, code.add(product, c)));
    },
  );
});
