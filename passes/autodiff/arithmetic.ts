/** Finds the arithmetic for derivatives of an operation, and makes constants of any type. */

import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { isDynamicType, type ShapedType } from "../../ir/builtin/types.ts";
import type { Context } from "../../ir/context.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Arithmetic, DynamicShapes } from "../../ir/interfaces/arithmetic.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";

/** Throws if no dialect offers arithmetic on `type`; without a type, that of the operation's first result or operand. */
export function arithmeticFor(context: Context, op: Operation, type?: Type): Arithmetic {
  const wanted = type ?? op.results[0]?.type ?? op.operands[0]?.type;
  const found = wanted === undefined ? undefined : context.arithmeticFor(wanted, op);
  if (found === undefined) {
    throw opError(op, `cannot be differentiated: no registered dialect has arithmetic on '${wanted}'`);
  }
  return found;
}

/** Throws if no dialect makes values of this dynamic type. */
export function dynamicShapesFor(context: Context, op: Operation, type: Type): DynamicShapes {
  const found = context.dynamicShapesFor(type);
  if (found !== undefined) return found;
  throw opError(op, `cannot be differentiated: no registered dialect makes a value of type '${type}'`);
}

/** Makes constants for derivatives of one operation. */
export class ConstantMaker {
  readonly #context: Context;
  readonly #op: Operation;
  readonly #builder: OpBuilder;

  constructor(context: Context, op: Operation, builder: OpBuilder) {
    this.#context = context;
    this.#op = op;
    this.#builder = builder;
  }

  /** The number as a value of a type; `sizes` gives the sizes that the type does not tell. */
  constant(value: number, type: Type, sizes: () => readonly Value[]): Value {
    if (!isDynamicType(type)) return arithmeticFor(this.#context, this.#op, type).constant(this.#builder, type, value);
    const { elementType } = type as ShapedType;
    const element = arithmeticFor(this.#context, this.#op, elementType).constant(this.#builder, elementType, value);
    return dynamicShapesFor(this.#context, this.#op, type).fill(this.#builder, type, element, sizes());
  }

  /** The same with the type and the sizes of a value. */
  constantLike(value: number, like: Value): Value {
    return this.constant(value, like.type, () => this.sizes(like));
  }

  /** A value of the type and the sizes of `like`, whose shape is not static. */
  fillLike(element: Value, like: Value): Value {
    const shapes = dynamicShapesFor(this.#context, this.#op, like.type);
    return shapes.fill(this.#builder, like.type, element, this.sizes(like));
  }

  /** The sizes of a value that its type does not tell. */
  sizes(value: Value): readonly Value[] {
    return dynamicShapesFor(this.#context, this.#op, value.type).sizes(this.#builder, value);
  }
}
