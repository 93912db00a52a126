/** Views of memrefs: the same array with another offset, shape and strides. */

import { readElement } from "../../host/elements.ts";
import { checkShape, isContiguous, MemRef, numElements, rowMajorStrides } from "../../host/memref.ts";
import { type ElementStorage, elementArrays, entriesPerElement } from "../../host/storage.ts";
import { outOfBounds } from "./failures.ts";

type List = readonly number[];

const text = (list: List): string => `[${list.join(", ")}]`;

/** Where a slice lies. */
export interface Slice {
  readonly offsets: List;
  readonly sizes: List;
  readonly strides: List;
}

/** The slice as a memref on the same array. `place` is for the message if it leaves the source. */
export function viewOf(source: MemRef, { offsets, sizes, strides }: Slice, place: string): MemRef {
  let offset = source.offset;
  sizes.forEach((size, i) => {
    const [start, stride, limit] = [offsets[i]!, strides[i]!, source.shape[i]!];
    const last = start + Math.max(size - 1, 0) * stride;
    const isInside =
      size >= 0 && start >= 0 && last >= 0 && (size === 0 ? start <= limit : start < limit && last < limit);
    if (!isInside) outOfBounds(place);
    offset += start * source.strides[i]!;
  });
  return new MemRef(
    source.data,
    offset,
    sizes,
    strides.map((stride, i) => stride * source.strides[i]!),
  );
}

/** A slice without the dimensions that are not in `kept`. */
export function subview(source: MemRef, slice: Slice, kept: List, place: string): MemRef {
  const { data, offset, shape, strides } = viewOf(source, slice, place);
  return new MemRef(
    data,
    offset,
    kept.map((d) => shape[d]!),
    kept.map((d) => strides[d]!),
  );
}

/** The elements in any order and number; what is not in the array cannot be accessed. */
export function reinterpret({ data }: MemRef, offset: number, shape: List, strides: List): MemRef {
  checkShape(shape);
  return new MemRef(data, offset, shape, strides);
}

/** The memory that the memref is in, as a memref of one element at its beginning. */
export const baseBuffer = ({ data }: MemRef): MemRef => new MemRef(data, 0, [], []);

export function transpose({ data, offset, shape, strides }: MemRef, permutation: List): MemRef {
  const permuted = (list: List): number[] => permutation.map((d) => list[d]!);
  return new MemRef(data, offset, permuted(shape), permuted(strides));
}

/** Splits dimension i into those of `groups[i]`. @throws {RangeError} if their sizes do not give its size */
export function expandShape(source: MemRef, groups: readonly List[], shape: List): MemRef {
  const strides = new Array<number>(shape.length).fill(1);
  groups.forEach((group, i) => {
    let size = 1;
    for (const d of group.toReversed()) {
      strides[d] = source.strides[i]! * size;
      size *= shape[d]!;
    }
    if (size !== source.shape[i]) {
      throw new RangeError(`expansion of a memref of shape ${text(source.shape)} to ${text(shape)}`);
    }
  });
  return new MemRef(source.data, source.offset, shape, strides);
}

/** Joins the dimensions of `groups[i]`. @throws {RangeError} if their elements do not follow each other evenly */
export function collapseShape({ data, offset, shape, strides }: MemRef, groups: readonly List[]): MemRef {
  const joined = groups.map((group) => {
    let size = 1;
    let stride: number | undefined;
    for (const d of group.toReversed()) {
      if (shape[d] === 1) continue;
      stride ??= strides[d]!;
      if (strides[d] !== stride * size && numElements(shape) > 0) {
        throw new RangeError(`collapse of a memref of shape ${text(shape)} with strides ${text(strides)}`);
      }
      size *= shape[d]!;
    }
    return { size, stride: stride ?? strides[group[0]!]! };
  });
  return new MemRef(
    data,
    offset,
    joined.map(({ size }) => size),
    joined.map(({ stride }) => stride),
  );
}

/** The shape whose sizes are in another memref, in `storage`. @throws {RangeError} if it has not as many elements */
export function reshape(source: MemRef, sizes: MemRef, storage: ElementStorage): MemRef {
  const shape = Array.from({ length: sizes.shape[0]! }, (_, i) =>
    Number(readElement(storage, sizes.data, sizes.offset + i * sizes.strides[0]!)),
  );
  checkShape(shape);
  if (numElements(shape) !== numElements(source.shape) || !isContiguous(source)) {
    const strides = isContiguous(source) ? "" : ` with strides ${text(source.strides)}`;
    throw new RangeError(`reshape of a memref of shape ${text(source.shape)}${strides} to ${text(shape)}`);
  }
  return new MemRef(source.data, source.offset, shape, rowMajorStrides(shape));
}

/** Elements of another type in an array of bytes. @throws {RangeError} if they do not lie inside or are not aligned */
export function viewBytes(
  { data, shape: [bytes] }: MemRef,
  shift: number,
  shape: List,
  storage: ElementStorage,
): MemRef {
  checkShape(shape);
  const { buffer, byteOffset } = data as Int8Array;
  const ElementArray = elementArrays[storage.array!];
  const elementBytes = ElementArray.BYTES_PER_ELEMENT * entriesPerElement(storage);
  const count = numElements(shape);
  if (!(shift >= 0 && shift + count * elementBytes <= bytes!)) {
    throw new RangeError(
      `a view of shape ${text(shape)} at byte ${shift} of ${bytes}, with ${elementBytes} per element`,
    );
  }
  const start = byteOffset + shift;
  if (start % ElementArray.BYTES_PER_ELEMENT !== 0) {
    throw new RangeError(`a view at byte ${start}, which is no multiple of ${ElementArray.BYTES_PER_ELEMENT}`);
  }
  const view = new ElementArray(buffer as ArrayBuffer, start, count * entriesPerElement(storage));
  return new MemRef(view, 0, shape, rowMajorStrides(shape));
}
