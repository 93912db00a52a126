/**
 * Points at which every derivative rule of arith, complex and math is checked, in both modes and at every float width.
 * They fit all widths, f16 and bf16 included: each number has at most eight significant bits.
 */
export interface RuleCase {
  readonly op: string;
  /** The operation; `$T` stands for the float type, the operands are %a, %b, %c and the result is %r. */
  readonly text: string;
  readonly points: readonly (readonly number[])[];
}

const unary = (op: string, ...points: readonly number[]): RuleCase => ({
  op,
  text: `%r = ${op} %a : $T`,
  points: points.map((x) => [x]),
});
const binary = (op: string, ...points: readonly (readonly [number, number])[]): RuleCase => ({
  op,
  text: `%r = ${op} %a, %b : $T`,
  points,
});

const around: readonly (readonly [number, number])[] = [
  [1.5, 0.75],
  [-1.5, 0.75],
  [0.625, -2.5],
  [-0.625, -2.5],
];
const everywhere = [-2.5, -0.75, 0.25, 1.5] as const;

export const elementaryRuleCases: readonly RuleCase[] = [
  binary("arith.addf", ...around),
  binary("arith.subf", ...around),
  binary("arith.mulf", ...around),
  binary("arith.divf", ...around),
  binary("arith.remf", [5.5, 2], [-5.5, 2], [5.5, -1.75]),
  binary("arith.maximumf", ...around),
  binary("arith.minimumf", ...around),
  binary("arith.maxnumf", ...around),
  binary("arith.minnumf", ...around),
  unary("arith.negf", ...everywhere),
  {
    op: "arith.select",
    text: `%zero = arith.constant 0.0 : $T
      %k = arith.cmpf ogt, %a, %zero : $T
      %r = arith.select %k, %b, %c : $T`,
    points: [
      [1, 2.5, -0.5],
      [-1, 2.5, -0.5],
    ],
  },
  {
    op: "arith.extf",
    text: `%w = arith.extf %a : $T to $W
      %s = math.sin %w : $W
      %r = arith.truncf %s : $W to $T`,
    points: [[0.75], [-1.5]],
  },
  {
    op: "arith.truncf",
    text: `%w = arith.extf %a : $T to $W
      %s = arith.mulf %w, %w : $W
      %r = arith.truncf %s : $W to $T`,
    points: [[0.75], [-1.5]],
  },
  unary("math.absf", ...everywhere),
  unary("math.acos", -0.75, 0.25, 0.5),
  unary("math.acosh", 1.25, 3.5, 100),
  unary("math.asin", -0.75, 0.25, 0.5),
  unary("math.asinh", ...everywhere, 300),
  unary("math.atan", ...everywhere),
  binary("math.atan2", ...around, [200, 150], [-0.5, 200]),
  unary("math.atanh", -0.75, 0.25, 0.5),
  unary("math.cbrt", ...everywhere),
  {
    op: "math.clampf",
    text: "%r = math.clampf %a to [%b, %c] : $T",
    points: [
      [0.5, -1, 2],
      [-2.5, -1, 2],
      [3.5, -1, 2],
    ],
  },
  binary("math.copysign", ...around),
  unary("math.cos", ...everywhere),
  unary("math.cosh", ...everywhere),
  unary("math.erf", ...everywhere),
  unary("math.erfc", ...everywhere),
  unary("math.exp", ...everywhere),
  unary("math.exp2", ...everywhere),
  unary("math.expm1", ...everywhere),
  {
    op: "math.fma",
    text: "%r = math.fma %a, %b, %c : $T",
    points: [
      [1.5, -0.75, 2.5],
      [-0.5, -3, 1.25],
    ],
  },
  {
    op: "math.fpowi",
    text: `%n = arith.constant -3 : i32
      %r = math.fpowi %a, %n : $T, i32`,
    points: [[1.5], [-0.75]],
  },
  unary("math.log", 0.25, 1.5, 10),
  unary("math.log10", 0.25, 1.5, 10),
  unary("math.log1p", -0.5, 0.25, 1.5),
  unary("math.log2", 0.25, 1.5, 10),
  binary("math.powf", [1.5, 2.5], [0.75, -1.5], [2, 0], [3, 1]),
  unary("math.rsqrt", 0.25, 1.5, 10),
  unary("math.sin", ...everywhere),
  {
    op: "math.sincos",
    text: `%s, %k = math.sincos %a : $T
      %r = arith.mulf %s, %k : $T`,
    points: [[0.75], [-1.5]],
  },
  unary("math.sinh", ...everywhere),
  unary("math.sqrt", 0.25, 1.5, 10),
  unary("math.tan", -0.75, 0.25, 1.25),
  // Its rule takes 1 - tanh(x)^2 from the result, which cancels for larger arguments.
  unary("math.tanh", -1.5, -0.75, 0.25, 1.5),
];

