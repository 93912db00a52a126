/** Builds real arithmetic, of which operations on complex numbers are made: in `arith` and `math`, or in `llvm`. */

import * as arith from "../../dialects/arith/index.ts";
import * as llvm from "../../dialects/llvm/index.ts";
import * as math from "../../dialects/math/index.ts";
import type { Attribute } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { FloatAttr } from "../../ir/builtin/attributes.ts";
import { type FloatType, i1 } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Value } from "../../ir/value.ts";
import { convertFastmath } from "../to-llvm/elementwise.ts";

/** The comparisons that are needed: ordered ones do not hold for a NaN, and `uno` holds if there is one. */
export type Comparison = "oeq" | "one" | "ogt" | "oge" | "olt" | "ord" | "uno" | "une";

/** What a dialect calls the basic operations. */
interface Vocabulary {
  readonly add: OpDefinition;
  readonly sub: OpDefinition;
  readonly mul: OpDefinition;
  readonly div: OpDefinition;
  readonly neg: OpDefinition;
  readonly abs: OpDefinition;
  readonly sqrt: OpDefinition;
  readonly copySign: OpDefinition;
  /** The other number if one is a NaN. */
  readonly maxNum: OpDefinition;
  /** A NaN if one number is a NaN. */
  readonly minimum: OpDefinition;
  readonly and: OpDefinition;
  readonly or: OpDefinition;
  readonly select: OpDefinition;
  readonly compare: OpDefinition;
  readonly constant: OpDefinition;
  /** The attributes of operations on floats. */
  flags(fastmath: arith.FastMathFlagsAttr): Readonly<Record<string, Attribute>>;
  predicate(name: Comparison): Attribute;
}

const standardWords: Vocabulary = {
  add: arith.AddFOp,
  sub: arith.SubFOp,
  mul: arith.MulFOp,
  div: arith.DivFOp,
  neg: arith.NegFOp,
  abs: math.AbsFOp,
  sqrt: math.SqrtOp,
  copySign: math.CopySignOp,
  maxNum: arith.MaxNumFOp,
  minimum: arith.MinimumFOp,
  and: arith.AndIOp,
  or: arith.OrIOp,
  select: arith.SelectOp,
  compare: arith.CmpFOp,
  constant: arith.ConstantOp,
  flags: (fastmath) => ({ fastmath }),
  predicate: (name) => arith.CmpFPredicate.of(name),
};

const llvmWords: Vocabulary = {
  add: llvm.FAddOp,
  sub: llvm.FSubOp,
  mul: llvm.FMulOp,
  div: llvm.FDivOp,
  neg: llvm.FNegOp,
  abs: llvm.FAbsOp,
  sqrt: llvm.SqrtOp,
  copySign: llvm.CopySignOp,
  maxNum: llvm.MaxNumOp,
  minimum: llvm.MinimumOp,
  and: llvm.AndOp,
  or: llvm.OrOp,
  select: llvm.SelectOp,
  compare: llvm.FCmpOp,
  constant: llvm.ConstantOp,
  flags: (fastmath) => ({ fastmathFlags: convertFastmath(fastmath) }),
  predicate: (name) => llvm.FCmpPredicate.of(name),
};

/** Basic arithmetic on numbers of one type. */
export class Reals {
  readonly type: FloatType;
  protected readonly builder: OpBuilder;
  readonly #words: Vocabulary;
  readonly #flags: Readonly<Record<string, Attribute>>;
  readonly #constants: Map<number, Value>;

  protected constructor(words: Vocabulary, builder: OpBuilder, type: FloatType, fastmath: arith.FastMathFlagsAttr) {
    this.type = type;
    this.builder = builder;
    this.#words = words;
    this.#flags = words.flags(fastmath);
    this.#constants = new Map();
  }

  static inLLVM(builder: OpBuilder, type: FloatType, fastmath: arith.FastMathFlagsAttr): Reals {
    return new Reals(llvmWords, builder, type, fastmath);
  }

