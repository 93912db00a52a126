/** Makes `arith.constant` operations. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { FloatAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { type ElementsAttr, isElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { numberAttr, optionalNumberAttr } from "../../ir/builtin/number-attr.ts";
import { IntegerType, indexType } from "../../ir/builtin/types.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { PoisonAttr } from "../ub/attributes.ts";
import { PoisonOp } from "../ub/ops.ts";
import { ConstantOp } from "./ops/constant.ts";

export { numberAttr, optionalNumberAttr };

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

/** A constant at the builder's insertion point: `value`, or every element of a shaped type. */
export const createConstant = (builder: OpBuilder, type: Type, value: number | bigint): Value =>
  builder.create(ConstantOp, { value: numberAttr(type, value) }).result;

export const createIndexConstant = (builder: OpBuilder, value: number | bigint): Value =>
  createConstant(builder, indexType(), value);
