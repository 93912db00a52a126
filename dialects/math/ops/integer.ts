/** Integer operations. */

import { SignlessIntegerOrIndexLike } from "../../../ir/builtin/constraints.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { integerOperands, integerResult, pureElementwise } from "../../arith/constraints.ts";
import { foldBinaryInteger, foldInteger, type UnaryFold } from "../fold.ts";
import { absi, ctlz, ctpop, cttz, ipowi } from "../functions/index.ts";

const unaryOp = (mnemonic: string, summary: string, fold: UnaryFold) =>
  defineOp(
    `math.${mnemonic}`,
    {
      summary,
      operands: { operand: SignlessIntegerOrIndexLike },
      results: integerResult,
      traits: pureElementwise,
      assemblyFormat: "$operand attr-dict `:` type($result)",
    },
    { fold },
  );

export const AbsIOp = unaryOp("absi", "Absolute value of an integer", foldInteger(absi));
export type AbsIOp = Op<typeof AbsIOp>;

export const CountLeadingZerosOp = unaryOp("ctlz", "Number of leading zero bits", foldInteger(ctlz));
export type CountLeadingZerosOp = Op<typeof CountLeadingZerosOp>;

export const CountTrailingZerosOp = unaryOp("cttz", "Number of trailing zero bits", foldInteger(cttz));
export type CountTrailingZerosOp = Op<typeof CountTrailingZerosOp>;

export const CtPopOp = unaryOp("ctpop", "Number of set bits", foldInteger(ctpop));
export type CtPopOp = Op<typeof CtPopOp>;

export const IPowIOp = defineOp(
  "math.ipowi",
  {
    summary: "Integer to the power of a signed integer",
    operands: integerOperands,
    results: integerResult,
    traits: pureElementwise,
    assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($result)",
  },
  { fold: foldBinaryInteger(ipowi) },
);
export type IPowIOp = Op<typeof IPowIOp>;
