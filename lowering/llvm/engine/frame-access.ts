/** The values of JavaScript in frames; see frame.ts. */

import type { Type } from "../../../ir/attribute.ts";
import { decode, encode } from "../../../ir/builtin/float-format.ts";
import { ComplexType, FloatType, IndexType, IntegerType, MemRefType, VectorType } from "../../../ir/builtin/types.ts";
import { inexactIndex } from "../../host/elements.ts";
import type { HostScalar, HostValue, MemRef } from "../../host/memref.ts";
import { narrowFloat } from "../../host/narrow-floats.ts";
import { bitWidth, inputHeader } from "./frame.ts";

/** The memory of a frame. Everything is little-endian, as all machines are that libLLVM compiles for here. */
export type Frame = DataView<ArrayBuffer>;

/** Writes an argument into its slot. */
export type SlotWriter = (frame: Frame, offset: number, value: HostValue) => void;
/** Reads a result that is no memref from its slot. */
export type SlotReader = (frame: Frame, offset: number) => HostValue;

const isLittle = true;

export function slotWriter(type: Type): SlotWriter {
  if (type instanceof MemRefType) return writeMemRef;
  if (type === FloatType.get("f64"))
    return (frame, offset, value) => frame.setFloat64(offset, value as number, isLittle);
  if (type === FloatType.get("f32"))
    return (frame, offset, value) => frame.setFloat32(offset, value as number, isLittle);
  if (type instanceof IndexType) {
    return (frame, offset, value) => writeIndex(frame, offset, value as number);
  }
  const width = bitWidth(type)!;
  if (type instanceof ComplexType && width >= 64) {
    const write = slotWriter(type.elementType);
    return (frame, offset, value) => {
      const [re, im] = value as readonly [HostValue, HostValue];
      write(frame, offset, re);
      write(frame, offset + width / 16, im);
    };
  }
  if (type instanceof IntegerType && width <= 32) {
    // The bits above the width must be zero.
    const mask = width === 32 ? -1 : 2 ** width - 1;
    return (frame, offset, value) => frame.setInt32(offset, Number(value) & mask, isLittle);
  }
  return (frame, offset, value) => writeBits(frame, offset, bitsOf(type, value), width);
}

export function slotReader(type: Type): SlotReader {
  if (type === FloatType.get("f64")) return (frame, offset) => frame.getFloat64(offset, isLittle);
  if (type === FloatType.get("f32")) return (frame, offset) => frame.getFloat32(offset, isLittle);
  if (type instanceof IntegerType && type.width > 1 && type.width <= 32) {
    const shift = 32 - type.width;
    return (frame, offset) => (frame.getInt32(offset, isLittle) << shift) >> shift;
  }
  const width = bitWidth(type)!;
  if (type instanceof ComplexType && width >= 64) {
    const read = slotReader(type.elementType);
    return (frame, offset) => [read(frame, offset), read(frame, offset + width / 16)];
  }
  return (frame, offset) => valueOfBits(type, readBits(frame, offset, width));
}

/** Offset, sizes and strides. */
function writeMemRef(frame: Frame, offset: number, value: HostValue): void {
  const { offset: start, shape, strides } = value as MemRef;
  writeIndex(frame, offset, start);
  const sizes = offset + 8 * inputHeader;
  for (let i = 0; i < shape.length; i++) {
    writeIndex(frame, sizes + 8 * i, shape[i]!);
    writeIndex(frame, sizes + 8 * (shape.length + i), strides[i]!);
  }
}

function writeIndex(frame: Frame, offset: number, value: number): void {
  frame.setInt32(offset, value, isLittle);
  frame.setInt32(offset + 4, Math.floor(value / 2 ** 32), isLittle);
}

/** A 64-bit integer that is known to be small, such as a size. */
export const readSize = (frame: Frame, offset: number): number => Number(frame.getBigInt64(offset, isLittle));

function writeBits(frame: Frame, offset: number, bits: bigint, width: number): void {
  let rest = bits;
  for (let at = 0; at < width; at += 64) {
    frame.setBigUint64(offset + at / 8, rest, isLittle);
    rest >>= 64n;
  }
}

function readBits(frame: Frame, offset: number, width: number): bigint {
  let bits = 0n;
  for (let at = Math.ceil(width / 64) * 64 - 64; at >= 0; at -= 64) {
    bits = (bits << 64n) | frame.getBigUint64(offset + at / 8, isLittle);
  }
  return BigInt.asUintN(width, bits);
}

/** The bits of a value, not negative. */
function bitsOf(type: Type, value: HostValue): bigint {
  if (type instanceof VectorType || type instanceof ComplexType) return listBits(type, value as readonly HostValue[]);
  if (type instanceof FloatType) {
    const narrow = narrowFloat(type.kind);
    return narrow === undefined ? encode(value as number, type.format) : BigInt(narrow.encode(value as number));
  }
  return BigInt.asUintN(bitWidth(type)!, BigInt(value as HostScalar));
}

function listBits({ elementType }: VectorType | ComplexType, values: readonly HostValue[]): bigint {
  const width = BigInt(bitWidth(elementType)!);
  return values.reduceRight<bigint>((bits, value) => (bits << width) | bitsOf(elementType, value), 0n);
}

function valueOfBits(type: Type, bits: bigint): HostValue {
  if (type instanceof VectorType) return listValue(type.elementType, type.numElements, bits);
  if (type instanceof ComplexType) return listValue(type.elementType, 2, bits);
  if (type instanceof FloatType) {
    return narrowFloat(type.kind)?.decode(Number(bits)) ?? decode(bits, type.format);
  }
  const width = bitWidth(type)!;
  if (width === 1) return bits === 1n;
  const value = BigInt.asIntN(width, bits);
  if (type instanceof IndexType && !Number.isSafeInteger(Number(value))) throw inexactIndex(String(value));
  return width <= 32 || type instanceof IndexType ? Number(value) : value;
}

function listValue(elementType: Type, length: number, bits: bigint): HostValue[] {
  const width = bitWidth(elementType)!;
  return Array.from({ length }, (_, i) => valueOfBits(elementType, BigInt.asUintN(width, bits >> BigInt(i * width))));
}
