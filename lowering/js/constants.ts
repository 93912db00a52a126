/** Constants as JavaScript literals and values. */

import type { Attribute } from "../../ir/attribute.ts";
import { FloatAttr, type IntegerAttr } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { ComplexType, IndexType } from "../../ir/builtin/types.ts";
import { inexactIndex } from "../host/elements.ts";
import type { HostScalar, HostValue } from "../host/memref.ts";
import { integerRepresentation } from "./representation.ts";

/** The value of a number. @throws {RangeError} for an index that no JavaScript number holds exactly */
export function numberValue(attr: IntegerAttr | FloatAttr): HostScalar {
  if (attr instanceof FloatAttr) return attr.value;
  const { kind } = integerRepresentation(attr.type)!;
  if (kind === "bool") return attr.boolValue;
  if (kind === "bigint") return attr.value;
  if (attr.type instanceof IndexType && !Number.isSafeInteger(attr.number)) throw inexactIndex(String(attr.value));
  return attr.number;
}

/** A number as an expression that stands anywhere. */
export function numberText(attr: IntegerAttr | FloatAttr): string {
  const value = numberValue(attr);
  if (typeof value === "boolean") return String(value);
  const text = typeof value === "bigint" ? `${value}n` : Object.is(value, -0) ? "-0" : String(value);
  return text.startsWith("-") ? `(${text})` : text;
}

/** The elements of a dense attribute; undefined for other attributes and for elements that are no numbers. */
export function elementValues(attr: Attribute): HostValue[] | undefined {
  if (!(attr instanceof DenseElementsAttr)) return undefined;
  const isComplex = attr.elementType instanceof ComplexType;
  const valueAt = (i: number): HostValue =>
    isComplex ? attr.elementParts(i).map(numberValue) : numberValue(attr.elementAttr(i));
  if (attr.isSplat) return new Array<HostValue>(attr.numElements).fill(valueAt(0));
  return Array.from({ length: attr.numElements }, (_, i) => valueAt(i));
}
