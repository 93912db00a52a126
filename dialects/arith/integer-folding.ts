/** How the operations with two integers of one type fold: by a table of what each does. */

import type { FoldResult } from "../../ir/define-op.ts";
import { optionalNumberAttr } from "./constants.ts";
import { type BinaryConstants, type BinaryOperands, foldIntegers, type IntegerOfWidth, isInteger } from "./folding.ts";
import type { IntegerFunction } from "./integers.ts";

export interface IntegerFolding {
  readonly compute: IntegerFunction;
  /** x op e  ->  x */
  readonly neutral?: IntegerOfWidth;
  /** x op a  ->  a */
  readonly absorbing?: IntegerOfWidth;
  /** What x op x is. */
  readonly withItself?: "x" | 0n;
}

/** The fold hook of a binary operation; constants stand on the right if the operation is commutative. */
export const foldBinary =
  ({ compute, neutral, absorbing, withItself }: IntegerFolding) =>
  ({ lhs, rhs, result }: BinaryOperands, constants: BinaryConstants): FoldResult => {
    if (neutral !== undefined && isInteger(constants.rhs, neutral)) return lhs;
    if (absorbing !== undefined && isInteger(constants.rhs, absorbing)) return rhs;
    if (lhs === rhs && withItself === "x") return lhs;
    if (lhs === rhs && withItself === 0n) {
      const zero = optionalNumberAttr(result.type, 0);
      if (zero !== undefined) return zero;
    }
    return foldIntegers(compute, constants.lhs, constants.rhs, result.type);
  };
