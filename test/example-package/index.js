/**
 * A dialect as a package of its own would bring it. `example.smooth_abs` is sqrt(x^2 + eps) and has a rule in YAML
 * (derivatives.yaml); `example.hypot` is sqrt(x^2 + y^2) and has a rule in JavaScript. The pass `lower-example` turns both
 * into operations of arith and math.
 */
import {
  AnyFloatAttr,
  applyPatternsGreedily,
  arith,
  defaulted,
  defineDialect,
  defineOp,
  definePass,
  derivative,
  F64,
  FloatAttr,
  f64,
  math,
  Pure,
  pattern,
  SameOperandsAndResultType,
} from "adopt";

export const SmoothAbsOp = defineOp("example.smooth_abs", {
  summary: "The square root of x^2 + eps",
  operands: { x: F64 },
  attributes: { eps: defaulted(AnyFloatAttr, () => FloatAttr.get(f64(), 0.01)) },
  results: { result: F64 },
  traits: [Pure, SameOperandsAndResultType],
  assemblyFormat: "$x attr-dict",
});

export const HypotOp = defineOp("example.hypot", {
  summary: "The length of the vector (x, y)",
  operands: { x: F64, y: F64 },
  results: { result: F64 },
  traits: [Pure, SameOperandsAndResultType],
  assemblyFormat: "$x `,` $y attr-dict",
});

/** The derivative by x is x / hypot(x, y), and by y it is y / hypot(x, y). */
const hypotRule = derivative(HypotOp, {
  jvp({ x, y, result }, b) {
    const term = (value) => b.arithmetic.multiply(b.builder, value, b.tangentOrZero(value));
    const sum = b.add(term(x), term(y));
    b.setTangent(result, b.arithmetic.divide(b.builder, sum, result));
  },
  vjp({ x, y, result }, b) {
    const scaled = b.arithmetic.divide(b.builder, b.gradientOrZero(result), b.primal(result));
    for (const operand of [x, y]) {
      if (b.isActive(operand)) b.accumulate(operand, b.arithmetic.multiply(b.builder, scaled, b.primal(operand)));
    }
  },
});

const square = (rewriter, value) => rewriter.create(arith.MulFOp, { lhs: value, rhs: value }).result;

const lowerSmoothAbs = pattern("lower-smooth-abs", SmoothAbsOp, ({ op, x, eps }, rewriter) => {
  const small = rewriter.create(arith.ConstantOp, { value: eps }).result;
  const sum = rewriter.create(arith.AddFOp, { lhs: square(rewriter, x), rhs: small }).result;
  rewriter.replaceWithNew(op, math.SqrtOp, { operand: sum });
  return true;
});

const lowerHypot = pattern("lower-hypot", HypotOp, ({ op, x, y }, rewriter) => {
  const sum = rewriter.create(arith.AddFOp, { lhs: square(rewriter, x), rhs: square(rewriter, y) }).result;
  rewriter.replaceWithNew(op, math.SqrtOp, { operand: sum });
  return true;
});

export const lowerExample = definePass(
  "lower-example",
  { summary: "Turns the operations of the dialect example into those of arith and math" },
  (root, { context }) => {
    applyPatternsGreedily(root, [lowerSmoothAbs, lowerHypot], context);
  },
);

export const dialect = defineDialect({
  name: "example",
  summary: "Smooth shapes",
  dependsOn: [arith.arithDialect, math.mathDialect],
  ops: [SmoothAbsOp, HypotOp],
  derivatives: [hypotRule],
});

/** What `--load-dialect-plugin` takes: the dialect, its pass, and the rules that stand in YAML. */
export default {
  dialects: [dialect],
  passes: [lowerExample],
  derivativeFiles: [new URL("./derivatives.yaml", import.meta.url)],
};
