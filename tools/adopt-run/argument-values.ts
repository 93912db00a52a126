/** From the values of `--args` to what functions are called with, by the types of their arguments. */

import type { Type } from "../../ir/attribute.ts";
import {
  ComplexType,
  FloatType,
  IndexType,
  IntegerType,
  isDynamic,
  MemRefType,
  RankedTensorType,
  VectorType,
} from "../../ir/builtin/types.ts";
import { argumentConverter } from "../../lowering/host/arguments.ts";
import { callersArray, callersEntries, type NdArray } from "../../lowering/host/array-arguments.ts";
import { writeElement } from "../../lowering/host/elements.ts";
import { checkShape, type HostScalar, numElements } from "../../lowering/host/memref.ts";
import { type ElementStorage, elementArrays, elementStorage } from "../../lowering/host/storage.ts";
import type { ParsedValue } from "./value-parser.ts";

/** A value that does not fit the type of its argument. */
export class ArgumentError extends Error {}

/** What a function takes for `value` as an argument of this type. @throws {ArgumentError} if it does not fit */
export function argumentValue(value: ParsedValue, type: Type, place: string): unknown {
  if (type instanceof MemRefType || type instanceof RankedTensorType) return arrayValue(value, type, place);
  if (type instanceof VectorType) return listValue(value, type, type.shape, place);
  if (type instanceof ComplexType) return listValue(value, type, [2], place);
  if (value.kind !== "number") throw new ArgumentError(`${place} must be a number (${type}), not a list`);
  return scalarValue(value.text, type, place);
}

function scalarValue(text: string, type: Type, place: string): HostScalar {
  if (type instanceof FloatType) return floatValue(text, place);
  if (!(type instanceof IntegerType || type instanceof IndexType)) {
    throw new ArgumentError(`${place} has the type '${type}', for which no value can be given`);
  }
  if (type instanceof IntegerType && type.width === 1 && (text === "true" || text === "false")) return text === "true";
  if (!/^[-+]?(\d+|0x[0-9a-f]+)$/i.test(text))
    throw new ArgumentError(`${place} must be an integer (${type}), not ${text}`);
  const magnitude = BigInt(text.replace(/^[-+]/, ""));
  const value = text.startsWith("-") ? -magnitude : magnitude;
  const isBig = (type instanceof IntegerType && type.width > 32) || !Number.isSafeInteger(Number(value));
  return isBig ? value : Number(value);
}

const specialFloats: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
  "-nan": Number.NaN,
};

function floatValue(text: string, place: string): number {
  if (text === "true" || text === "false") throw new ArgumentError(`${place} must be a number, not ${text}`);
  return specialFloats[text] ?? Number(text);
}

/** The shape of nested lists; all of one level have one length. */
function shapeOf(value: ParsedValue, place: string): number[] {
  if (value.kind === "zeros") return [...value.shape];
  if (value.kind === "number") return [];
  const [first, ...others] = value.items.map((item) => shapeOf(item, place));
  if (first === undefined) return [0];
  if (others.some((shape) => shape.join() !== first.join()))
    throw new ArgumentError(`${place} has rows of different lengths`);
  return [value.items.length, ...first];
}

/** Calls `visit` with the numbers of nested lists, in order. */
function forEachNumber(value: ParsedValue, visit: (text: string) => void): void {
  if (value.kind === "number") visit(value.text);
  else if (value.kind === "list") for (const item of value.items) forEachNumber(item, visit);
  else for (let i = numElements(value.shape); i > 0; i--) visit("0");
}

function listValue(
  value: ParsedValue,
  type: VectorType | ComplexType,
  expected: readonly number[],
  place: string,
): HostScalar[] {
  const shape = shapeOf(value, place);
  if (shape.join() !== expected.join()) {
    throw new ArgumentError(
      `${place} must have the shape [${expected.join(", ")}] (${type}), not [${shape.join(", ")}]`,
    );
  }
  const elements: HostScalar[] = [];
  forEachNumber(value, (text) => elements.push(scalarValue(text, type.elementType, `an element of ${place}`)));
  return elements;
}

/** The shape for a memref or tensor of this type. An empty list may lack inner dimensions. */
function arrayShape(value: ParsedValue, type: MemRefType | RankedTensorType, place: string): number[] {
  const shape = shapeOf(value, place);
  // The innermost lists are complex numbers.
  if (type.elementType instanceof ComplexType && value.kind !== "zeros" && shape.at(-1) !== 0 && shape.pop() !== 2) {
    throw new ArgumentError(`${place} must consist of pairs [re, im] for ${type}`);
  }
  if (shape.at(-1) === 0) for (const size of type.shape.slice(shape.length)) shape.push(isDynamic(size) ? 0 : size);
  const fits = shape.length === type.rank && type.shape.every((size, i) => isDynamic(size) || size === shape[i]);
  if (fits) return shape;
  throw new ArgumentError(`${place} has the shape [${shape.join(", ")}], which does not fit ${type}`);
}

function arrayValue(value: ParsedValue, type: MemRefType | RankedTensorType, place: string): NdArray {
  const storage = elementStorage(type.elementType);
  if (storage?.array === undefined || !storage.isShared) {
    throw new ArgumentError(`${place} has the type '${type}', for which no value can be given`);
  }
  const shape = arrayShape(value, type, place);
  const data = allocateArray(storage, shape, place);
  if (value.kind === "zeros") return { data, shape };
  const entryType = type.elementType instanceof ComplexType ? type.elementType.elementType : type.elementType;
  const entryStorage = elementStorage(entryType)!;
  const convert = argumentConverter(entryType)!;
  const entryPlace = `an element of ${place}`;
  let position = 0;
  forEachNumber(value, (text) => {
    const entry = convert(scalarValue(text, entryType, entryPlace), entryPlace);
    if (data instanceof BigInt64Array) data[position] = BigInt(entry as HostScalar);
    else writeElement(entryStorage, data, position, entry);
    position++;
  });
  return { data, shape };
}

function allocateArray(storage: ElementStorage, shape: readonly number[], place: string): NdArray["data"] {
  try {
    checkShape(shape);
    return new elementArrays[callersArray(storage)](numElements(shape) * callersEntries(storage));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ArgumentError(`${place} is too large: its shape is [${shape.join(", ")}]`);
  }
}
