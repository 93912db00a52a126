/** Points at which every derivative rule of the llvm dialect is checked, as in points.ts. */

import type { RuleCase } from "./points.ts";

type Point = readonly number[];

const around: readonly Point[] = [
  [1.5, 0.75],
  [-1.5, 0.75],
  [0.625, -2.5],
  [-0.625, -2.5],
];
const everywhere: readonly Point[] = [[-2.5], [-0.75], [0.25], [1.5]];
const positive: readonly Point[] = [[0.25], [1.5], [10]];
const inside: readonly Point[] = [[-0.75], [0.25], [0.5]];
const three: readonly Point[] = [
  [1.5, -0.75, 2.5],
  [-0.5, -3, 1.25],
  [0.75, 1.25, -1],
];

const operands = ["%a", "%b", "%c"];

/** `llvm.fadd %a, %b : T` */
const plain = (name: string, points: readonly Point[]): RuleCase => ({
  op: `llvm.${name}`,
  text: `%r = llvm.${name} ${operands.slice(0, points[0]!.length).join(", ")} : $T`,
  points,
});
/** `llvm.intr.sin(%a) : (T) -> T` */
const intrinsic = (name: string, points: readonly Point[]): RuleCase => {
  const count = points[0]!.length;
  const types = Array<string>(count).fill("$T").join(", ");
  return {
    op: `llvm.intr.${name}`,
    text: `%r = llvm.intr.${name}(${operands.slice(0, count).join(", ")}) : (${types}) -> $T`,
    points,
  };
};

const lanes = `%i0 = llvm.mlir.constant(0 : i32) : i32
  %i1 = llvm.mlir.constant(1 : i32) : i32
  %i2 = llvm.mlir.constant(2 : i32) : i32
  %i3 = llvm.mlir.constant(3 : i32) : i32`;

/** %v = [a, b, c, a * b] */
const vector = `${lanes}
  %p = llvm.fmul %a, %b : $T
  %v_ = llvm.mlir.poison : vector<4x$T>
  %v0 = llvm.insertelement %a, %v_[%i0 : i32] : vector<4x$T>
  %v1 = llvm.insertelement %b, %v0[%i1 : i32] : vector<4x$T>
  %v2 = llvm.insertelement %c, %v1[%i2 : i32] : vector<4x$T>
  %v = llvm.insertelement %p, %v2[%i3 : i32] : vector<4x$T>`;

/** %r = w0 + 2 w1 * w2 - w3, for the vector %w */
const combined = `%w0 = llvm.extractelement %w[%i0 : i32] : vector<4x$T>
  %w1 = llvm.extractelement %w[%i1 : i32] : vector<4x$T>
  %w2 = llvm.extractelement %w[%i2 : i32] : vector<4x$T>
  %w3 = llvm.extractelement %w[%i3 : i32] : vector<4x$T>
  %m = llvm.fmul %w1, %w2 : $T
  %m2 = llvm.fadd %m, %m : $T
  %s = llvm.fadd %w0, %m2 : $T
  %r = llvm.fsub %s, %w3 : $T`;

const onVector = (op: string, text: string, around: readonly Point[] = three): RuleCase => ({
  op: `llvm.${op}`,
  text: `${vector}\n${text}`,
  points: around,
});
const reduction = (name: string): RuleCase =>
  onVector(`intr.vector.reduce.${name}`, `%r = llvm.intr.vector.reduce.${name}(%v) : (vector<4x$T>) -> $T`, [
    ...three,
    [2.5, -4, -3],
  ]);
const startedReduction = (name: string): RuleCase =>
  onVector(
    `intr.vector.reduce.${name}`,
    `%t = llvm.fmul %b, %c : $T
    %r = "llvm.intr.vector.reduce.${name}"(%t, %v) : ($T, vector<4x$T>) -> $T`,
  );

