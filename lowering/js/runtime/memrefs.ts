/** Operations on whole memrefs. */

import { writeElement } from "../../host/elements.ts";
import {
  allocate,
  checkShape,
  forEachPosition,
  type HostValue,
  isContiguous,
  MemRef,
  numElements,
} from "../../host/memref.ts";
import { type ElementStorage, entriesPerElement } from "../../host/storage.ts";

const describe = (shape: readonly number[]): string => `[${shape.join(", ")}]`;

/** Copies the elements; `entries` is how many of the array's entries one takes. The two may overlap. */
export function copyMemRef(source: MemRef, target: MemRef, entries: number): void {
  if (describe(source.shape) !== describe(target.shape)) {
    throw new RangeError(`copy of a memref of shape ${describe(source.shape)} to one of ${describe(target.shape)}`);
  }
  const count = numElements(source.shape) * entries;
  if (isContiguous(source) && isContiguous(target)) {
    copyRun(source.data, source.offset * entries, target.data, target.offset * entries, count);
    return;
  }
  const from = source.data as unknown as readonly number[];
  const to = target.data as unknown as number[];
  const values: number[] = [];
  forEachPosition(source, (position) => {
    for (let k = 0; k < entries; k++) values.push(from[position * entries + k] ?? failToCopy());
  });
  let next = 0;
  forEachPosition(target, (position) => {
    for (let k = 0; k < entries; k++) {
      const at = position * entries + k;
      to[at] ?? failToCopy();
      to[at] = values[next++]!;
    }
  });
}

/** A view made by `memref.reinterpret_cast` may have elements that are not there. */
function failToCopy(): never {
  throw new RangeError("copy of elements that are outside of the memory");
}

function copyRun(from: MemRef["data"], start: number, to: MemRef["data"], at: number, count: number): void {
  const isInside = (first: number, { length }: MemRef["data"]): boolean => first >= 0 && first + count <= length;
  if (count > 0 && !(isInside(start, from) && isInside(at, to))) failToCopy();
  if (Array.isArray(to)) {
    const values = (from as typeof to).slice(start, start + count);
    for (let i = 0; i < count; i++) to[at + i] = values[i]!;
  } else (to as Float64Array).set((from as Float64Array).subarray(start, start + count), at);
}

/** Sets all elements to one value. */
export function fillMemRef(target: MemRef, storage: ElementStorage, value: HostValue): void {
  forEachPosition(target, (position) => writeElement(storage, target.data, position, value));
}

/** Sets the elements of a new memref in row-major order. */
export function filledMemRef(memref: MemRef, storage: ElementStorage, values: readonly HostValue[]): MemRef {
  values.forEach((value, position) => {
    writeElement(storage, memref.data, position, value);
  });
  return memref;
}

/** The memory of a memref of rank 1 with another size, or new memory that begins with its elements. */
export function reallocate(storage: ElementStorage, source: MemRef, shape: readonly number[]): MemRef {
  const [oldSize, size] = [source.shape[0]!, shape[0]!];
  checkShape(shape);
  if (size <= oldSize) return new MemRef(source.data, source.offset, shape, source.strides);
  const moved = allocate(storage, shape);
  const entries = entriesPerElement(storage);
  copyRun(source.data, source.offset * entries, moved.data, 0, oldSize * entries);
  return moved;
}

/** The memref itself, if its sizes are those; -1 stands for any. */
export function castMemRef(source: MemRef, shape: readonly number[]): MemRef {
  if (source.shape.length === shape.length && shape.every((size, i) => size < 0 || size === source.shape[i])) {
    return source;
  }
  const expected = shape.map((size) => (size < 0 ? "?" : size)).join(", ");
  throw new RangeError(`cast of a memref of shape ${describe(source.shape)} to [${expected}]`);
}

/** The size of a dimension. */
export function dimension(source: MemRef, index: number): number {
  const size = source.shape[index];
  if (size === undefined) throw new RangeError(`a memref of rank ${source.shape.length} has no dimension ${index}`);
  return size;
}
