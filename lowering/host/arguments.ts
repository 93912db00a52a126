/**
 * Values between JavaScript and compiled functions, by their type in MLIR. What callers pass and get:
 *
 * - floats: numbers, rounded to the type; integers of up to 32 bits and indices: integral numbers; wider integers:
 *   bigints, or numbers that are exact; `i1`: booleans, or 0 and 1
 * - memrefs: the typed array with the same element type, which is not copied, or an `NdArray` on it; `index` is a
 *   BigInt64Array, `f16` and `bf16` are Uint16Arrays of bits
 * - tensors: likewise; what is passed is not written to, and a result may be what was passed
 * - complex numbers: arrays of the real and the imaginary part; memrefs of them: the typed array for the parts, with
 *   two entries for each element
 * - vectors: arrays of their elements in row-major order
 */
import type { Type } from "../../ir/attribute.ts";
import { roundTo } from "../../ir/builtin/float-format.ts";
import {
  ComplexType,
  FloatType,
  IndexType,
  IntegerType,
  MemRefType,
  RankedTensorType,
  VectorType,
} from "../../ir/builtin/types.ts";
import { arrayArgument } from "./array-arguments.ts";
import { describe } from "./describe.ts";
import type { ArgumentConverter, HostValue } from "./memref.ts";
import { elementStorage } from "./storage.ts";

/** The converter for a type; undefined for a type whose values cannot be passed. */
export function argumentConverter(type: Type): ArgumentConverter | undefined {
  if (type instanceof FloatType) return floatArgument(type);
  if (type instanceof IndexType) return indexArgument;
  if (type instanceof IntegerType) return integerArgument(type);
  if (type instanceof ComplexType) return complexArgument(type);
  if (type instanceof MemRefType || type instanceof RankedTensorType) return arrayArgument(type);
  if (type instanceof VectorType && !type.isScalable) return vectorArgument(type);
  return undefined;
}

const misfit = (place: string, expected: string, value: unknown): TypeError =>
  new TypeError(`${place} must be ${expected}, but is ${describe(value)}`);

function floatArgument(type: FloatType): ArgumentConverter | undefined {
  const { format } = type;
  if (format.width > 64) return undefined;
  return (value, place) => {
    if (typeof value !== "number") throw misfit(place, `a number (${type})`, value);
    return format.width === 64 ? value : roundTo(value, format);
  };
}

function indexArgument(value: unknown, place: string): HostValue {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value + 0;
  if (typeof value === "bigint" && Number.isSafeInteger(Number(value))) return Number(value);
  throw misfit(place, "an integer of magnitude up to 2^53 (index)", value);
}

/** Takes what the bits can be read as, with or without a sign. */
function integerArgument(type: IntegerType): ArgumentConverter | undefined {
  const { width } = type;
  if (width === 1) return booleanArgument;
  if (width === 0) return undefined;
  const lowest = -(2n ** BigInt(width - 1));
  const highest = 2n ** BigInt(width) - 1n;
  const isSmall = width <= 32;
  const expected = isSmall
    ? `an integer from ${lowest} to ${highest} (${type})`
    : `a bigint of ${width} bits (${type})`;
  return (value, place) => {
    const isExact = typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value));
    if (!isExact || value < lowest || value > highest) throw misfit(place, expected, value);
    if (isSmall && typeof value === "number") return (value << (32 - width)) >> (32 - width);
    const wrapped = BigInt.asIntN(width, BigInt(value));
    return isSmall ? Number(wrapped) : wrapped;
  };
}

function booleanArgument(value: unknown, place: string): HostValue {
  if (typeof value === "boolean") return value;
  if (value === 0 || value === 1) return value === 1;
  throw misfit(place, "a boolean (i1)", value);
}

function complexArgument(type: ComplexType): ArgumentConverter | undefined {
  const part = elementStorage(type) && argumentConverter(type.elementType);
  if (part === undefined) return undefined;
  return (value, place) => {
    if (!Array.isArray(value) || value.length !== 2) throw misfit(place, `a pair [re, im] (${type})`, value);
    return [part(value[0], `the real part of ${place}`), part(value[1], `the imaginary part of ${place}`)];
  };
}

function vectorArgument(type: VectorType): ArgumentConverter | undefined {
  const element = argumentConverter(type.elementType);
  if (element === undefined) return undefined;
  const count = type.numElements;
  return (value, place) => {
    const isArray = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
    if (!isArray) throw misfit(place, `an array of ${count} elements (${type})`, value);
    const elements = Array.from(value as ArrayLike<unknown>, (part, i) => element(part, `element ${i} of ${place}`));
    if (elements.length === count) return elements;
    throw new RangeError(`${place} must have ${count} elements (${type}), but has ${elements.length}`);
  };
}