export const llvmRuleCases: readonly RuleCase[] = [
  plain("fadd", around),
  plain("fsub", around),
  plain("fmul", around),
  plain("fdiv", around),
  plain("frem", [
    [5.5, 2],
    [-5.5, 2],
    [5.5, -1.75],
  ]),
  plain("fneg", everywhere),
  {
    op: "llvm.select",
    text: `%zero = llvm.mlir.constant(0.0 : $T) : $T
      %k = llvm.fcmp "ogt" %a, %zero : $T
      %r = llvm.select %k, %b, %c : i1, $T`,
    points: [
      [1, 2.5, -0.5],
      [-1, 2.5, -0.5],
    ],
  },
  { op: "llvm.freeze", text: "%r = llvm.freeze %a : $T", points: [[1.5]] },
  {
    op: "llvm.fpext",
    text: `%w = llvm.fpext %a : $T to $W
      %s = llvm.intr.sin(%w) : ($W) -> $W
      %r = llvm.fptrunc %s : $W to $T`,
    points: [[0.75], [-1.5]],
  },
  {
    op: "llvm.fptrunc",
    text: `%w = llvm.fpext %a : $T to $W
      %s = llvm.fmul %w, %w : $W
      %r = llvm.fptrunc %s : $W to $T`,
    points: [[0.75], [-1.5]],
  },
  ...["sin", "cos", "atan", "sinh", "cosh", "exp", "exp2", "exp10", "fabs"].map((name) => intrinsic(name, everywhere)),
  ...["log", "log2", "log10", "sqrt"].map((name) => intrinsic(name, positive)),
  intrinsic("tan", [[-0.75], [0.25], [1.25]]),
  intrinsic("asin", inside),
  intrinsic("acos", inside),
  // Its rule takes 1 - tanh(x)^2 from the result, which cancels for larger arguments.
  intrinsic("tanh", [[-1.5], [-0.75], [0.25], [1.5]]),
  intrinsic("atan2", [...around, [200, 150], [-0.5, 200]]),
  intrinsic("pow", [
    [1.5, 2.5],
    [0.75, -1.5],
    [2, 0],
    [3, 1],
  ]),
  ...["copysign", "maxnum", "minnum", "maximum", "minimum"].map((name) => intrinsic(name, around)),
  intrinsic("fma", three),
  intrinsic("fmuladd", three),
  {
    op: "llvm.intr.powi",
    text: `%n = llvm.mlir.constant(-3 : i32) : i32
      %r = llvm.intr.powi(%a, %n) : ($T, i32) -> $T`,
    points: [[1.5], [-0.75]],
  },
  {
    op: "llvm.intr.ldexp",
    text: `%n = llvm.mlir.constant(-3 : i32) : i32
      %r = llvm.intr.ldexp(%a, %n) : ($T, i32) -> $T`,
    points: [[1.5], [-0.75]],
  },
  {
    op: "llvm.intr.frexp",
    text: `%s = llvm.intr.frexp(%a) : ($T) -> !llvm.struct<($T, i32)>
      %f = llvm.extractvalue %s[0] : !llvm.struct<($T, i32)>
      %r = llvm.fmul %f, %f : $T`,
    points: [[1.25], [-5.5]],
  },
  {
    op: "llvm.intr.sincos",
    text: `%s = llvm.intr.sincos(%a) : ($T) -> !llvm.struct<($T, $T)>
      %x = llvm.extractvalue %s[0] : !llvm.struct<($T, $T)>
      %y = llvm.extractvalue %s[1] : !llvm.struct<($T, $T)>
      %y2 = llvm.fadd %y, %y : $T
      %r = llvm.fadd %x, %y2 : $T`,
    points: [[0.75], [-1.5]],
  },
  {
    op: "llvm.insertvalue",
    text: `%n = llvm.mlir.constant(3 : i32) : i32
      %u = llvm.mlir.undef : !llvm.struct<(i32, array<2 x $T>)>
      %s0 = llvm.insertvalue %a, %u[1, 0] : !llvm.struct<(i32, array<2 x $T>)>
      %s1 = llvm.insertvalue %b, %s0[1, 1] : !llvm.struct<(i32, array<2 x $T>)>
      %s = llvm.insertvalue %n, %s1[0] : !llvm.struct<(i32, array<2 x $T>)>
      %x = llvm.extractvalue %s[1, 0] : !llvm.struct<(i32, array<2 x $T>)>
      %y = llvm.extractvalue %s[1] : !llvm.struct<(i32, array<2 x $T>)>
      %z = llvm.extractvalue %y[1] : !llvm.array<2 x $T>
      %p = llvm.fmul %x, %z : $T
      %r = llvm.fadd %p, %x : $T`,
    points: around,
  },
  {
    op: "llvm.extractvalue",
    text: `%u = llvm.mlir.undef : !llvm.struct<($T, $T)>
      %s0 = llvm.insertvalue %a, %u[0] : !llvm.struct<($T, $T)>
      %s = llvm.insertvalue %b, %s0[1] : !llvm.struct<($T, $T)>
      %t = llvm.insertvalue %a, %s[1] : !llvm.struct<($T, $T)>
      %zero = llvm.mlir.constant(0.0 : $T) : $T
      %k = llvm.fcmp "ogt" %a, %zero : $T
      %w = llvm.select %k, %s, %t : i1, !llvm.struct<($T, $T)>
      %x = llvm.extractvalue %w[0] : !llvm.struct<($T, $T)>
      %y = llvm.extractvalue %w[1] : !llvm.struct<($T, $T)>
      %r = llvm.fmul %x, %y : $T`,
    points: around,
  },
  onVector("insertelement", `%w = llvm.insertelement %c, %v[%i0 : i32] : vector<4x$T>\n${combined}`),
  onVector("extractelement", "%r = llvm.extractelement %v[%i3 : i32] : vector<4x$T>"),
  onVector(
    "shufflevector",
    `%q = llvm.fmul %v, %v : vector<4x$T>
    %w = llvm.shufflevector %v, %q [1, 5, 1, 7] : vector<4x$T>\n${combined}`,
  ),
  reduction("fmax"),
  reduction("fmin"),
  reduction("fmaximum"),
  reduction("fminimum"),
  startedReduction("fadd"),
  startedReduction("fmul"),
  onVector(
    "intr.vector.insert",
    `%h = llvm.shufflevector %v, %v [3, 0] : vector<4x$T>
    %w = llvm.intr.vector.insert %h, %v[2] : vector<2x$T> into vector<4x$T>\n${combined}`,
  ),
  onVector(
    "intr.vector.extract",
    `%h = llvm.intr.vector.extract %v[2] : vector<2x$T> from vector<4x$T>
    %w = llvm.shufflevector %h, %h [1, 0, 0, 1] : vector<2x$T>\n${combined}`,
  ),
  onVector(
    "intr.vector.interleave2",
    `%h = llvm.shufflevector %v, %v [3, 0] : vector<4x$T>
    %g = llvm.shufflevector %v, %v [1, 2] : vector<4x$T>
    %w = "llvm.intr.vector.interleave2"(%h, %g) : (vector<2x$T>, vector<2x$T>) -> vector<4x$T>\n${combined}`,
  ),
  onVector(
    "intr.vector.deinterleave2",
    `%s_ = "llvm.intr.vector.deinterleave2"(%v) : (vector<4x$T>) -> !llvm.struct<(vector<2x$T>, vector<2x$T>)>
    %h = llvm.extractvalue %s_[0] : !llvm.struct<(vector<2x$T>, vector<2x$T>)>
    %g = llvm.extractvalue %s_[1] : !llvm.struct<(vector<2x$T>, vector<2x$T>)>
    %w = llvm.shufflevector %h, %g [2, 1, 3, 0] : vector<2x$T>\n${combined}`,
  ),
];
