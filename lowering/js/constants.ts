/** Constants as JavaScript literals and values. */

import type { Attribute } from "../../ir/attribute.ts";
import { FloatAttr, type IntegerAttr } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { IndexType } from "../../ir/builtin/types.ts";
import { inexactIndex } from "../host/elements.ts";
import type { HostScalar } from "../host/memref.ts";
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
export function elementValues(attr: Attribute): HostScalar[] | undefined {
  if (!(attr instanceof DenseElementsAttr)) return undefined;
  const splat = attr.splatValue;
  if (splat !== undefined) return new Array(attr.numElements).fill(numberValue(splat));
  return Array.from({ length: attr.numElements }, (_, i) => numberValue(attr.elementAttr(i)));
}
