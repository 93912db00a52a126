/**
 * Arithmetic on a dialect's values: what derivative formulas mean by `+ - * /` and numbers, and how adjoints are made and
 * added. A dialect offers one; an operation is differentiated with that of its own dialect, or the first that supports
 * the type.
 */
import type { Attribute, Type } from "../attribute.ts";
import type { OpBuilder } from "../builder.ts";
import type { Value } from "../value.ts";

export interface Arithmetic {
  supports(type: Type): boolean;
  /** The number as a value of `type`, in every element of a shaped type. */
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
}

export type ComparisonPredicate = "<" | "<=" | ">" | ">=" | "==" | "!=";
