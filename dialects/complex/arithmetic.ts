/** What `+ - * /`, numbers and comparisons mean for complex numbers. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { ComplexOfFloat } from "../../ir/builtin/constraints.ts";
import type { ComplexType } from "../../ir/builtin/types.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Arithmetic } from "../../ir/interfaces/arithmetic.ts";
import type { Value } from "../../ir/value.ts";
import { arithArithmetic, fastmathOf } from "../arith/index.ts";
import { createConstant } from "./constants.ts";
import { AddOp, ConjOp, DivOp, EqualOp, MulOp, NegOp, NotEqualOp, SubOp } from "./ops/arithmetic.ts";

const binary =
  (def: typeof AddOp | typeof SubOp | typeof MulOp | typeof DivOp) =>
  (builder: OpBuilder, lhs: Value, rhs: Value, flags?: Attribute): Value =>
    builder.create(def as typeof AddOp, { lhs, rhs, ...fastmathOf(flags) }).result;

export const complexArithmetic: Arithmetic = {
  supports: (type: Type) => ComplexOfFloat.is(type),
  constant: (builder, type, value) => createConstant(builder, type as ComplexType, value),
  negate: (builder, complex, flags) => builder.create(NegOp, { complex, ...fastmathOf(flags) }).result,
  add: binary(AddOp),
  subtract: binary(SubOp),
  multiply: binary(MulOp),
  divide: binary(DivOp),
  select: arithArithmetic.select,
  compare(builder, predicate, lhs, rhs) {
    if (predicate === "==") return builder.create(EqualOp, { lhs, rhs }).result;
    if (predicate === "!=") return builder.create(NotEqualOp, { lhs, rhs }).result;
    throw errorAt(builder.loc, `complex numbers are not ordered: a derivative compares them by '${predicate}'`);
  },
  conjugate(builder, complex) {
    if (!ComplexOfFloat.is(complex.type)) return complex;
    return ConjOp.defining(complex)?.complex ?? builder.create(ConjOp, { complex }).result;
  },
};
