/**
 * The calling convention between JavaScript and native code. A call passes the address of a frame, which holds the
 * arguments and receives the results, and beside it one pointer for each memref among the arguments. Every value has a
 * slot in the frame, a multiple of eight bytes:
 *
 * - scalars: their bytes, little-endian; complex numbers: their parts, the real one first; vectors: the bits of their
 * elements, the first one's lowest
 * - a memref as an argument: offset, sizes and strides as 64-bit integers
 * - a memref as a result: its descriptor, which has two pointers before these
 */
import type { Type } from "../../../ir/attribute.ts";
import {
  ComplexType,
  FloatType,
  type FunctionType,
  IndexType,
  IntegerType,
  MemRefType,
  VectorType,
} from "../../../ir/builtin/types.ts";
import { elementStorage } from "../../host/storage.ts";

const word = 8;

export interface Slot {
  readonly type: Type;
  /** In bytes. */
  readonly offset: number;
}

export interface FrameLayout {
  readonly inputs: readonly Slot[];
  readonly results: readonly Slot[];
  readonly byteLength: number;
}

/** Width in bits of what can stand in a frame as its bits; undefined for other types. */
export function bitWidth(type: Type): number | undefined {
  if (type instanceof IntegerType || type instanceof FloatType) return type.width;
  if (type instanceof IndexType) return IndexType.internalWidth;
  if (type instanceof ComplexType) return elementStorage(type) && 2 * bitWidth(type.elementType)!;
  if (type instanceof VectorType && type.shape.length === 1 && !type.isScalable) {
    const element = bitWidth(type.elementType);
    return element && element * type.shape[0]!;
  }
  return undefined;
}

/** Words of a memref in front of its sizes and strides. */
export const inputHeader = 1;
export const resultHeader = 3;

function slotSize(type: Type, header: number): number | undefined {
  if (type instanceof MemRefType) return word * (header + 2 * type.rank);
  const width = bitWidth(type);
  return width && word * Math.ceil(width / 64);
}

/** Where the values of a function have their places; undefined if one of them has none. */
export function layoutFrame({ inputs, results }: FunctionType): FrameLayout | undefined {
  let offset = 0;
  const place = (types: readonly Type[], header: number): Slot[] | undefined => {
    const slots: Slot[] = [];
    for (const type of types) {
      const size = slotSize(type, header);
      if (size === undefined) return undefined;
      slots.push({ type, offset });
      offset += size;
    }
    return slots;
  };
  const inputSlots = place(inputs, inputHeader);
  const resultSlots = place(results, resultHeader);
  return inputSlots && resultSlots && { inputs: inputSlots, results: resultSlots, byteLength: offset };
}
