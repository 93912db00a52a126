/**
 * Values as `adopt-run` prints them: floats as the shortest text that reads back the same, memrefs and tensors as
 * nested lists.
 */

import type { Type } from "../../ir/attribute.ts";
import { roundTo } from "../../ir/builtin/float-format.ts";
import {
  ComplexType,
  FloatType,
  MemRefType,
  RankedTensorType,
  type ShapedType,
  VectorType,
} from "../../ir/builtin/types.ts";
import { callersEntries, type NdArray } from "../../lowering/host/array-arguments.ts";
import { readElement } from "../../lowering/host/elements.ts";
import { type HostValue, rowMajorStrides } from "../../lowering/host/memref.ts";
import { elementStorage } from "../../lowering/host/storage.ts";

/** The text of what a function has returned, or been given, for a value of this type. */
export function formatValue(value: unknown, type: Type): string {
  if (type instanceof FloatType) return formatFloat(value as number, type);
  if (type instanceof MemRefType || type instanceof RankedTensorType) {
    return formatArray(value as NdArray | NdArray["data"], type);
  }
  if (type instanceof ComplexType) {
    return `[${(value as readonly unknown[]).map((part) => formatValue(part, type.elementType)).join(", ")}]`;
  }
  if (type instanceof VectorType) {
    const elements = value as readonly unknown[];
    return nested(type.shape, rowMajorStrides(type.shape), 0, (i) => formatValue(elements[i], type.elementType));
  }
  return String(value);
}

function formatFloat(value: number, type: FloatType): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const text = Object.is(value, -0) ? "-0" : shortest(value, type);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** JavaScript finds the shortest text for f64; narrower types need fewer digits. */
function shortest(value: number, type: FloatType): string {
  if (type.width === 64) return String(value);
  for (let digits = 1; ; digits++) {
    const short = Number(value.toPrecision(digits));
    if (roundTo(short, type.format) === value) return String(short);
  }
}

function formatArray(value: NdArray | NdArray["data"], { elementType }: ShapedType): string {
  const storage = elementStorage(elementType)!;
  const {
    data,
    shape,
    strides,
    offset = 0,
  }: NdArray = ArrayBuffer.isView(value) ? { data: value, shape: [value.length / callersEntries(storage)] } : value;
  const element = (position: number): HostValue =>
    data instanceof BigInt64Array ? data[position]! : readElement(storage, data, position);
  return nested(shape, strides ?? rowMajorStrides(shape), offset, (i) => formatValue(element(i), elementType));
}

/** Brackets around each dimension; a value without dimensions stands alone. */
function nested(
  shape: readonly number[],
  strides: readonly number[],
  offset: number,
  element: (position: number) => string,
): string {
  const dimension = (depth: number, position: number): string => {
    if (depth === shape.length) return element(position);
    const parts = Array.from({ length: shape[depth]! }, (_, i) => dimension(depth + 1, position + i * strides[depth]!));
    return `[${parts.join(", ")}]`;
  };
  return dimension(0, offset);
}
