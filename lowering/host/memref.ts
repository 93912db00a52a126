/** Memrefs in JavaScript: an array with the shape and the strides of a view on it. */

import { type ElementArray, type ElementStorage, elementArrays, entriesPerElement } from "./storage.ts";

/** What code computes with: an element of a memref, an argument or a result. */
export type HostScalar = boolean | number | bigint;
export type HostValue = HostScalar | MemRef | readonly HostValue[] | HostFunction;
export type HostFunction = (...args: HostValue[]) => HostValue | undefined;

/** Checks and converts what a caller passes for `place`. @throws {TypeError} or {RangeError} if it does not fit */
export type ArgumentConverter = (value: unknown, place: string) => HostValue;

/** A dimension is shorter than this, so that products of two with small numbers stay exact. */
export const maxDimension = 2 ** 32;

export class MemRef {
  readonly data: ElementArray | HostValue[];
  /** Offset and strides count elements. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];

  constructor(data: ElementArray | HostValue[], offset: number, shape: readonly number[], strides: readonly number[]) {
    this.data = data;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

/** The strides of a shape whose last dimension is contiguous. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i]!;
  }
  return strides;
}

export const numElements = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** @throws {RangeError} for a dimension that no array can have */
export function checkShape(shape: readonly number[]): void {
  for (const size of shape) {
    if (!(size >= 0 && size < maxDimension)) {
      throw new RangeError(`a memref cannot have a dimension of size ${size}`);
    }
  }
}

/**
 * A memref of its own memory, which is zero also where the elements are no numbers.
 * @throws {RangeError} if it does not fit into memory
 */
export function allocate(storage: ElementStorage, shape: readonly number[]): MemRef {
  checkShape(shape);
  const count = numElements(shape) * entriesPerElement(storage);
  try {
    const data = storage.array === undefined ? new Array(count).fill(0) : new elementArrays[storage.array](count);
    return new MemRef(data, 0, shape, rowMajorStrides(shape));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`a memref of shape [${shape.join(", ")}] does not fit into memory`);
  }
}

/** Whether the elements stand in row-major order without gaps. */
export function isContiguous({ shape, strides }: MemRef): boolean {
  let expected = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== expected) return false;
    expected *= shape[i]!;
  }
  return true;
}

/** Calls `visit` with the position of every element, in row-major order. */
export function forEachPosition({ offset, shape, strides }: MemRef, visit: (position: number) => void): void {
  const walk = (dimension: number, position: number): void => {
    if (dimension === shape.length) visit(position);
    else for (let i = 0; i < shape[dimension]!; i++) walk(dimension + 1, position + i * strides[dimension]!);
  };
  walk(0, offset);
}

/** The same elements in row-major order without gaps, in memory of their own. */
export function denseCopy(storage: ElementStorage, memref: MemRef): MemRef {
  const copy = allocate(storage, memref.shape);
  const perElement = entriesPerElement(storage);
  let next = 0;
  forEachPosition(memref, (position) => {
    for (let i = 0; i < perElement; i++) copy.data[next++] = memref.data[position * perElement + i]!;
  });
  return copy;
}
