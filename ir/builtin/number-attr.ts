/** Numbers as attributes of any type that has numbers. */

import type { Type } from "../attribute.ts";
import { FloatAttr, IntegerAttr } from "./attributes.ts";
import { DenseElementsAttr, elementBits } from "./dense-elements.ts";
import { FloatType, IndexType, IntegerType, TensorType, VectorType } from "./types.ts";

/**
 * `value` as an attribute of an integer, index or float type, or of a vector or static tensor of such elements, which
 * then all have the value. Undefined if the type has no such attribute.
 */
export function optionalNumberAttr(
  type: Type,
  value: number | bigint,
): IntegerAttr | FloatAttr | DenseElementsAttr | undefined {
  if (!(type instanceof VectorType || type instanceof TensorType)) return scalarAttr(type, value);
  const scalar = scalarAttr(type.elementType, value);
  return scalar === undefined || !type.hasStaticShape ? undefined : DenseElementsAttr.get(type, [elementBits(scalar)]);
}

/** Like `optionalNumberAttr`. @throws Error if the type has no such attribute */
export function numberAttr(type: Type, value: number | bigint): IntegerAttr | FloatAttr | DenseElementsAttr {
  const attr = optionalNumberAttr(type, value);
  if (attr === undefined) throw new Error(`there is no constant of type '${type}'`);
  return attr;
}

function scalarAttr(type: Type, value: number | bigint): IntegerAttr | FloatAttr | undefined {
  if (type instanceof FloatType) return FloatAttr.get(type, Number(value));
  return type instanceof IntegerType || type instanceof IndexType ? IntegerAttr.get(type, value) : undefined;
}
