/** Intrinsic functions of integers, and reductions of vectors. */

import type { Type } from "../../../ir/attribute.ts";
import { BoolAttribute } from "../../../ir/builtin/constraints.ts";
import { IntegerType, VectorType } from "../../../ir/builtin/types.ts";
import { defineOp } from "../../../ir/define-op.ts";
import { Pure, SameOperandsAndResultType, SameTypeOperands } from "../../../ir/traits.ts";
import { AnyLLVMType, IntegerLike } from "../constraints.ts";
import { inferring } from "../traits.ts";
import { literalStruct } from "../types.ts";
import { byFirstOperand, intrinsic, mathFormat } from "./intrinsic.ts";

const sameType = [Pure, SameOperandsAndResultType] as const;

const unaryInteger = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { in: IntegerLike },
      results: { res: AnyLLVMType },
      traits: sameType,
      assemblyFormat: mathFormat,
    }),
    byFirstOperand,
  );
const binaryInteger = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { a: IntegerLike, b: IntegerLike },
      results: { res: AnyLLVMType },
      traits: sameType,
      assemblyFormat: mathFormat,
    }),
    byFirstOperand,
  );
const funnelShift = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { a: IntegerLike, b: IntegerLike, c: IntegerLike },
      results: { res: AnyLLVMType },
      traits: sameType,
      assemblyFormat: mathFormat,
    }),
    byFirstOperand,
  );
const countZeros = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { in: IntegerLike },
      attributes: { is_zero_poison: BoolAttribute },
      results: { res: AnyLLVMType },
      traits: sameType,
    }),
    byFirstOperand,
    [1, "is_zero_poison"],
  );

export const BitReverseOp = unaryInteger("bitreverse", "The bits in reverse order");
export const ByteSwapOp = unaryInteger("bswap", "The bytes in reverse order");
export const CtPopOp = unaryInteger("ctpop", "The number of bits that are set");
export const CountLeadingZerosOp = countZeros("ctlz", "The number of zeros above the highest bit that is set");
export const CountTrailingZerosOp = countZeros("cttz", "The number of zeros below the lowest bit that is set");
export const AbsOp = intrinsic(
  defineOp("llvm.intr.abs", {
    summary: "Absolute value",
    operands: { in: IntegerLike },
    attributes: { is_int_min_poison: BoolAttribute },
    results: { res: AnyLLVMType },
    traits: [inferring(Pure, ({ operands }) => [operands[0]!.type])],
  }),
  byFirstOperand,
  [1, "is_int_min_poison"],
);

export const SMaxOp = binaryInteger("smax", "The greater of two signed integers");
export const SMinOp = binaryInteger("smin", "The smaller of two signed integers");
export const UMaxOp = binaryInteger("umax", "The greater of two unsigned integers");
export const UMinOp = binaryInteger("umin", "The smaller of two unsigned integers");
export const SAddSatOp = binaryInteger("sadd.sat", "Signed addition that saturates");
export const UAddSatOp = binaryInteger("uadd.sat", "Unsigned addition that saturates");
export const SSubSatOp = binaryInteger("ssub.sat", "Signed subtraction that saturates");
export const USubSatOp = binaryInteger("usub.sat", "Unsigned subtraction that saturates");
export const SShlSatOp = binaryInteger("sshl.sat", "Shift left of a signed integer that saturates");
export const UShlSatOp = binaryInteger("ushl.sat", "Shift left of an unsigned integer that saturates");
export const FshlOp = funnelShift("fshl", "The high half of two integers side by side, shifted left");
export const FshrOp = funnelShift("fshr", "The low half of two integers side by side, shifted right");

const threeWay = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { a: IntegerLike, b: IntegerLike },
      results: { res: IntegerLike },
      traits: [Pure, SameTypeOperands],
      assemblyFormat: mathFormat,
    }),
    { results: [0], operands: [0] },
  );
export const SCmpOp = threeWay("scmp", "-1, 0 or 1 as the first signed integer is less than, equal to or greater");
export const UCmpOp = threeWay("ucmp", "-1, 0 or 1 as the first unsigned integer is less than, equal to or greater");

/** The result and whether it wrapped. */
const overflowResult = (type: Type): Type => {
  const bit = IntegerType.get(1);
  return literalStruct([type, type instanceof VectorType ? type.cloneWith(type.shape, bit) : bit]);
};

const withOverflow = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}.with.overflow`, {
      summary,
      operands: { lhs: IntegerLike, rhs: IntegerLike },
      results: { res: AnyLLVMType },
      traits: [Pure, inferring(SameTypeOperands, ({ operands }) => [overflowResult(operands[0]!.type)])],
    }),
    { results: [0] },
  );
export const SAddWithOverflowOp = withOverflow("sadd", "Signed addition, and whether it wrapped");
export const UAddWithOverflowOp = withOverflow("uadd", "Unsigned addition, and whether it wrapped");
export const SSubWithOverflowOp = withOverflow("ssub", "Signed subtraction, and whether it wrapped");
export const USubWithOverflowOp = withOverflow("usub", "Unsigned subtraction, and whether it wrapped");
export const SMulWithOverflowOp = withOverflow("smul", "Signed multiplication, and whether it wrapped");
export const UMulWithOverflowOp = withOverflow("umul", "Unsigned multiplication, and whether it wrapped");

export const integerIntrinsics = [
  BitReverseOp,
  ByteSwapOp,
  CtPopOp,
  CountLeadingZerosOp,
  CountTrailingZerosOp,
  AbsOp,
  SMaxOp,
  SMinOp,
  UMaxOp,
  UMinOp,
  SAddSatOp,
  UAddSatOp,
  SSubSatOp,
  USubSatOp,
  SShlSatOp,
  UShlSatOp,
  FshlOp,
  FshrOp,
  SCmpOp,
  UCmpOp,
  SAddWithOverflowOp,
  UAddWithOverflowOp,
  SSubWithOverflowOp,
  USubWithOverflowOp,
  SMulWithOverflowOp,
  UMulWithOverflowOp,
] as const;