  protected apply(op: OpDefinition, ...operands: readonly Value[]): Value {
    return this.builder.createOperation(op, operands, [this.type], this.#flags).result();
  }

  constant(number: number): Value {
    const known = this.#constants.get(number);
    if (known !== undefined) return known;
    const value = FloatAttr.get(this.type, number);
    const constant = this.builder.createOperation(this.#words.constant, [], [this.type], { value }).result();
    this.#constants.set(number, constant);
    return constant;
  }
  get infinity(): Value {
    return this.constant(Number.POSITIVE_INFINITY);
  }

  add(a: Value, b: Value): Value {
    return this.apply(this.#words.add, a, b);
  }
  sub(a: Value, b: Value): Value {
    return this.apply(this.#words.sub, a, b);
  }
  mul(a: Value, b: Value): Value {
    return this.apply(this.#words.mul, a, b);
  }
  div(a: Value, b: Value): Value {
    return this.apply(this.#words.div, a, b);
  }
  neg(a: Value): Value {
    return this.apply(this.#words.neg, a);
  }
  abs(a: Value): Value {
    return this.apply(this.#words.abs, a);
  }
  sqrt(a: Value): Value {
    return this.apply(this.#words.sqrt, a);
  }
  /** `magnitude` with the sign of `sign`. */
  copySign(magnitude: Value, sign: Value): Value {
    return this.apply(this.#words.copySign, magnitude, sign);
  }
  maxNum(a: Value, b: Value): Value {
    return this.apply(this.#words.maxNum, a, b);
  }
  minimum(a: Value, b: Value): Value {
    return this.apply(this.#words.minimum, a, b);
  }

  compare(comparison: Comparison, a: Value, b: Value): Value {
    const attributes = { predicate: this.#words.predicate(comparison), ...this.#flags };
    return this.builder.createOperation(this.#words.compare, [a, b], [i1()], attributes).result();
  }
  isNaN(a: Value): Value {
    return this.compare("uno", a, a);
  }
  isZero(a: Value): Value {
    return this.compare("oeq", a, this.constant(0));
  }
  /** Whether a number that is not negative is infinite. */
  isInfinite(magnitude: Value): Value {
    return this.compare("oeq", magnitude, this.infinity);
  }
  isFinite(magnitude: Value): Value {
    return this.compare("one", magnitude, this.infinity);
  }
  and(a: Value, b: Value): Value {
    return this.builder.createOperation(this.#words.and, [a, b], [i1()]).result();
  }
  or(a: Value, b: Value): Value {
    return this.builder.createOperation(this.#words.or, [a, b], [i1()]).result();
  }
  select(condition: Value, a: Value, b: Value): Value {
    return this.builder.createOperation(this.#words.select, [condition, a, b], [this.type]).result();
  }
}

/** Basic arithmetic and functions, in `arith` and `math`. */
export class RealFunctions extends Reals {
  constructor(builder: OpBuilder, type: FloatType, fastmath: arith.FastMathFlagsAttr) {
    super(standardWords, builder, type, fastmath);
  }

  exp(a: Value): Value {
    return this.apply(math.ExpOp, a);
  }
  expm1(a: Value): Value {
    return this.apply(math.ExpM1Op, a);
  }
  log(a: Value): Value {
    return this.apply(math.LogOp, a);
  }
  log1p(a: Value): Value {
    return this.apply(math.Log1pOp, a);
  }
  sin(a: Value): Value {
    return this.apply(math.SinOp, a);
  }
  cos(a: Value): Value {
    return this.apply(math.CosOp, a);
  }
  sinh(a: Value): Value {
    return this.apply(math.SinhOp, a);
  }
  cosh(a: Value): Value {
    return this.apply(math.CoshOp, a);
  }
  atan2(y: Value, x: Value): Value {
    return this.apply(math.Atan2Op, y, x);
  }
  pow(base: Value, exponent: Value): Value {
    return this.apply(math.PowFOp, base, exponent);
  }
}
