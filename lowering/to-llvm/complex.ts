/** `convert-complex-to-llvm`: complex numbers as structs of two parts, and what is done with them part by part. */

import type { FastMathFlagsAttr } from "../../dialects/arith/index.ts";
import * as complex from "../../dialects/complex/index.ts";
import { ConstantOp, extractValue, insertValue, PoisonOp, partType } from "../../dialects/llvm/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { FloatType } from "../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../ir/conversion.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Value } from "../../ir/value.ts";
import { absolute, add, type ComplexRange, divide, multiply, type Parts, subtract } from "../complex/arithmetic.ts";
import { Reals } from "../complex/reals.ts";

const partsOf = (builder: OpBuilder, struct: Value): Parts => ({
  re: extractValue(builder, struct, [0]),
  im: extractValue(builder, struct, [1]),
});

function structOf(builder: OpBuilder, { re, im }: Parts, type: Type): Value {
  const empty = builder.create(PoisonOp, { resultTypes: [type] }).res;
  return insertValue(builder, insertValue(builder, empty, re, [0]), im, [1]);
}

const convertConstant = conversionPattern(
  "complex.constant-to-llvm",
  complex.ConstantOp,
  ({ op, value, complex: { type } }, _operands, rewriter, types) => {
    const struct = types.convert(type);
    if (struct === undefined) return false;
    rewriter.replace(op, [rewriter.create(ConstantOp, { value, resultTypes: [struct] }).res]);
    return true;
  },
);

const convertCreate = conversionPattern(
  "complex.create-to-llvm",
  complex.CreateOp,
  ({ op, complex: { type } }, { real, imaginary }, rewriter, types) => {
    const struct = types.convert(type);
    if (struct === undefined) return false;
    rewriter.replace(op, [structOf(rewriter, { re: real, im: imaginary }, struct)]);
    return true;
  },
);

const convertRe = conversionPattern("complex.re-to-llvm", complex.ReOp, ({ op }, operands, rewriter) => {
  rewriter.replace(op, [extractValue(rewriter, operands.complex, [0])]);
  return true;
});

const convertIm = conversionPattern("complex.im-to-llvm", complex.ImOp, ({ op }, operands, rewriter) => {
  rewriter.replace(op, [extractValue(rewriter, operands.complex, [1])]);
  return true;
});

/** An operation that is computed from the parts of its operands. */
const byParts = (
  root: OpDefinition,
  compute: (r: Reals, ...operands: readonly Parts[]) => Parts | Value,
): ConversionPattern => ({
  name: `${root.name}-to-llvm`,
  root,
  benefit: 1,
  convert(op, operands, rewriter, types) {
    const type = types.convert(op.result().type);
    const part = partType(operands[0]![0]!.type, [0]);
    // A float that LLVM does not have is only bits there.
    if (type === undefined || !(part instanceof FloatType)) return false;
    const reals = Reals.inLLVM(rewriter, part, op.attr("fastmath") as FastMathFlagsAttr);
    const result = compute(reals, ...operands.map(([struct]) => partsOf(rewriter, struct!)));
    rewriter.replace(op, ["re" in result ? structOf(rewriter, result, type) : result]);
    return true;
  },
});

export const complexPatterns = (range: ComplexRange): readonly ConversionPattern[] => [
  convertConstant,
  convertCreate,
  convertRe,
  convertIm,
  byParts(complex.AbsOp, absolute),
  byParts(complex.AddOp, add),
  byParts(complex.SubOp, subtract),
  byParts(complex.MulOp, multiply),
  byParts(complex.DivOp, (r, a, b) => divide(r, a, b, range)),
];
