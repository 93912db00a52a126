/** Folding of elementwise operations over constants: numbers, dense data and poison. */

import type { Attribute, Type } from "../ir/attribute.ts";
import { FloatAttr, IntegerAttr } from "../ir/builtin/attributes.ts";
import { DenseElementsAttr, elementBits } from "../ir/builtin/dense-elements.ts";
import { ComplexType, type ShapedType } from "../ir/builtin/types.ts";
import { PoisonAttr } from "./ub/attributes.ts";

export type ScalarAttr = IntegerAttr | FloatAttr;

const isScalar = (attribute: Attribute | undefined): attribute is ScalarAttr =>
  attribute instanceof IntegerAttr || attribute instanceof FloatAttr;

const isDense = (attribute: Attribute | undefined): attribute is DenseElementsAttr =>
  attribute instanceof DenseElementsAttr && !(attribute.elementType instanceof ComplexType);

/**
 * The constant of type `type` that `map` makes of a constant, element by element; undefined if the operand is not
 * constant or `map` gives undefined for an element. Poison stays poison. `A` is what the operation's operands can be.
 */
export function foldUnary<A extends ScalarAttr>(
  operand: Attribute | undefined,
  type: Type,
  map: (operand: A) => ScalarAttr | undefined,
): Attribute | undefined {
  if (operand === undefined || PoisonAttr.is(operand)) return operand;
  if (isScalar(operand)) return map(operand as A);
  return isDense(operand) ? operand.mapElements(type as ShapedType, map as (a: ScalarAttr) => ScalarAttr) : undefined;
}

/** Like `foldUnary` for two operands; the result is poison if either is. */
export function foldBinary<A extends ScalarAttr, B extends ScalarAttr = A>(
  lhs: Attribute | undefined,
  rhs: Attribute | undefined,
  type: Type,
  map: (lhs: A, rhs: B) => ScalarAttr | undefined,
): Attribute | undefined {
  if (lhs !== undefined && PoisonAttr.is(lhs)) return lhs;
  if (rhs !== undefined && PoisonAttr.is(rhs)) return rhs;
  if (isScalar(lhs) && isScalar(rhs)) return map(lhs as A, rhs as B);
  if (!isDense(lhs) || !isDense(rhs)) return undefined;
  const count = lhs.isSplat && rhs.isSplat ? 1 : lhs.numElements;
  const elements: bigint[] = [];
  for (let i = 0; i < count; i++) {
    const mapped = map(lhs.elementAttr(i) as A, rhs.elementAttr(i) as B);
    if (mapped === undefined) return undefined;
    elements.push(elementBits(mapped));
  }
  return DenseElementsAttr.get(type as ShapedType, elements);
}
