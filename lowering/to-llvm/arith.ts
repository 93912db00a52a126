/** `convert-arith-to-llvm`: arithmetic on numbers, vectors and indices. */

import * as arith from "../../dialects/arith/index.ts";
import * as llvm from "../../dialects/llvm/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { elementTypeOrSelf, IntegerType, VectorType } from "../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../ir/conversion.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { divisionExpansions } from "./division.ts";
import { createLike, elementwise, elementwiseTable } from "./elementwise.ts";

const oneToOne = elementwiseTable([
  [arith.AddIOp, llvm.AddOp],
  [arith.SubIOp, llvm.SubOp],
  [arith.MulIOp, llvm.MulOp],
  [arith.DivSIOp, llvm.SDivOp],
  [arith.DivUIOp, llvm.UDivOp],
  [arith.RemSIOp, llvm.SRemOp],
  [arith.RemUIOp, llvm.URemOp],
  [arith.AndIOp, llvm.AndOp],
  [arith.OrIOp, llvm.OrOp],
  [arith.XOrIOp, llvm.XOrOp],
  [arith.ShLIOp, llvm.ShlOp],
  [arith.ShRSIOp, llvm.AShrOp],
  [arith.ShRUIOp, llvm.LShrOp],
  [arith.MaxSIOp, llvm.SMaxOp],
  [arith.MaxUIOp, llvm.UMaxOp],
  [arith.MinSIOp, llvm.SMinOp],
  [arith.MinUIOp, llvm.UMinOp],
  [arith.AddFOp, llvm.FAddOp],
  [arith.SubFOp, llvm.FSubOp],
  [arith.MulFOp, llvm.FMulOp],
  [arith.DivFOp, llvm.FDivOp],
  [arith.RemFOp, llvm.FRemOp],
  [arith.NegFOp, llvm.FNegOp],
  [arith.MaximumFOp, llvm.MaximumOp],
  [arith.MinimumFOp, llvm.MinimumOp],
  [arith.MaxNumFOp, llvm.MaxNumOp],
  [arith.MinNumFOp, llvm.MinNumOp],
  [arith.ExtFOp, llvm.FPExtOp],
  [arith.ExtSIOp, llvm.SExtOp],
  [arith.ExtUIOp, llvm.ZExtOp],
  [arith.TruncIOp, llvm.TruncOp],
  [arith.SIToFPOp, llvm.SIToFPOp],
  [arith.UIToFPOp, llvm.UIToFPOp],
  [arith.FPToSIOp, llvm.FPToSIOp],
  [arith.FPToUIOp, llvm.FPToUIOp],
  [arith.SelectOp, llvm.SelectOp],
]);

// The exceptions.

const convertConstant = conversionPattern("arith.constant-to-llvm", arith.ConstantOp, (view, _, rewriter, types) => {
  const { op, value, result } = view;
  const type = types.convert(result.type);
  if (type === undefined) return false;
  const constant = rewriter.create(llvm.ConstantOp, { value, resultTypes: [type] });
  constant.op.setDiscardableAttrs(op.discardableAttrs);
  rewriter.replace(op, [constant.res]);
  return true;
});

/** The bits stay; a float that LLVM does not have is bits already. */
const convertBitcast = elementwise(arith.BitcastOp, ({ op }, [arg], type, builder) =>
  arg!.type === type ? arg! : createLike(op, llvm.BitcastOp, [arg!], type, builder),
);

const convertCmpI = elementwise(arith.CmpIOp, ({ op, predicate }, operands, type, builder) =>
  createLike(op, llvm.ICmpOp, operands, type, builder, {
    predicate: llvm.ICmpPredicate.of(arith.CmpIPredicate.nameOf(predicate)),
  }),
);

const convertCmpF = elementwise(arith.CmpFOp, ({ op, predicate }, operands, type, builder) => {
  const name = arith.CmpFPredicate.nameOf(predicate);
  const llvmName = name === "true" || name === "false" ? (`_${name}` as const) : name;
  return createLike(op, llvm.FCmpOp, operands, type, builder, { predicate: llvm.FCmpPredicate.of(llvmName) });
});

/** One condition selects a value of any type as a whole. */
const convertSelect = conversionPattern(
  "arith.select-as-a-whole-to-llvm",
  arith.SelectOp,
  ({ op }, { condition, true_value, false_value }, rewriter) => {
    if (!(condition.type instanceof IntegerType)) return false;
    const operands = [condition, true_value, false_value];
    rewriter.replace(op, [createLike(op, llvm.SelectOp, operands, true_value.type, rewriter)]);
    return true;
  },
  2,
);

