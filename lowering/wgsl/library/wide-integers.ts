/** Integers of 64 bits without a sign, as two of 32. */
import { MulUIExtendedOp } from "../../../dialects/arith/index.ts";
import { CountLeadingZerosOp } from "../../../dialects/math/index.ts";
import { i32 } from "../../../ir/builtin/types.ts";
import type { Value } from "../../../ir/value.ts";
import type { Code } from "../code.ts";

export interface Wide {
  readonly high: Value;
  readonly low: Value;
}

const asInteger = (condition: Value, code: Code): Value => code.toInteger(condition, i32());

export function addWide(code: Code, a: Wide, b: Wide): Wide {
  const low = code.add(a.low, b.low);
  const carry = asInteger(code.compare("ult", low, a.low), code);
  return { high: code.add(code.add(a.high, b.high), carry), low };
}

export function subtractWide(code: Code, a: Wide, b: Wide): Wide {
  const borrow = asInteger(code.compare("ult", a.low, b.low), code);
  return { high: code.sub(code.sub(a.high, b.high), borrow), low: code.sub(a.low, b.low) };
}

export const selectWide = (code: Code, condition: Value, a: Wide, b: Wide): Wide => ({
  high: code.select(condition, a.high, b.high),
  low: code.select(condition, a.low, b.low),
});

export function isLessWide(code: Code, a: Wide, b: Wide): Value {
  const lowLess = code.and(code.compare("eq", a.high, b.high), code.compare("ult", a.low, b.low));
  return code.or(code.compare("ult", a.high, b.high), lowLess);
}

export function multiplyWide(code: Code, lhs: Value, rhs: Value): Wide {
  const { low, high } = code.builder.create(MulUIExtendedOp, { lhs, rhs });
  return { high, low };
}

export function leadingZerosWide(code: Code, { high, low }: Wide): Value {
  const isLow = code.compare("eq", high, code.i32(0));
  const zeros = code.op(CountLeadingZerosOp, code.select(isLow, low, high));
  return code.select(isLow, code.add(zeros, code.i32(32)), zeros);
}

/** By 0 to 63 bits. */
export function shiftLeftWide(code: Code, { high, low }: Wide, count: Value): Wide {
  const isLong = code.compare("uge", count, code.i32(32));
  const bits = code.and(count, code.i32(31));
  const shifted = code.shl(low, bits);
  // Two steps, since a word cannot be shifted by 32 bits.
  const carried = code.shru(code.shru(low, 1), code.sub(code.i32(31), bits));
  return {
    high: code.select(isLong, shifted, code.or(code.shl(high, bits), carried)),
    low: code.select(isLong, code.i32(0), shifted),
  };
}

/** By 0 to 31 bits; the last bit of the result tells whether there was one among them. */
export function shiftRightSticky(code: Code, word: Value, count: Value): Value {
  const result = code.shru(word, count);
  return code.or(result, asInteger(code.compare("ne", code.shl(result, count), word), code));
}

/** By 0 to 63 bits; the last bit of the result tells whether there was one among them. */
export function shiftRightStickyWide(code: Code, wide: Wide, count: Value): Wide {
  const { high, low } = wide;
  const isLong = code.compare("uge", count, code.i32(32));
  const bits = code.and(count, code.i32(31));
  const shifted = code.shru(high, bits);
  const carried = code.shl(code.shl(high, 1), code.sub(code.i32(31), bits));
  const result: Wide = {
    high: code.select(isLong, code.i32(0), shifted),
    low: code.select(isLong, shifted, code.or(code.shru(low, bits), carried)),
  };
  const restored = shiftLeftWide(code, result, count);
  const isExact = code.and(code.compare("eq", restored.high, high), code.compare("eq", restored.low, low));
  return { high: result.high, low: code.or(result.low, asInteger(code.not(isExact), code)) };
}
