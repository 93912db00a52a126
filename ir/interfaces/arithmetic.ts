/**
 * Arithmetic on a dialect's values: what derivative formulas mean by `+ - * /` and numbers, and how adjoints are made and
 * added. A dialect offers one; an operation is differentiated with that of its own dialect, or the first that supports
 * the type.
 *
 * A constant of a shaped type needs a static shape. For values whose shape is known at run time only a dialect may offer
 * to make them from one element.
 */
import type { Attribute, Type } from "../attribute.ts";
import type { OpBuilder } from "../builder.ts";
import type { Value } from "../value.ts";

export interface Arithmetic {
  supports(type: Type): boolean;
  /** The number as a value of `type`, in every element of a type with a static shape. */
  constant(builder: OpBuilder, type: Type, value: number): Value;
  negate(builder: OpBuilder, value: Value, flags?: Attribute): Value;
  add(builder: OpBuilder, lhs: Value, rhs: Value, flags?: Attribute): Value;
  subtract(builder: OpBuilder, lhs: Value, rhs: Value, flags?: Attribute): Value;
  multiply(builder: OpBuilder, lhs: Value, rhs: Value, flags?: Attribute): Value;
  divide(builder: OpBuilder, lhs: Value, rhs: Value, flags?: Attribute): Value;
  /** `condition ? whenTrue : whenFalse`, elementwise; the condition is i1 or has i1 elements. */
  select(builder: OpBuilder, condition: Value, whenTrue: Value, whenFalse: Value): Value;
  /** Compares with an ordered predicate: "<", "<=", ">", ">=", "==", "!=". */
  compare(builder: OpBuilder, predicate: ComparisonPredicate, lhs: Value, rhs: Value): Value;
  /** The conjugate of a complex number, any other number itself; left out where there are no complex numbers. */
  conjugate?(builder: OpBuilder, value: Value): Value;
}

export type ComparisonPredicate = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** How values are made whose sizes are known at run time only. */
export interface DynamicShapes {
  supports(type: Type): boolean;
  /** The sizes of a value that its type does not tell. */
  sizes(builder: OpBuilder, value: Value): readonly Value[];
  /** A value with these sizes, each element of which is `element`. */
  fill(builder: OpBuilder, type: Type, element: Value, sizes: readonly Value[]): Value;
  /** A value with these sizes whose elements may be anything. */
  empty(builder: OpBuilder, type: Type, sizes: readonly Value[]): Value;
}
