/**
 * Points at which every derivative rule of arith and math is checked, in both modes and at every float width. They fit all
 * widths, f16 and bf16 included: each number has at most eight significant bits.
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

export const ruleCases: readonly RuleCase[] = [
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