const roundingModes = {
  to_nearest_even: "tonearest",
  downward: "downward",
  upward: "upward",
  toward_zero: "towardzero",
  to_nearest_away: "tonearestaway",
} as const;

const convertTruncF = elementwise(arith.TruncFOp, ({ op, roundingmode }, operands, type, builder) => {
  if (roundingmode === undefined) return createLike(op, llvm.FPTruncOp, operands, type, builder);
  return createLike(op, llvm.ConstrainedFPTruncOp, operands, type, builder, {
    roundingmode: llvm.RoundingMode.of(roundingModes[arith.RoundingMode.nameOf(roundingmode)]),
    fpExceptionBehavior: llvm.FPExceptionBehavior.of("ignore"),
  });
});

/** Widens or narrows an integer, or leaves it as it is. */
export function resizeInteger(builder: OpBuilder, value: Value, type: Type, signed: boolean): Value {
  const from = widthOf(value.type);
  const to = widthOf(type);
  if (from === to) return value;
  const def: OpDefinition = from > to ? llvm.TruncOp : signed ? llvm.SExtOp : llvm.ZExtOp;
  return builder.createOperation(def, [value], [type]).result();
}
const widthOf = (type: Type): number => (elementTypeOrSelf(type) as IntegerType).width;

const convertIndexCast = elementwise(arith.IndexCastOp, (_, [arg], type, builder) =>
  resizeInteger(builder, arg!, type, true),
);
const convertIndexCastUI = elementwise(arith.IndexCastUIOp, (_, [arg], type, builder) =>
  resizeInteger(builder, arg!, type, false),
);

const convertAddUIExtended = conversionPattern(
  "arith.addui_extended-to-llvm",
  arith.AddUIExtendedOp,
  ({ op }, { lhs, rhs }, rewriter) => {
    if (!llvm.IntegerLike.is(lhs.type)) return false;
    const pair = rewriter.create(llvm.UAddWithOverflowOp, { lhs, rhs }).res;
    rewriter.replace(op, [llvm.extractValue(rewriter, pair, [0]), llvm.extractValue(rewriter, pair, [1])]);
    return true;
  },
);

/** Multiplies in twice the width, and takes the halves apart. */
const convertExtendedMultiplication = (root: OpDefinition, extension: OpDefinition): ConversionPattern => ({
  name: `${root.name}-to-llvm`,
  root,
  benefit: 1,
  convert(op, operands, rewriter) {
    const [lhs, rhs] = operands.flat() as [Value, Value];
    const { type } = lhs;
    if (!llvm.IntegerLike.is(type)) return false;
    const wide = withWidth(type, 2 * widthOf(type));
    const extend = (value: Value): Value => rewriter.createOperation(extension, [value], [wide]).result();
    const product = rewriter.create(llvm.MulOp, { lhs: extend(lhs), rhs: extend(rhs) }).res;
    const low = rewriter.create(llvm.TruncOp, { arg: product, resultTypes: [type] }).res;
    const by = splat(rewriter, wide, widthOf(type));
    const shifted = rewriter.create(llvm.LShrOp, { lhs: product, rhs: by }).res;
    const high = rewriter.create(llvm.TruncOp, { arg: shifted, resultTypes: [type] }).res;
    rewriter.replace(op, [low, high]);
    return true;
  },
});

const withWidth = (type: Type, width: number): Type =>
  type instanceof VectorType ? type.cloneWith(type.shape, IntegerType.get(width)) : IntegerType.get(width);

/** The integer in every element of the type. */
export function splat(builder: OpBuilder, type: Type, value: number): Value {
  const element = IntegerAttr.get(elementTypeOrSelf(type) as IntegerType, value);
  const attr = type instanceof VectorType ? DenseElementsAttr.get(type, [element.unsignedValue]) : element;
  return builder.create(llvm.ConstantOp, { value: attr, resultTypes: [type] }).res;
}

export const arithPatterns: readonly (ConversionPattern | Pattern)[] = [
  ...oneToOne,
  convertConstant,
  convertBitcast,
  convertCmpI,
  convertCmpF,
  convertSelect,
  convertTruncF,
  convertIndexCast,
  convertIndexCastUI,
  convertAddUIExtended,
  convertExtendedMultiplication(arith.MulSIExtendedOp, llvm.SExtOp),
  convertExtendedMultiplication(arith.MulUIExtendedOp, llvm.ZExtOp),
  ...divisionExpansions,
];
