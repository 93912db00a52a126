/** Canonicalization patterns of `scf.index_switch`. */

import { constantInteger } from "../../../ir/matchers.ts";
import { pattern } from "../../../ir/pattern.ts";
import { regionBranchPattern } from "../../region-branch-patterns.ts";
import { chosenRegion, IndexSwitchOp } from "../index-switch.ts";
import { replaceByRegion } from "./inline.ts";

/** index_switch 1, case 1 { a }  ->  a */
const onConstant = pattern("index-switch-on-constant", IndexSwitchOp, ({ op, arg, cases }, rewriter) => {
  const constant = constantInteger(arg);
  if (constant === undefined) return false;
  replaceByRegion(op, chosenRegion(op, cases, constant.value), rewriter);
  return true;
});

export const indexSwitchPatterns = [onConstant, regionBranchPattern(IndexSwitchOp)];
