/**
 * Derivatives of the functions of <complex.h>, and of those that compilers call for products and quotients. Complex numbers
 * are passed as two numbers, a struct, an array or a vector of two, as the platform has it. The adjoint of a number is the
 * pair of the adjoints of its parts; see docs/differentiation.md.
 */
import type { OpBuilder } from "../../../ir/builder.ts";
import { VectorType } from "../../../ir/builtin/types.ts";
import { functionOperation } from "../../../ir/derivatives/function-operation.ts";
import type { AdjointBuilder, DerivativeBuilder, DerivativeRule } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { buildAggregate, unpackValues } from "../aggregate-values.ts";
import { CallOp } from "../call-op.ts";
import { AnyFloat } from "../constraints.ts";
import { ATan2Op, applyBinary, applyUnary, CoshOp, CosOp, LogOp, SinhOp, SinOp } from "../intrinsics/float.ts";
import { lanesOf, vectorOf } from "./reductions.ts";

interface Complex {
  readonly re: Value;
  readonly im: Value;
}

/** Arithmetic with complex numbers where a derivative is computed. */
class ComplexArithmetic {
  readonly #b: DerivativeBuilder;

  constructor(b: DerivativeBuilder) {
    this.#b = b;
  }

  get #builder(): OpBuilder {
    return this.#b.builder;
  }
  #product = (lhs: Value, rhs: Value): Value => this.#b.arithmetic.multiply(this.#builder, lhs, rhs);
  #sum = (lhs: Value, rhs: Value): Value => this.#b.arithmetic.add(this.#builder, lhs, rhs);
  #difference = (lhs: Value, rhs: Value): Value => this.#b.arithmetic.subtract(this.#builder, lhs, rhs);
  #quotient = (lhs: Value, rhs: Value): Value => this.#b.arithmetic.divide(this.#builder, lhs, rhs);
  #negative = (value: Value): Value => this.#b.arithmetic.negate(this.#builder, value);

  real(value: number, { re }: Complex): Complex {
    return { re: this.#b.constant(value, re), im: this.#b.constant(0, re) };
  }
  add(a: Complex, b: Complex): Complex {
    return { re: this.#sum(a.re, b.re), im: this.#sum(a.im, b.im) };
  }
  negate(a: Complex): Complex {
    return { re: this.#negative(a.re), im: this.#negative(a.im) };
  }
  conjugate(a: Complex): Complex {
    return { re: a.re, im: this.#negative(a.im) };
  }
  multiply(a: Complex, b: Complex): Complex {
    return {
      re: this.#difference(this.#product(a.re, b.re), this.#product(a.im, b.im)),
      im: this.#sum(this.#product(a.re, b.im), this.#product(a.im, b.re)),
    };
  }
  divide(a: Complex, b: Complex): Complex {
    const square = this.#sum(this.#product(b.re, b.re), this.#product(b.im, b.im));
    const { re, im } = this.multiply(a, this.conjugate(b));
    return { re: this.#quotient(re, square), im: this.#quotient(im, square) };
  }
  inverse(a: Complex): Complex {
    return this.divide(this.real(1, a), a);
  }
  /** 1 + a^2 or 1 - a^2 */
  onePlusSquare(a: Complex, sign: 1 | -1): Complex {
    const square = this.multiply(a, a);
    return this.add(this.real(1, a), sign === 1 ? square : this.negate(square));
  }
  sin({ re, im }: Complex): Complex {
    const { sin, cos, sinh, cosh } = this.#functions(re, im);
    return { re: this.#product(sin, cosh), im: this.#product(cos, sinh) };
  }
  cos({ re, im }: Complex): Complex {
    const { sin, cos, sinh, cosh } = this.#functions(re, im);
    return { re: this.#product(cos, cosh), im: this.#negative(this.#product(sin, sinh)) };
  }
  sinh({ re, im }: Complex): Complex {
    const { sin, cos, sinh, cosh } = this.#functions(im, re);
    return { re: this.#product(sinh, cos), im: this.#product(cosh, sin) };
  }
  cosh({ re, im }: Complex): Complex {
    const { sin, cos, sinh, cosh } = this.#functions(im, re);
    return { re: this.#product(cosh, cos), im: this.#product(sinh, sin) };
  }
  log({ re, im }: Complex): Complex {
    const square = this.#sum(this.#product(re, re), this.#product(im, im));
    const logarithm = applyUnary(this.#builder, LogOp, square);
    return {
      re: this.#product(this.#b.constant(0.5, re), logarithm),
      im: applyBinary(this.#builder, ATan2Op, im, re),
    };
  }

  /** Of the angle the circular functions, of the other part the hyperbolic ones. */
  #functions(angle: Value, part: Value) {
    const builder = this.#builder;
    return {
      sin: applyUnary(builder, SinOp, angle),
      cos: applyUnary(builder, CosOp, angle),
      sinh: applyUnary(builder, SinhOp, part),
      cosh: applyUnary(builder, CoshOp, part),
    };
  }
}

/** The derivatives of a function by its arguments, by these and the result. */
type Slopes = (m: ComplexArithmetic, result: Complex, ...args: readonly Complex[]) => readonly (() => Complex)[];

const functions: Readonly<Record<string, Slopes>> = {
  __mul: (_m, _w, a, b) => [() => b!, () => a!],
  __div: (m, w, _a, b) => [() => m.inverse(b!), () => m.negate(m.divide(w, b!))],
  cexp: (_m, w) => [() => w],
  clog: (m, _w, z) => [() => m.inverse(z!)],
  csqrt: (m, w) => [() => m.inverse(m.add(w, w))],
  cpow: (m, w, z, exponent) => [() => m.divide(m.multiply(exponent!, w), z!), () => m.multiply(w, m.log(z!))],
  csin: (m, _w, z) => [() => m.cos(z!)],
  ccos: (m, _w, z) => [() => m.negate(m.sin(z!))],
  ctan: (m, w) => [() => m.onePlusSquare(w, 1)],
  csinh: (m, _w, z) => [() => m.cosh(z!)],
  ccosh: (m, _w, z) => [() => m.sinh(z!)],
  ctanh: (m, w) => [() => m.onePlusSquare(w, -1)],
  // The inverse functions, by the derivative of what they invert.
  casin: (m, w) => [() => m.inverse(m.cos(w))],
  cacos: (m, w) => [() => m.negate(m.inverse(m.sin(w)))],
  catan: (m, _w, z) => [() => m.inverse(m.onePlusSquare(z!, 1))],
  casinh: (m, w) => [() => m.inverse(m.cosh(w))],
  cacosh: (m, w) => [() => m.inverse(m.sinh(w))],
  catanh: (m, _w, z) => [() => m.inverse(m.onePlusSquare(z!, -1))],
};

/** The derivatives of functions with a real result by the two parts. */
const realFunctions: Readonly<Record<string, (b: DerivativeBuilder, z: Complex, result: Value) => Complex>> = {
  /** 0 at the origin */
  cabs(b, { re, im }, result) {
    const { builder, arithmetic: a } = b;
    const isZero = a.compare(builder, "==", result, b.constant(0, result));
    const divisor = a.select(builder, isZero, b.constant(1, result), result);
    return { re: a.divide(builder, re, divisor), im: a.divide(builder, im, divisor) };
  },
  carg({ builder, arithmetic: a }, { re, im }) {
    const square = a.add(builder, a.multiply(builder, re, re), a.multiply(builder, im, im));
    return { re: a.divide(builder, a.negate(builder, im), square), im: a.divide(builder, re, square) };
  },
};

/** The names for double and float. */
const namesOf = (name: string): readonly string[] =>
  name.startsWith("__") ? [`${name}dc3`, `${name}sc3`] : [name, `${name}f`];

/** The values in which each of the complex numbers is passed: two numbers, or one value that holds both. */
function grouped(values: readonly Value[]): readonly (readonly Value[])[] {
  const groups: Value[][] = [];
  for (const value of values) {
    const last = groups.at(-1);
    if (last?.length === 1 && AnyFloat.is(last[0]!.type)) last.push(value);
    else groups.push([value]);
  }
  return groups;
}

function complexOf(builder: OpBuilder, op: Operation, [first, second]: readonly Value[]): Complex {
  if (second !== undefined) return { re: first!, im: second };
  const parts = first!.type instanceof VectorType ? lanesOf(builder, op, first!) : unpackValues(builder, first!, 2);
  return { re: parts[0]!, im: parts[1]! };
}

/** The number in one value like `like`. */
function packed(builder: OpBuilder, { re, im }: Complex, like: Value): Value {
  if (like.type instanceof VectorType) return vectorOf(builder, [re, im], like.type);
  const parts: [number[], Value][] = [
    [[0], re],
    [[1], im],
  ];
  return buildAggregate(builder, like.type, parts);
}

const complexRule = (name: string, slopes: Slopes): DerivativeRule => ({
  op: functionOperation(CallOp, { name }, true),
  inactive: [],
  jvp(call, b) {
    const { builder } = b;
    const m = new ComplexArithmetic(b);
    const args = grouped(call.operands);
    const numbers = args.map((group) => complexOf(builder, call, group));
    const bySlope = slopes(m, complexOf(builder, call, call.results), ...numbers);
    const terms = args.flatMap((group, i) => {
      if (group.every((value) => b.tangent(value) === undefined)) return [];
      const tangents = group.map((value) => b.tangentOrZero(value));
      return [m.multiply(bySlope[i]!(), complexOf(builder, call, tangents))];
    });
    if (terms.length === 0) return;
    const sum = terms.reduce((lhs, rhs) => m.add(lhs, rhs));
    b.setTangent(call.result(0), packed(builder, sum, call.result(0)));
  },
  /** zBar += conjugate(slope) * wBar */
  vjp(call, b) {
    const gradient = b.gradient(call.result(0));
    if (gradient === undefined) return;
    const { builder } = b;
    const m = new ComplexArithmetic(b);
    const args = grouped(call.operands);
    const primal = (group: readonly Value[]): Complex =>
      complexOf(
        builder,
        call,
        group.map((value) => b.primal(value)),
      );
    const bySlope = slopes(m, primal(call.results), ...args.map(primal));
    const adjoint = complexOf(builder, call, [gradient]);
    args.forEach((group, i) => {
      if (!group.some((value) => b.isActive(value))) return;
      accumulateParts(b, group, m.multiply(m.conjugate(bySlope[i]!()), adjoint));
    });
  },
});

type RealSlopes = (typeof realFunctions)[string];

const realRule = (name: string, slopes: RealSlopes): DerivativeRule => ({
  op: functionOperation(CallOp, { name }, true),
  inactive: [],
  jvp(call, b) {
    const { builder, arithmetic } = b;
    if (call.operands.every((value) => b.tangent(value) === undefined)) return;
    const tangents = call.operands.map((value) => b.tangentOrZero(value));
    const slope = slopes(b, complexOf(builder, call, call.operands), call.result(0));
    const { re, im } = complexOf(builder, call, tangents);
    const [ofRe, ofIm] = [arithmetic.multiply(builder, slope.re, re), arithmetic.multiply(builder, slope.im, im)];
    b.setTangent(call.result(0), b.add(ofRe, ofIm));
  },
  vjp(call, b) {
    const gradient = b.gradient(call.result(0));
    if (gradient === undefined) return;
    const { builder, arithmetic } = b;
    const z = complexOf(
      builder,
      call,
      call.operands.map((value) => b.primal(value)),
    );
    const slope = slopes(b, z, b.primal(call.result(0)));
    const re = arithmetic.multiply(builder, slope.re, gradient);
    const im = arithmetic.multiply(builder, slope.im, gradient);
    accumulateParts(b, call.operands, { re, im });
  },
});

/** Adds to the adjoints of the values in which a complex number is passed. */
function accumulateParts(b: AdjointBuilder, group: readonly Value[], { re, im }: Complex): void {
  if (group.length === 1) b.accumulate(group[0]!, packed(b.builder, { re, im }, group[0]!));
  else [re, im].forEach((part, k) => void b.accumulate(group[k]!, part));
}

export const complexFunctionDerivatives = (): readonly DerivativeRule[] => [
  ...Object.entries(functions).flatMap(([name, slopes]) =>
    namesOf(name).map((spelled) => complexRule(spelled, slopes)),
  ),
  ...Object.entries(realFunctions).flatMap(([name, slopes]) =>
    namesOf(name).map((spelled) => realRule(spelled, slopes)),
  ),
];
