/** `convert-index-to-llvm`: arithmetic on indices, whose width is known by now. */

import * as index from "../../dialects/index/index.ts";
import * as llvm from "../../dialects/llvm/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { BoolAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { i1 } from "../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../ir/conversion.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Value } from "../../ir/value.ts";
import { resizeInteger, splat } from "./arith.ts";
import { elementwise, elementwiseTable } from "./elementwise.ts";
import { indexTypeOf } from "./types.ts";

const oneToOne = elementwiseTable([
  [index.AddOp, llvm.AddOp],
  [index.SubOp, llvm.SubOp],
  [index.MulOp, llvm.MulOp],
  [index.DivSOp, llvm.SDivOp],
  [index.DivUOp, llvm.UDivOp],
  [index.RemSOp, llvm.SRemOp],
  [index.RemUOp, llvm.URemOp],
  [index.MaxSOp, llvm.SMaxOp],
  [index.MaxUOp, llvm.UMaxOp],
  [index.MinSOp, llvm.SMinOp],
  [index.MinUOp, llvm.UMinOp],
  [index.ShlOp, llvm.ShlOp],
  [index.ShrSOp, llvm.AShrOp],
  [index.ShrUOp, llvm.LShrOp],
  [index.AndOp, llvm.AndOp],
  [index.OrOp, llvm.OrOp],
  [index.XOrOp, llvm.XOrOp],
]);

const binary = (builder: OpBuilder, def: OpDefinition, lhs: Value, rhs: Value): Value =>
  builder.createOperation(def, [lhs, rhs], [lhs.type]).result();
const compare = (builder: OpBuilder, predicate: llvm.ICmpPredicateName, lhs: Value, rhs: Value): Value =>
  builder.create(llvm.ICmpOp, { predicate: llvm.ICmpPredicate.of(predicate), lhs, rhs }).res;
const select = (builder: OpBuilder, condition: Value, trueValue: Value, falseValue: Value): Value =>
  builder.create(llvm.SelectOp, { condition, trueValue, falseValue }).res;

/**
 * Rounds up: where the exact quotient is positive (n + x) / m + 1 with x = m > 0 ? -1 : 1, otherwise -(-n / m). No step
 * overflows for operands whose quotient does not.
 */
const convertCeilDivS = elementwise(index.CeilDivSOp, (_, [n, m], type, b) => {
  const zero = splat(b, type, 0);
  const one = splat(b, type, 1);
  const minusOne = splat(b, type, -1);
  const isDivisorPositive = compare(b, "sgt", m!, zero);
  const shifted = binary(b, llvm.AddOp, n!, select(b, isDivisorPositive, minusOne, one));
  const positive = binary(b, llvm.AddOp, binary(b, llvm.SDivOp, shifted, m!), one);
  const negated = binary(b, llvm.SDivOp, binary(b, llvm.SubOp, zero, n!), m!);
  const negative = binary(b, llvm.SubOp, zero, negated);
  const isDividendPositive = compare(b, "sgt", n!, zero);
  const sameSign = compare(b, "eq", isDividendPositive, isDivisorPositive);
  const isPositive = binary(b, llvm.AndOp, sameSign, compare(b, "ne", n!, zero));
  return select(b, isPositive, positive, negative);
});

/** Rounds up: n == 0 ? 0 : (n - 1) / m + 1 */
const convertCeilDivU = elementwise(index.CeilDivUOp, (_, [n, m], type, b) => {
  const zero = splat(b, type, 0);
  const one = splat(b, type, 1);
  const quotient = binary(b, llvm.UDivOp, binary(b, llvm.SubOp, n!, one), m!);
  const increased = binary(b, llvm.AddOp, quotient, one);
  return select(b, compare(b, "eq", n!, zero), zero, increased);
});

/** Rounds down: where the exact quotient is negative -1 - (x - n) / m with x = m < 0 ? 1 : -1, otherwise n / m. */
const convertFloorDivS = elementwise(index.FloorDivSOp, (_, [n, m], type, b) => {
  const zero = splat(b, type, 0);
  const one = splat(b, type, 1);
  const minusOne = splat(b, type, -1);
  const isDivisorNegative = compare(b, "slt", m!, zero);
  const shifted = binary(b, llvm.SubOp, select(b, isDivisorNegative, one, minusOne), n!);
  const negative = binary(b, llvm.SubOp, minusOne, binary(b, llvm.SDivOp, shifted, m!));
  const positive = binary(b, llvm.SDivOp, n!, m!);
  const isDividendNegative = compare(b, "slt", n!, zero);
  const differ = compare(b, "ne", isDividendNegative, isDivisorNegative);
  const isNegative = binary(b, llvm.AndOp, differ, compare(b, "ne", n!, zero));
  return select(b, isNegative, negative, positive);
});

const convertCast = (def: typeof index.CastSOp, signed: boolean): ConversionPattern =>
  elementwise(def, (_, [value], type, builder) => resizeInteger(builder, value!, type, signed));

const convertCmp = elementwise(index.CmpOp, ({ pred }, [lhs, rhs], _, builder) =>
  compare(builder, pred.value, lhs!, rhs!),
);

const convertSizeOf = conversionPattern("index.sizeof-to-llvm", index.SizeOfOp, ({ op }, _, rewriter, types) => {
  const type = indexTypeOf(types);
  rewriter.replace(op, [splat(rewriter, type, type.width)]);
  return true;
});

/** A constant is cut down to the width of the target. */
const convertConstant = conversionPattern(
  "index.constant-to-llvm",
  index.ConstantOp,
  ({ op, value }, _, rewriter, types) => {
    const type = indexTypeOf(types);
    const attr = IntegerAttr.get(type, value.value);
    rewriter.replace(op, [rewriter.create(llvm.ConstantOp, { value: attr, resultTypes: [type] }).res]);
    return true;
  },
);

const convertBoolConstant = conversionPattern(
  "index.bool.constant-to-llvm",
  index.BoolConstantOp,
  ({ op, value }, _, rewriter) => {
    const attr = BoolAttr.get(value.boolValue);
    rewriter.replace(op, [rewriter.create(llvm.ConstantOp, { value: attr, resultTypes: [i1()] }).res]);
    return true;
  },
);

export const indexPatterns: readonly ConversionPattern[] = [
  ...oneToOne,
  convertCeilDivS,
  convertCeilDivU,
  convertFloorDivS,
  convertCast(index.CastSOp, true),
  convertCast(index.CastUOp as typeof index.CastSOp, false),
  convertCmp,
  convertSizeOf,
  convertConstant,
  convertBoolConstant,
];