// Complex numbers: their parts go in, and a sum of the results' parts with different weights comes out.

const weighted = `%re = complex.re %w : complex<$T>
      %im = complex.im %w : complex<$T>
      %k = arith.constant 0.625 : $T
      %q = arith.mulf %im, %k : $T
      %r = arith.addf %re, %q : $T`;
const number = (name: string, real: string, imaginary: string): string =>
  `%${name} = complex.create %${real}, %${imaginary} : complex<$T>`;

/** An operation that gives `%w` of `%z`, which is made of two numbers, or of `%y` as well, which is made of two others. */
const complexCase = (op: string, text: string, points: readonly (readonly number[])[]): RuleCase => ({
  op,
  text: `${number("z", "a", "b")}
      ${points[0]!.length > 2 ? number("y", "c", "d") : ""}
      ${text}
      ${text.includes("%r =") ? "" : weighted}`,
  points,
});
const plane = [
  [1.5, 0.75],
  [-1.25, 0.5],
  [-0.75, -1.5],
  [0.5, -0.25],
  [-0.75, 0],
];
/** Differences do not cross the cut along the negative real axis there. */
const offTheCut = plane.slice(0, 4);
/** Nothing cancels there, even in bf16. */
const moderate = [
  [0.75, 0.5],
  [1, -0.5],
  [0.5, 0.25],
];
const complexUnary = (op: string, points = plane): RuleCase =>
  complexCase(`complex.${op}`, `%w = complex.${op} %z : complex<$T>`, points);
const complexToReal = (op: string, points = plane): RuleCase =>
  complexCase(`complex.${op}`, `%r = complex.${op} %z : complex<$T>`, points);
const complexBinary = (op: string): RuleCase =>
  complexCase(`complex.${op}`, `%w = complex.${op} %z, %y : complex<$T>`, [
    [1.5, 0.75, 0.5, -1.25],
    [-0.5, 1.25, 1.5, 0.5],
    [1.25, -0.5, 1.5, -0.25],
  ]);

export const complexRuleCases: readonly RuleCase[] = [
  ...["add", "sub", "mul", "div", "pow", "atan2"].map(complexBinary),
  ...["neg", "conj", "sign", "exp", "expm1", "sin", "cos", "tan"].map((op) => complexUnary(op)),
  ...["log", "sqrt", "log1p"].map((op) => complexUnary(op, offTheCut)),
  ...["rsqrt", "tanh"].map((op) => complexUnary(op, moderate)),
  ...["re", "im", "abs"].map((op) => complexToReal(op)),
  complexToReal("angle", offTheCut),
  complexCase("complex.create", "%w = complex.mul %z, %z : complex<$T>", plane),
  ...[3, 1, 0, -2].map((power) =>
    complexCase(
      "complex.powi",
      `%n = arith.constant ${power} : i32
      %w = complex.powi %z, %n : complex<$T>, i32`,
      plane,
    ),
  ),
  complexCase(
    "arith.select",
    `%zero = arith.constant 0.0 : $T
      %c0 = arith.cmpf ogt, %a, %zero : $T
      %s = arith.select %c0, %z, %y : complex<$T>
      %w = complex.mul %s, %z : complex<$T>`,
    [
      [1, 2.5, -0.5, 0.75],
      [-1, 2.5, -0.5, 0.75],
    ],
  ),
];
