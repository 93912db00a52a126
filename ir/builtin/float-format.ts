/** Floating-point formats of every builtin type: their bits, values and texts, all exact. */
export * from "./float/arithmetic.ts";
export { assemble, classify, convert, type FloatParts } from "./float/codec.ts";
export { type FloatFormat, type FloatKind, floatFormats, type NonFiniteEncoding } from "./float/formats.ts";
export { decode, encode, roundTo } from "./float/number.ts";
export { parseDecimal, printFloat, printShortFloat } from "./float/text.ts";
