/**
 * The derivative rules of the complex dialect: those in derivatives.yaml, and those of operations that are not
 * holomorphic. A complex number counts as the pair of its parts: its tangent has the tangents of the parts as parts, and
 * its adjoint the adjoints of the parts.
 */
import type { OpBuilder } from "../../ir/builder.ts";
import type { ComplexType } from "../../ir/builtin/types.ts";
import { derivativeRules } from "../../ir/derivatives/formula-rules.ts";
import { type DerivativeBuilder, type DerivativeRule, derivative } from "../../ir/interfaces/differentiable.ts";
import type { Value } from "../../ir/value.ts";
import { AddFOp, createConstant, DivFOp, MulFOp, SIToFPOp, SubIOp } from "../arith/index.ts";
import { derivativeFormulas } from "./generated/derivatives.ts";
import { AbsOp, AngleOp, ConjOp, CreateOp, complexOps, DivOp, ImOp, MulOp, PowiOp, ReOp, SignOp } from "./ops.ts";

const re = (builder: OpBuilder, complex: Value): Value => builder.create(ReOp, { complex }).real;
const im = (builder: OpBuilder, complex: Value): Value => builder.create(ImOp, { complex }).imaginary;
const conj = (builder: OpBuilder, complex: Value): Value => builder.create(ConjOp, { complex }).result;
const create = (builder: OpBuilder, real: Value, imaginary: Value): Value =>
  builder.create(CreateOp, { real, imaginary }).complex;
const multiply = (builder: OpBuilder, lhs: Value, rhs: Value): Value => builder.create(MulOp, { lhs, rhs }).result;
const product = (builder: OpBuilder, lhs: Value, rhs: Value): Value => builder.create(MulFOp, { lhs, rhs }).result;
const zeroLike = (builder: OpBuilder, value: Value): Value => createConstant(builder, value.type, 0);

// The parts.

const createRule = derivative(CreateOp, {
  jvp({ real, imaginary, complex }, b) {
    b.setTangent(complex, create(b.builder, b.tangentOrZero(real), b.tangentOrZero(imaginary)));
  },
  vjp({ real, imaginary, complex }, b) {
    const gradient = b.gradient(complex);
    if (gradient === undefined) return;
    b.accumulate(real, re(b.builder, gradient));
    b.accumulate(imaginary, im(b.builder, gradient));
  },
});

const reRule = derivative(ReOp, {
  jvp({ complex, real }, b) {
    const tangent = b.tangent(complex);
    if (tangent !== undefined) b.setTangent(real, re(b.builder, tangent));
  },
  vjp({ complex, real }, b) {
    const gradient = b.gradient(real);
    if (gradient !== undefined) b.accumulate(complex, create(b.builder, gradient, zeroLike(b.builder, gradient)));
  },
});

const imRule = derivative(ImOp, {
  jvp({ complex, imaginary }, b) {
    const tangent = b.tangent(complex);
    if (tangent !== undefined) b.setTangent(imaginary, im(b.builder, tangent));
  },
  vjp({ complex, imaginary }, b) {
    const gradient = b.gradient(imaginary);
    if (gradient !== undefined) b.accumulate(complex, create(b.builder, zeroLike(b.builder, gradient), gradient));
  },
});

// Operations that are linear in the two parts, with a matrix that is its own transpose: both modes do the same.

/** A rule for an operation whose derivative, applied to a tangent or an adjoint, is what `apply` makes of it. */
const symmetric = (
  def: typeof ConjOp | typeof SignOp,
  apply: (
    builder: OpBuilder,
    change: Value,
    primal: (value: Value) => Value,
    op: { complex: Value; result: Value },
  ) => Value,
): DerivativeRule =>
  derivative(def as typeof ConjOp, {
    jvp(op, b) {
      const tangent = b.tangent(op.complex);
      if (tangent !== undefined)
        b.setTangent(
          op.result,
          apply(b.builder, tangent, (value) => value, op),
        );
    },
    vjp(op, b) {
      const gradient = b.gradient(op.result);
      if (gradient !== undefined) {
        b.accumulate(
          op.complex,
          apply(b.builder, gradient, (value) => b.primal(value), op),
        );
      }
    },
  });

