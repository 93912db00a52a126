/** Memrefs and tensors as callers pass and get them: typed arrays, alone or with a shape. */

import { stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { isDynamic, MemRefType, type RankedTensorType } from "../../ir/builtin/types.ts";
import { describe } from "./describe.ts";
import {
  type ArgumentConverter,
  checkShape,
  denseCopy,
  isContiguous,
  MemRef,
  numElements,
  rowMajorStrides,
} from "./memref.ts";
import {
  type ElementArray,
  type ElementArrayName,
  type ElementStorage,
  elementArrays,
  elementStorage,
  entriesPerElement,
} from "./storage.ts";

/** An array of several dimensions. Strides and offset count elements; without them it is dense in row-major order. */
export interface NdArray<Data extends ElementArray = ElementArray> {
  readonly data: Data;
  readonly shape: readonly number[];
  readonly strides?: readonly number[];
  readonly offset?: number;
}

type ArrayType = MemRefType | RankedTensorType;
/** Entries of the callers' array that one element takes. */
export const callersEntries = (storage: ElementStorage): number =>
  storage.access.kind === "index" ? 1 : entriesPerElement(storage);

/** The typed array that callers use; compiled code sees the bits of an index as two entries. */
export const callersArray = ({ array, access }: ElementStorage): ElementArrayName =>
  access.kind === "index" ? "BigInt64Array" : array!;

/** The converter for a memref or tensor; undefined if no typed array holds its elements. */
export function arrayArgument(type: ArrayType): ArgumentConverter | undefined {
  const storage = elementStorage(type.elementType);
  // Tensors are passed in row-major order.
  const layout = stridesAndOffset(type instanceof MemRefType ? type : MemRefType.get(type.shape, type.elementType));
  if (storage?.array === undefined || !storage.isShared || layout === undefined) return undefined;
  const name = callersArray(storage);
  const ArrayClass = elementArrays[name];
  const entries = callersEntries(storage);
  const expected = `a ${name}, or {data, shape} with one, for ${type}`;
  return (value, place) => {
    if (value instanceof ArrayClass) {
      return view(storage, value, shapeFor(type, value.length / entries, place), undefined, 0);
    }
    const { data, shape, strides, offset = 0 } = (value ?? {}) as Partial<NdArray>;
    if (!(data instanceof ArrayClass)) {
      throw new TypeError(
        `${place} must be ${expected}, but is ${data === undefined ? describe(value) : `of ${describe(data)}`}`,
      );
    }
    if (shape === undefined) throw new TypeError(`${place} has data, but no shape`);
    checkNumbers(place, "shape", shape, type.rank);
    if (strides !== undefined) checkNumbers(place, "strides", strides, type.rank);
    checkAgainstType(place, "dimension", shape, type.shape, type);
    const memref = view(storage, data, shape, strides, offset);
    checkLayout(place, memref, layout, type, data.length / entries);
    // Code for a layout without an offset starts at the array's beginning.
    return layout.offset === 0 && offset !== 0
      ? view(storage, data.subarray(offset * entries) as ElementArray, shape, strides, 0)
      : memref;
  };
}

/** A memref on the caller's memory. */
function view(
  storage: ElementStorage,
  data: ElementArray,
  shape: readonly number[],
  strides: readonly number[] | undefined,
  offset: number,
): MemRef {
  const entries =
    storage.access.kind === "index" ? new Int32Array(data.buffer, data.byteOffset, 2 * data.length) : data;
  return new MemRef(entries, offset, shape, strides ?? rowMajorStrides(shape));
}

/** The shape of a dense array of `length` elements: one dimension may be dynamic. */
function shapeFor(type: ArrayType, length: number, place: string): number[] {
  const known = type.shape.reduce((product, size) => (isDynamic(size) ? product : product * size), 1);
  if (type.numDynamicDims > 1) throw new TypeError(`${place} needs a shape: {data, shape} for ${type}`);
  const rest = type.numDynamicDims === 0 ? 1 : known === 0 ? 0 : length / known;
  if (known * rest !== length || !Number.isInteger(rest)) {
    const count = type.numDynamicDims === 0 ? `${known} elements` : `a multiple of ${known} elements`;
    throw new RangeError(`${place} must have ${count} for ${type}, but has ${length}`);
  }
  return type.shape.map((size) => (isDynamic(size) ? rest : size));
}

function checkNumbers(place: string, what: string, numbers: readonly number[], rank: number): void {
  const isList = Array.isArray(numbers) && numbers.every((size) => Number.isSafeInteger(size));
  if (!isList || numbers.length !== rank) throw new TypeError(`the ${what} of ${place} must be ${rank} integers`);
  if (what === "shape") checkShape(numbers);
}

function checkAgainstType(
  place: string,
  what: string,
  actual: readonly number[],
  expected: readonly number[],
  type: ArrayType,
): void {
  actual.forEach((size, i) => {
    if (isDynamic(expected[i]!) || expected[i] === size) return;
    throw new RangeError(`${what} ${i} of ${place} must be ${expected[i]} for ${type}, but is ${size}`);
  });
}

/** The elements must lie in the array, at places that agree with the type's layout. */
function checkLayout(
  place: string,
  memref: MemRef,
  layout: { readonly offset: number; readonly strides: readonly number[] },
  type: ArrayType,
  length: number,
): void {
  const { offset, shape, strides } = memref;
  if (numElements(shape) > 0) {
    const reach = shape.map((size, i) => (size - 1) * strides[i]!);
    const first = offset + reach.reduce((sum, distance) => sum + Math.min(distance, 0), 0);
    const last = offset + reach.reduce((sum, distance) => sum + Math.max(distance, 0), 0);
    if (!(first >= 0 && last < length)) {
      throw new RangeError(`${place} reaches from element ${first} to ${last} of an array of ${length}`);
    }
  }
  if (type instanceof MemRefType && type.layout !== undefined) {
    checkAgainstType(place, "stride", strides, layout.strides, type);
    checkAgainstType(place, "offset", [offset], [layout.offset], type);
  } else if (!isContiguous(memref)) {
    throw new RangeError(`${place} must be dense in row-major order for ${type}`);
  }
}

/**
 * What callers get for a memref or tensor of this type: the array if it has one dense dimension, an `NdArray` otherwise. That
 * of a tensor is dense and holds nothing else.
 */
export function arrayResult(type: ArrayType): ((memref: MemRef) => ElementArray | NdArray) | undefined {
  const storage = elementStorage(type.elementType);
  if (storage?.array === undefined) return undefined;
  const isIndex = storage.access.kind === "index";
  const perElement = callersEntries(storage);
  const isAlone = (memref: MemRef): boolean =>
    isContiguous(memref) && memref.data.length === numElements(memref.shape) * entriesPerElement(storage);
  return (returned) => {
    const memref = type instanceof MemRefType || isAlone(returned) ? returned : denseCopy(storage, returned);
    const { offset, shape, strides } = memref;
    const entries = memref.data as ElementArray;
    const data = isIndex ? new BigInt64Array(entries.buffer, entries.byteOffset, entries.length / 2) : entries;
    if (shape.length !== 1 || !isContiguous(memref)) return { data, shape, strides, offset };
    const [start, end] = [offset * perElement, (offset + shape[0]!) * perElement];
    return start === 0 && end === data.length ? data : (data.subarray(start, end) as ElementArray);
  };
}
