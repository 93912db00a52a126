/** Makes `arith.constant` operations. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { FloatAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr, type ElementsAttr, elementBits, isElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { FloatType, IndexType, IntegerType, indexType, TensorType, VectorType } from "../../ir/builtin/types.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { PoisonAttr } from "../ub/attributes.ts";
import { PoisonOp } from "../ub/ops.ts";
import { ConstantOp } from "./ops/constant.ts";

/** What an `arith.constant` may hold. */
export type NumericAttr = IntegerAttr | FloatAttr | ElementsAttr;

/** Whether an `arith.constant` may hold `value` and have the type `type`. */
export const isBuildableWith = (value: Attribute, type: Type): value is NumericAttr =>
  (value instanceof IntegerAttr || value instanceof FloatAttr || isElementsAttr(value)) &&
  value.type === type &&
  (!(type instanceof IntegerType) || type.isSignless);

/** The constant operation for `value`; undefined if `arith` has none of this type. */
export function materializeConstant(builder: OpBuilder, value: Attribute, type: Type): Operation | undefined {
  if (PoisonAttr.is(value)) return builder.create(PoisonOp, { value, resultTypes: [type] }).op;
  return isBuildableWith(value, type) ? builder.create(ConstantOp, { value }).op : undefined;
}

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

/** A constant at the builder's insertion point: `value`, or every element of a shaped type. */
export const createConstant = (builder: OpBuilder, type: Type, value: number | bigint): Value =>
  builder.create(ConstantOp, { value: numberAttr(type, value) }).result;

export const createIndexConstant = (builder: OpBuilder, value: number | bigint): Value =>
  createConstant(builder, indexType(), value);