const conjRule = symmetric(ConjOp, (builder, change) => conj(builder, change));

/** Only what is orthogonal to the number turns its direction: i s Im(conj(s) change) / |z|. At 0: NaN. */
const signRule = symmetric(SignOp, (builder, change, primal, { complex, result }) => {
  const sign = primal(result);
  const across = im(builder, multiply(builder, conj(builder, sign), change));
  const rhs = builder.create(AbsOp, { complex: primal(complex) }).result;
  const turn = builder.create(DivFOp, { lhs: across, rhs }).result;
  return multiply(builder, create(builder, zeroLike(builder, turn), turn), sign);
});

// Functions with real values.

/** |z|' is the direction of z: 0 at 0. */
const absRule = derivative(AbsOp, {
  jvp({ complex, result }, b) {
    const tangent = b.tangent(complex);
    if (tangent === undefined) return;
    const { builder } = b;
    const sign = builder.create(SignOp, { complex }).result;
    const lhs = product(builder, re(builder, tangent), re(builder, sign));
    const rhs = product(builder, im(builder, tangent), im(builder, sign));
    b.setTangent(result, builder.create(AddFOp, { lhs, rhs }).result);
  },
  vjp({ complex, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    const { builder } = b;
    const sign = builder.create(SignOp, { complex: b.primal(complex) }).result;
    const [real, imaginary] = [re(builder, sign), im(builder, sign)].map((part) => product(builder, gradient, part));
    b.accumulate(complex, create(builder, real!, imaginary!));
  },
});

/** The imaginary part of the logarithm. At 0: NaN. */
const angleRule = derivative(AngleOp, {
  jvp({ complex, result }, b) {
    const tangent = b.tangent(complex);
    if (tangent === undefined) return;
    b.setTangent(result, im(b.builder, b.builder.create(DivOp, { lhs: tangent, rhs: complex }).result));
  },
  /** i grad / conj(z) */
  vjp({ complex, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    const lhs = create(b.builder, zeroLike(b.builder, gradient), gradient);
    const rhs = conj(b.builder, b.primal(complex));
    b.accumulate(complex, b.builder.create(DivOp, { lhs, rhs }).result);
  },
});

// Integer powers.

const powiRule = derivative(PowiOp, {
  inactive: ["rhs"],
  jvp({ lhs, rhs, result }, b) {
    const tangent = b.tangent(lhs);
    if (tangent !== undefined) b.setTangent(result, multiply(b.builder, tangent, slopeOfPower(b, lhs, rhs)));
  },
  vjp({ lhs, rhs, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    const slope = slopeOfPower(b, b.primal(lhs), b.primal(rhs));
    b.accumulate(lhs, multiply(b.builder, gradient, conj(b.builder, slope)));
  },
});

/** power * base^(power - 1), which is 0 for a power of 0 even where base^-1 is infinite. */
function slopeOfPower({ builder, arithmetic }: DerivativeBuilder, base: Value, power: Value): Value {
  const one = createConstant(builder, power.type, 1);
  const rhs = builder.create(SubIOp, { lhs: power, rhs: one }).result;
  const lower = builder.create(PowiOp, { lhs: base, rhs, resultTypes: [base.type] });
  const partType = (base.type as ComplexType).elementType;
  const real = builder.create(SIToFPOp, { in: power, resultTypes: [partType] }).out;
  const factor = create(builder, real, zeroLike(builder, real));
  const zero = arithmetic.constant(builder, base.type, 0);
  const isZero = arithmetic.compare(builder, "==", factor, zero);
  return arithmetic.select(builder, isZero, zero, multiply(builder, factor, lower.result));
}

export const complexDerivatives = (): readonly DerivativeRule[] => [
  ...derivativeRules(derivativeFormulas, complexOps),
  createRule,
  reRule,
  imRule,
  conjRule,
  signRule,
  absRule,
  angleRule,
  powiRule,
];
