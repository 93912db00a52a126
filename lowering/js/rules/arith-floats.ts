/** The float operations of `arith`. */

import {
  AddFOp,
  CmpFOp,
  CmpFPredicate,
  type CmpFPredicateName,
  DivFOp,
  MaximumFOp,
  MaxNumFOp,
  MinimumFOp,
  MinNumFOp,
  MulFOp,
  NegFOp,
  RemFOp,
  SubFOp,
} from "../../../dialects/arith/index.ts";
import { call, type RuleEntry, scalar } from "../rule.ts";
import { exact, rounded } from "./floats.ts";

/** Predicates that hold for a NaN are the opposites of those that do not. */
const comparisons: Readonly<Record<CmpFPredicateName, (a: string, b: string) => string>> = {
  false: () => "false",
  oeq: (a, b) => `${a} === ${b}`,
  ogt: (a, b) => `${a} > ${b}`,
  oge: (a, b) => `${a} >= ${b}`,
  olt: (a, b) => `${a} < ${b}`,
  ole: (a, b) => `${a} <= ${b}`,
  one: (a, b) => `${a} < ${b} || ${a} > ${b}`,
  ord: (a, b) => `${a} === ${a} && ${b} === ${b}`,
  ueq: (a, b) => `!(${a} < ${b} || ${a} > ${b})`,
  ugt: (a, b) => `!(${a} <= ${b})`,
  uge: (a, b) => `!(${a} < ${b})`,
  ult: (a, b) => `!(${a} >= ${b})`,
  ule: (a, b) => `!(${a} > ${b})`,
  une: (a, b) => `${a} !== ${b}`,
  uno: (a, b) => `${a} !== ${a} || ${b} !== ${b}`,
  true: () => "true",
};

export const arithFloatRules: readonly RuleEntry[] = [
  rounded(AddFOp, (a, b) => `${a} + ${b}`),
  rounded(SubFOp, (a, b) => `${a} - ${b}`),
  rounded(MulFOp, (a, b) => `${a} * ${b}`),
  rounded(DivFOp, (a, b) => `${a} / ${b}`),
  // JavaScript's % is C's fmod, which is exact.
  exact(RemFOp, (a, b) => `${a} % ${b}`),
  exact(NegFOp, (a) => `-${a}`),
  exact(MaximumFOp, (a, b) => `Math.max(${a}, ${b})`),
  exact(MinimumFOp, (a, b) => `Math.min(${a}, ${b})`),
  exact(MaxNumFOp, (a, b) => call("maxNum", a, b)),
  exact(MinNumFOp, (a, b) => call("minNum", a, b)),
  scalar(CmpFOp, ({ op, args }) => comparisons[CmpFPredicate.nameOf(CmpFOp.view(op).predicate)](args[0]!, args[1]!)),
];
