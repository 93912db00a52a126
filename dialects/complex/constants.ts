/** Makes `complex.constant` operations. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { ArrayAttr } from "../../ir/builtin/attributes.ts";
import { ComplexType } from "../../ir/builtin/types.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import * as arith from "../arith/constants.ts";
import { isScalarAttr } from "./constraints.ts";
import { ConstantOp } from "./ops/parts.ts";

/** Whether a `complex.constant` may hold `value` and have the type `type`. */
const isBuildableWith = (value: Attribute, type: Type): value is ArrayAttr =>
  type instanceof ComplexType &&
  value instanceof ArrayAttr &&
  value.values.length === 2 &&
  value.values.every((part) => isScalarAttr(part) && part.type === type.elementType);

/** The constant operation for `value`, which may be a part of a complex number as well. */
export const materializeConstant = (builder: OpBuilder, value: Attribute, type: Type): Operation | undefined =>
  isBuildableWith(value, type)
    ? builder.create(ConstantOp, { value, resultTypes: [type] }).op
    : arith.materializeConstant(builder, value, type);

/** A constant at the builder's insertion point. */
export function createConstant(builder: OpBuilder, type: ComplexType, real: number, imaginary = 0): Value {
  const value = ArrayAttr.get([real, imaginary].map((part) => arith.numberAttr(type.elementType, part)));
  return builder.create(ConstantOp, { value, resultTypes: [type] }).complex;
}
