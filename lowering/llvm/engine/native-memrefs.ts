/** Memrefs that native code returns: views on an argument's memory, or memory that it has allocated. */

import type { MemRefType } from "../../../ir/builtin/types.ts";
import { MemRef } from "../../host/memref.ts";
import { type ElementArray, elementArrays, elementStorage, entriesPerElement } from "../../host/storage.ts";
import { addressOf, copyMemory, freeMemory } from "../native/index.ts";
import { resultHeader } from "./frame.ts";
import { type Frame, readSize } from "./frame-access.ts";

/** What MLIR's lowering gives as the allocated pointer of memory that is not to be freed. */
const notAllocated = 0xdeadbeefn;

/** Memory of the results of one call that has been copied, and is freed once. */
export class ReturnedMemory {
  readonly #arguments: readonly ElementArray[];
  readonly #allocated: Set<bigint>;

  constructor(args: readonly ElementArray[]) {
    this.#arguments = args;
    this.#allocated = new Set();
  }

  /** The memref whose descriptor stands in the frame. */
  read(type: MemRefType, frame: Frame, offset: number): MemRef {
    const { rank } = type;
    const [allocated, aligned] = [frame.getBigUint64(offset, true), frame.getBigUint64(offset + 8, true)];
    const header = offset + 8 * resultHeader;
    const sizes = (from: number): number[] => Array.from({ length: rank }, (_, i) => readSize(frame, from + 8 * i));
    const shape = sizes(header);
    const strides = sizes(header + 8 * rank);
    const start = readSize(frame, offset + 16);
    const storage = elementStorage(type.elementType)!;
    const entries = entriesPerElement(storage);
    const own = this.#arguments.find((array) => contains(array, aligned));
    if (own !== undefined) {
      const elements = Number(aligned - addressOf(own)) / own.BYTES_PER_ELEMENT / entries;
      return new MemRef(own, elements + start, shape, strides);
    }
    const ArrayClass = elementArrays[storage.array!];
    const [first, last] = reach(shape, strides);
    const size = entries * ArrayClass.BYTES_PER_ELEMENT;
    const bytes = copyMemory(aligned + BigInt((start + first) * size), (last - first) * size);
    if (allocated !== 0n && allocated !== notAllocated) this.#allocated.add(allocated);
    return new MemRef(new ArrayClass(bytes), -first, shape, strides);
  }

  /** Frees what was allocated for the results, unless an argument's memory stands there. */
  free(): void {
    for (const address of this.#allocated) {
      if (!this.#arguments.some((array) => contains(array, address))) freeMemory(address);
    }
  }
}

function contains(array: ElementArray, address: bigint): boolean {
  const start = addressOf(array);
  return address >= start && address < start + BigInt(array.byteLength);
}

/** The first position of an element, and the one behind the last, relative to the offset. */
function reach(shape: readonly number[], strides: readonly number[]): [first: number, end: number] {
  if (shape.includes(0)) return [0, 0];
  let first = 0;
  let last = 0;
  shape.forEach((size, i) => {
    const distance = (size - 1) * strides[i]!;
    if (distance < 0) first += distance;
    else last += distance;
  });
  return [first, last + 1];
}
