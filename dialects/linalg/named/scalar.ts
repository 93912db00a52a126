/** The scalar functions that the bodies of named operations are made of, for every kind of number. */

import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { ComplexType, FloatType, IndexType, IntegerType, i1, i64 } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Value } from "../../../ir/value.ts";
import {
  AddFOp,
  AddIOp,
  AndIOp,
  createConstant,
  DivFOp,
  DivSIOp,
  DivUIOp,
  ExtFOp,
  ExtSIOp,
  ExtUIOp,
  FPToSIOp,
  FPToUIOp,
  IndexCastOp,
  MaximumFOp,
  MaxSIOp,
  MaxUIOp,
  MinimumFOp,
  MinSIOp,
  MinUIOp,
  MulFOp,
  MulIOp,
  NegFOp,
  OrIOp,
  SelectOp,
  SIToFPOp,
  SubFOp,
  SubIOp,
  TruncFOp,
  TruncIOp,
  UIToFPOp,
} from "../../arith/index.ts";
import * as complex from "../../complex/index.ts";
import {
  AbsFOp,
  CeilOp,
  ErfOp,
  ExpOp,
  FloorOp,
  LogOp,
  PowFOp,
  RoundOp,
  RsqrtOp,
  SqrtOp,
  TanhOp,
} from "../../math/index.ts";
import type { BinaryFunction, UnaryFunction } from "../attributes.ts";
import { IndexOp } from "../body-ops.ts";

/** Functions of one float that are one operation. */
const unaryOps: Readonly<Partial<Record<UnaryFunction, OpDefinition>>> = {
  exp: ExpOp,
  log: LogOp,
  abs: AbsFOp,
  ceil: CeilOp,
  floor: FloorOp,
  negf: NegFOp,
  round: RoundOp,
  sqrt: SqrtOp,
  rsqrt: RsqrtOp,
  tanh: TanhOp,
  erf: ErfOp,
};

/** The operation for two numbers, or why there is none. */
type BinaryTable = Readonly<Record<BinaryFunction, OpDefinition | string>>;

const floatOps: BinaryTable = {
  add: AddFOp,
  sub: SubFOp,
  mul: MulFOp,
  div: DivFOp,
  div_unsigned: "unsigned div not on uint",
  max_signed: MaximumFOp,
  min_signed: MinimumFOp,
  max_unsigned: "unsigned max not on uint",
  min_unsigned: "unsigned min not on uint",
  powf: PowFOp,
};

const integerOps: BinaryTable = {
  add: AddIOp,
  sub: SubIOp,
  mul: MulIOp,
  div: DivSIOp,
  div_unsigned: DivUIOp,
  max_signed: MaxSIOp,
  min_signed: MinSIOp,
  max_unsigned: MaxUIOp,
  min_unsigned: MinUIOp,
  powf: PowFOp,
};

const booleanOps: BinaryTable = {
  ...integerOps,
  add: OrIOp,
  sub: "sub with bools",
  mul: AndIOp,
  div: "div with bools",
  div_unsigned: floatOps.div_unsigned,
  max_unsigned: floatOps.max_unsigned,
  min_unsigned: floatOps.min_unsigned,
};

const complexOps: BinaryTable = {
  ...floatOps,
  add: complex.AddOp,
  sub: complex.SubOp,
  mul: complex.MulOp,
  div: complex.DivOp,
  max_signed: "max of complex numbers, which have no order",
  min_signed: "min of complex numbers, which have no order",
  powf: "powf of complex numbers",
};

function tableFor(types: readonly Type[]): BinaryTable | undefined {
  if (types.every((type) => type === i1())) return booleanOps;
  if (types.every((type) => type instanceof FloatType)) return floatOps;
  if (types.every((type) => type instanceof ComplexType)) return complexOps;
  return types.every((type) => type instanceof IntegerType) ? integerOps : undefined;
}

/** Makes the operations of a body. What has no operation is thrown as `fail` makes it. */
export class ScalarBuilder {
  readonly builder: OpBuilder;
  /** Whether integers are read without a sign when they become wider or floats. */
  readonly isUnsigned: boolean;
  readonly #fail: (message: string) => Error;

  constructor(builder: OpBuilder, isUnsigned: boolean, fail: (message: string) => Error) {
    this.builder = builder;
    this.isUnsigned = isUnsigned;
    this.#fail = fail;
  }

  #create(def: OpDefinition, operands: readonly Value[], type: Type): Value {
    return this.builder.createOperation(def, operands, [type]).result();
  }

  /** An integer as a number of a type, as upstream makes it: by a cast. */
  integer(type: Type, value: bigint): Value {
    return this.cast(type, createConstant(this.builder, i64(), value));
  }
  /** The index of a loop as a number of a type. */
  index(type: Type, loop: number): Value {
    return this.cast(type, this.builder.create(IndexOp, { dim: IntegerAttr.get(i64(), loop) }).result);
  }

  unary(name: UnaryFunction, operand: Value): Value {
    const { type } = operand;
    if (!(type instanceof FloatType)) throw this.#fail("unsupported non numeric type");
    if (name === "square") return this.#create(MulFOp, [operand, operand], type);
    if (name === "reciprocal") return this.#create(DivFOp, [createConstant(this.builder, type, 1), operand], type);
    return this.#create(unaryOps[name]!, [operand], type);
  }

  binary(name: BinaryFunction, lhs: Value, rhs: Value): Value {
    const table = tableFor([lhs.type, rhs.type]);
    if (table === undefined) {
      const expected = "expects allComplex, allFloatingPoint, or allInteger";
      throw this.#fail(`Cannot build binary Linalg operation: ${expected}, got '${lhs.type}' and '${rhs.type}'`);
    }
    const def = table[name];
    if (typeof def === "string") throw this.#fail(`unsupported operation: ${def}`);
    return this.#create(def, [lhs, rhs], lhs.type);
  }

  select(condition: Value, whenTrue: Value, whenFalse: Value): Value {
    return this.#create(SelectOp, [condition, whenTrue, whenFalse], whenTrue.type);
  }

  /** The operand as a number of another type. */
  cast(type: Type, operand: Value, isUnsigned = this.isUnsigned): Value {
    if (operand.type === type) return operand;
    const def = castOp(operand.type, type, isUnsigned);
    if (def === undefined) throw this.#fail(`could not cast operand of type '${operand.type}' to '${type}'`);
    return this.#create(def, [operand], type);
  }
}

function castOp(from: Type, to: Type, isUnsigned: boolean): OpDefinition | undefined {
  if (to instanceof IntegerType) {
    if (from instanceof IndexType) return IndexCastOp;
    if (from instanceof FloatType) return isUnsigned ? FPToUIOp : FPToSIOp;
    if (!(from instanceof IntegerType) || from.width === to.width) return undefined;
    if (from.width > to.width) return TruncIOp;
    return isUnsigned ? ExtUIOp : ExtSIOp;
  }
  if (!(to instanceof FloatType)) return undefined;
  if (from instanceof IntegerType) return isUnsigned ? UIToFPOp : SIToFPOp;
  if (!(from instanceof FloatType) || from.width === to.width) return undefined;
  return from.width > to.width ? TruncFOp : ExtFOp;
}
