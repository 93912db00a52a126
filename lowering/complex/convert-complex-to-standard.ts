/** The pass `convert-complex-to-standard`: what is done with complex numbers becomes arithmetic on their parts. */

import * as arith from "../../dialects/arith/index.ts";
import * as complex from "../../dialects/complex/index.ts";
import { mathDialect } from "../../dialects/math/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { ComplexType, FloatType, IntegerType } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { choiceOption, definePass } from "../../ir/pass.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { applyPartialConversion, ConversionTarget } from "../../passes/dialect-conversion.ts";
import * as arithmetic from "./arithmetic.ts";
import { type ComplexRange, complexRanges, type Parts } from "./arithmetic.ts";
import { bitsOfParts, partsOfBits } from "./bits.ts";
import * as functions from "./functions.ts";
import { RealFunctions } from "./reals.ts";

/** The result, complex or real, for the operands. */
type Compute = (r: RealFunctions, ...operands: readonly Parts[]) => Parts | Value;

/** What is computed from sums and products alone may assume of them what is assumed of the operation. */
const plain = [
  [complex.AddOp, arithmetic.add],
  [complex.SubOp, arithmetic.subtract],
  [complex.MulOp, arithmetic.multiply],
  [complex.NegOp, arithmetic.negate],
  [complex.ConjOp, arithmetic.conjugate],
  [complex.EqualOp, arithmetic.isEqual],
  [complex.NotEqualOp, arithmetic.isUnequal],
  [complex.AngleOp, functions.angle],
] as const satisfies readonly (readonly [OpDefinition, Compute])[];

/** On the way to other results there may be infinities and NaNs. */
const careful = [
  [complex.AbsOp, arithmetic.absolute],
  [complex.SignOp, functions.sign],
  [complex.SqrtOp, functions.sqrt],
  [complex.RsqrtOp, functions.rsqrt],
  [complex.ExpOp, functions.exp],
  [complex.Expm1Op, functions.expm1],
  [complex.LogOp, functions.log],
  [complex.Log1pOp, functions.log1p],
  [complex.SinOp, functions.sin],
  [complex.CosOp, functions.cos],
  [complex.TanOp, functions.tan],
  [complex.TanhOp, functions.tanh],
  [complex.PowOp, functions.pow],
] as const satisfies readonly (readonly [OpDefinition, Compute])[];

const divisions = (range: ComplexRange) =>
  [
    [complex.DivOp, (r, a, b) => arithmetic.divide(r, a, b, range)],
    [complex.Atan2Op, (r, y, x) => functions.atan2(r, y, x, range)],
  ] as const satisfies readonly (readonly [OpDefinition, Compute])[];

/** Everything but `nnan` and `ninf`. */
const harmless = arith.FastMathFlags.of("reassoc", "nsz", "arcp", "contract", "afn");

const flagsOf = (fastmath: arith.FastMathFlagsAttr | undefined, isCareful: boolean): arith.FastMathFlagsAttr => {
  const flags = fastmath ?? arith.FastMathFlags.of();
  return isCareful ? arith.FastMathFlags.common(flags, harmless) : flags;
};

const partTypeOf = ({ type }: Value): FloatType => (type as ComplexType).elementType as FloatType;

function partsOf(builder: OpBuilder, value: Value): Parts {
  const created = complex.CreateOp.defining(value);
  if (created !== undefined) return { re: created.real, im: created.imaginary };
  return {
    re: builder.create(complex.ReOp, { complex: value }).real,
    im: builder.create(complex.ImOp, { complex: value }).imaginary,
  };
}

const whole = (builder: OpBuilder, { re, im }: Parts): Value =>
  builder.create(complex.CreateOp, { real: re, imaginary: im }).complex;

const isWhole = (result: Parts | Value): result is Parts => "re" in result;

const lowering = (root: OpDefinition, compute: Compute, isCareful: boolean): Pattern =>
  pattern(`lower-${root.name}`, root, ({ op }, rewriter) => {
    const flags = flagsOf(op.attr("fastmath") as arith.FastMathFlagsAttr | undefined, isCareful);
    const reals = new RealFunctions(rewriter, partTypeOf(op.operand(0)), flags);
    const result = compute(reals, ...op.operands.map((operand) => partsOf(rewriter, operand)));
    rewriter.replace(op, [isWhole(result) ? whole(rewriter, result) : result]);
    return true;
  });

const lowerPowi = pattern("lower-complex.powi", complex.PowiOp, ({ op, lhs, rhs, fastmath }, rewriter) => {
  const type = partTypeOf(lhs);
  const reals = new RealFunctions(rewriter, type, flagsOf(fastmath, true));
  const exponent = rewriter.create(arith.SIToFPOp, { in: rhs, resultTypes: [type] }).out;
  rewriter.replace(op, [whole(rewriter, functions.powOfReal(reals, partsOf(rewriter, lhs), exponent))]);
  return true;
});

const isNumber = (value: Value): value is Value<IntegerType | FloatType> =>
  value.type instanceof FloatType || (value.type instanceof IntegerType && value.type.isSignless);
const isComplex = ({ type }: Value): boolean => type instanceof ComplexType && type.elementType instanceof FloatType;

const lowerBitcast = pattern("lower-complex.bitcast", complex.BitcastOp, ({ op, operand, result }, rewriter) => {
  if (isComplex(operand) && isNumber(result)) {
    rewriter.replace(op, [bitsOfParts(rewriter, partsOf(rewriter, operand), result.type)]);
  } else if (isNumber(operand) && isComplex(result)) {
    rewriter.replace(op, [whole(rewriter, partsOfBits(rewriter, operand, partTypeOf(result)))]);
  } else return false;
  return true;
});

export const convertComplexToStandard = definePass(
  "convert-complex-to-standard",
  {
    summary: "Turns operations on complex numbers into arithmetic on their parts",
    options: {
      "complex-range": choiceOption(
        complexRanges,
        "improved",
        "Whether a quotient may overflow on the way (basic, none)",
      ),
    },
    dependentDialects: [arith.arithDialect, mathDialect],
  },
  (root, { context, options }) => {
    const range = options["complex-range"];
    const tables = [...careful, ...divisions(range)];
    const target = new ConversionTarget()
      .addLegalDialect(arith.arithDialect.name, mathDialect.name)
      .addLegalOp(complex.ConstantOp, complex.CreateOp, complex.ReOp, complex.ImOp);
    const patterns = [
      ...plain.map(([op, compute]) => lowering(op, compute, false)),
      ...tables.map(([op, compute]) => lowering(op, compute, true)),
      lowerPowi,
      lowerBitcast,
    ];
    applyPartialConversion(root, target, patterns, context);
  },
);
