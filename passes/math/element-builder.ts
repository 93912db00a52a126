/** Builds elementwise arithmetic on the operands of an operation: numbers, or vectors and tensors of them. */

import * as arith from "../../dialects/arith/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { elementTypeOrSelf, type FloatType, IntegerType, ShapedType } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Value } from "../../ir/value.ts";

/** `type` with other elements. */
const withElements = (type: Type, element: Type): Type =>
  type instanceof ShapedType ? type.cloneWith(null, element) : element;

export class ElementBuilder {
  readonly builder: OpBuilder;
  /** The type of the numbers that are computed with. */
  readonly type: Type;

  constructor(builder: OpBuilder, type: Type) {
    this.builder = builder;
    this.type = type;
  }

  /** Whether the shape of the operands is known, so that there are constants of it. */
  get hasConstants(): boolean {
    return !(this.type instanceof ShapedType) || this.type.hasStaticShape;
  }
  get element(): FloatType | IntegerType {
    return elementTypeOrSelf(this.type) as FloatType | IntegerType;
  }
  get format(): FloatType["format"] {
    return (this.element as FloatType).format;
  }
  /** Integers that have as many bits as the numbers. */
  get bits(): ElementBuilder {
    return this.integers(this.element.width);
  }
  integers(width: number): ElementBuilder {
    return new ElementBuilder(this.builder, withElements(this.type, IntegerType.get(width)));
  }

  constant(value: number | bigint): Value {
    return arith.createConstant(this.builder, this.type, value);
  }
  /** An operation whose operands and result have one type. */
  apply(op: OpDefinition, ...operands: readonly Value[]): Value {
    return this.builder.createOperation(op, operands, [operands[0]!.type]).result();
  }
  /** `value` in the type of this builder. */
  convert(op: OpDefinition, value: Value): Value {
    return this.builder.createOperation(op, [value], [this.type]).result();
  }

  add = (a: Value, b: Value): Value => this.apply(arith.AddFOp, a, b);
  sub = (a: Value, b: Value): Value => this.apply(arith.SubFOp, a, b);
  mul = (a: Value, b: Value): Value => this.apply(arith.MulFOp, a, b);
  div = (a: Value, b: Value): Value => this.apply(arith.DivFOp, a, b);
  neg = (a: Value): Value => this.apply(arith.NegFOp, a);
  and = (a: Value, b: Value): Value => this.apply(arith.AndIOp, a, b);
  or = (a: Value, b: Value): Value => this.apply(arith.OrIOp, a, b);

  compareFloats(predicate: Parameters<typeof arith.CmpFPredicate.of>[0], lhs: Value, rhs: Value): Value {
    return this.builder.create(arith.CmpFOp, { predicate: arith.CmpFPredicate.of(predicate), lhs, rhs }).result;
  }
  compareIntegers(predicate: Parameters<typeof arith.CmpIPredicate.of>[0], lhs: Value, rhs: Value): Value {
    return this.builder.create(arith.CmpIOp, { predicate: arith.CmpIPredicate.of(predicate), lhs, rhs }).result;
  }
  select(condition: Value, true_value: Value, false_value: Value): Value {
    return this.builder.create(arith.SelectOp, { condition, true_value, false_value }).result;
  }
}
