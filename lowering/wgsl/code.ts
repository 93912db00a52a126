/** Short names for the operations that legalisation writes. Which operation it is follows from the type of the operands. */

import * as arith from "../../dialects/arith/index.ts";
import { ConditionOp, createIf, WhileOp, YieldOp } from "../../dialects/scf/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { FloatType, f32, IndexType, type IntegerType, i1, i32, indexType } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";

type Predicate = "eq" | "ne" | "slt" | "sle" | "sgt" | "sge" | "ult" | "ule" | "ugt" | "uge";

/** Float comparisons, which are false for a NaN. */
const floatPredicates = { eq: "oeq", slt: "olt", sle: "ole", sgt: "ogt", sge: "oge" } as const;

export class Code {
  readonly builder: OpBuilder;

  constructor(builder: OpBuilder) {
    this.builder = builder;
  }
  static before(op: Operation): Code {
    return new Code(OpBuilder.before(op));
  }

  // Constants.

  constant(type: Type, value: number | bigint): Value {
    return arith.createConstant(this.builder, type, value);
  }
  i32(value: number): Value {
    return this.constant(i32(), value);
  }
  f32(value: number): Value {
    return this.constant(f32(), value);
  }
  index(value: number | bigint): Value {
    return this.constant(indexType(), value);
  }

  // Arithmetic.

  op(def: OpDefinition, ...operands: readonly Value[]): Value {
    return this.builder.createOperation(def, operands, [operands[0]!.type]).result(0);
  }
  #either(float: OpDefinition, integer: OpDefinition, a: Value, b: Value): Value {
    return this.op(a.type instanceof FloatType ? float : integer, a, b);
  }
  add(a: Value, b: Value): Value {
    return this.#either(arith.AddFOp, arith.AddIOp, a, b);
  }
  sub(a: Value, b: Value): Value {
    return this.#either(arith.SubFOp, arith.SubIOp, a, b);
  }
  mul(a: Value, b: Value): Value {
    return this.#either(arith.MulFOp, arith.MulIOp, a, b);
  }
  /** With the sign, for integers. */
  div(a: Value, b: Value): Value {
    return this.#either(arith.DivFOp, arith.DivSIOp, a, b);
  }
  neg(a: Value): Value {
    return a.type instanceof FloatType ? this.op(arith.NegFOp, a) : this.sub(this.constant(a.type, 0), a);
  }
  and(a: Value, b: Value): Value {
    return this.op(arith.AndIOp, a, b);
  }
  or(a: Value, b: Value): Value {
    return this.op(arith.OrIOp, a, b);
  }
  xor(a: Value, b: Value): Value {
    return this.op(arith.XOrIOp, a, b);
  }
  not(a: Value): Value {
    return this.xor(a, this.constant(a.type, -1));
  }
  shl(a: Value, b: Value | number): Value {
    return this.op(arith.ShLIOp, a, this.#like(a, b));
  }
  shrs(a: Value, b: Value | number): Value {
    return this.op(arith.ShRSIOp, a, this.#like(a, b));
  }
  shru(a: Value, b: Value | number): Value {
    return this.op(arith.ShRUIOp, a, this.#like(a, b));
  }
  #like(value: Value, other: Value | number): Value {
    return typeof other === "number" ? this.constant(value.type, other) : other;
  }

  compare(predicate: Predicate, lhs: Value, rhs: Value): Value {
    if (lhs.type instanceof FloatType) {
      const name = floatPredicates[predicate as keyof typeof floatPredicates];
      return this.builder.create(arith.CmpFOp, { predicate: arith.CmpFPredicate.of(name), lhs, rhs }).result;
    }
    return this.builder.create(arith.CmpIOp, { predicate: arith.CmpIPredicate.of(predicate), lhs, rhs }).result;
  }
  select(condition: Value, trueValue: Value, falseValue: Value): Value {
    return this.builder.create(arith.SelectOp, { condition, true_value: trueValue, false_value: falseValue }).result;
  }

  // Casts.

  cast(def: OpDefinition, value: Value, type: Type): Value {
    return this.builder.createOperation(def, [value], [type]).result(0);
  }
  /** Between integers and indices; wider ones repeat the sign, but for those of `i1`. */
  toInteger(value: Value, type: IntegerType | IndexType): Value {
    const from = value.type;
    if (from === type) return value;
    if (from instanceof IndexType || type instanceof IndexType) return this.cast(arith.IndexCastOp, value, type);
    if ((from as IntegerType).width > type.width) return this.cast(arith.TruncIOp, value, type);
    return this.cast(from === i1() ? arith.ExtUIOp : arith.ExtSIOp, value, type);
  }
  bits(value: Value): Value {
    return this.cast(arith.BitcastOp, value, i32());
  }
  fromBits(value: Value): Value {
    return this.cast(arith.BitcastOp, value, f32());
  }
  toFloat(value: Value): Value {
    return this.cast(arith.SIToFPOp, value, f32());
  }
  truncateToInt(value: Value): Value {
    return this.cast(arith.FPToSIOp, value, i32());
  }

  // Control flow.

  /** Executes `then` where the condition holds. */
  when(condition: Value, then: () => void): void {
    createIf(this.builder, condition, () => {
      then();
      return [];
    });
  }
  /** Values of one of two branches, of which only that one is executed. */
  chooseAll(condition: Value, whenTrue: () => readonly Value[], whenFalse: () => readonly Value[]): readonly Value[] {
    return createIf(this.builder, condition, whenTrue, whenFalse).results;
  }
  choose(condition: Value, whenTrue: () => Value, whenFalse: () => Value): Value {
    return this.chooseAll(
      condition,
      () => [whenTrue()],
      () => [whenFalse()],
    )[0]!;
  }
  /** Carries values while a condition on them holds. */
  loop(
    inits: readonly Value[],
    condition: (values: readonly Value[]) => Value,
    next: (values: readonly Value[]) => readonly Value[],
  ): readonly Value[] {
    const types = inits.map(({ type }) => type);
    const before = this.builder.createRegion(types, (args) => {
      this.builder.create(ConditionOp, { condition: condition(args), args });
    });
    const after = this.builder.createRegion(types, (args) => {
      this.builder.create(YieldOp, { results: next(args) });
    });
    return this.builder.create(WhileOp, { inits, before, after, resultTypes: types }).results;
  }
}
