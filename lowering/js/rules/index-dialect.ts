/** The `index` dialect, whose indices have 64 bits here. */

import {
  AddOp,
  AndOp,
  BoolConstantOp,
  CastSOp,
  CastUOp,
  CeilDivSOp,
  CeilDivUOp,
  CmpOp,
  ConstantOp,
  DivSOp,
  DivUOp,
  FloorDivSOp,
  MaxSOp,
  MaxUOp,
  MinSOp,
  MinUOp,
  MulOp,
  OrOp,
  RemSOp,
  RemUOp,
  ShlOp,
  ShrSOp,
  ShrUOp,
  SizeOfOp,
  SubOp,
  XOrOp,
} from "../../../dialects/index/index.ts";
import { IndexType } from "../../../ir/builtin/types.ts";
import { integerRepresentation } from "../representation.ts";
import { type RuleEntry, scalar, statement } from "../rule.ts";
import { emitConstant, integerCast } from "./arith-casts.ts";
import { comparison, integerOperations, integerRule, integerText } from "./integers.ts";

export const indexRules: readonly RuleEntry[] = [
  integerRule(AddOp, integerOperations.add),
  integerRule(SubOp, integerOperations.sub),
  integerRule(MulOp, integerOperations.mul),
  integerRule(DivSOp, integerOperations.divSigned),
  integerRule(DivUOp, integerOperations.divUnsigned),
  integerRule(CeilDivSOp, integerOperations.ceilDivSigned),
  integerRule(CeilDivUOp, integerOperations.ceilDivUnsigned),
  integerRule(FloorDivSOp, integerOperations.floorDivSigned),
  integerRule(RemSOp, integerOperations.remSigned),
  integerRule(RemUOp, integerOperations.remUnsigned),
  integerRule(AndOp, integerOperations.and),
  integerRule(OrOp, integerOperations.or),
  integerRule(XOrOp, integerOperations.xor),
  integerRule(ShlOp, integerOperations.shiftLeft),
  integerRule(ShrSOp, integerOperations.shiftRightSigned),
  integerRule(ShrUOp, integerOperations.shiftRightUnsigned),
  integerRule(MaxSOp, integerOperations.maxSigned),
  integerRule(MaxUOp, integerOperations.maxUnsigned),
  integerRule(MinSOp, integerOperations.minSigned),
  integerRule(MinUOp, integerOperations.minUnsigned),
  integerCast(CastSOp, true),
  integerCast(CastUOp, false),
  scalar(CmpOp, ({ op, args, operandTypes, checked }) => {
    const operation = comparison(CmpOp.view(op).pred.value);
    return integerText(operation, args, integerRepresentation(operandTypes[0]!)!, checked);
  }),
  scalar(SizeOfOp, () => String(IndexType.internalWidth)),
  statement(ConstantOp, ({ value, result }, fn) => emitConstant(value, result, fn)),
  statement(BoolConstantOp, ({ value, result }, fn) => emitConstant(value, result, fn)),
];
