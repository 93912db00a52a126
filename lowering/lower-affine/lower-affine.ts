/** The pass `lower-affine`: loops, branches and accesses with affine expressions become `scf`, `memref` and `arith`. */

import { ApplyOp, affineDialect, MaxOp, MinOp } from "../../dialects/affine/index.ts";
import { arithDialect } from "../../dialects/arith/index.ts";
import { memrefDialect } from "../../dialects/memref/index.ts";
import { scfDialect } from "../../dialects/scf/index.ts";
import { definePass } from "../../ir/pass.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import { applyPartialConversion, ConversionTarget } from "../../passes/dialect-conversion.ts";
import { lowerLoad, lowerPrefetch, lowerStore } from "./accesses.ts";
import { lowerFor, lowerIf, lowerParallel, lowerYield } from "./control-flow.ts";
import { expandMax, expandMin } from "./expressions.ts";
import { lowerDelinearizeIndex, lowerLinearizeIndex } from "./index-transforms.ts";

const lowerApply = pattern("lower-apply", ApplyOp, ({ op, map, mapOperands }, rewriter) => {
  rewriter.replace(op, [expandMax(rewriter, { map: map.affineMap, operands: mapOperands })]);
  return true;
});

const lowerMin = pattern("lower-min", MinOp, ({ op, map, operands }, rewriter) => {
  rewriter.replace(op, [expandMin(rewriter, { map: map.affineMap, operands })]);
  return true;
});

const lowerMax = pattern("lower-max", MaxOp, ({ op, map, operands }, rewriter) => {
  rewriter.replace(op, [expandMax(rewriter, { map: map.affineMap, operands })]);
  return true;
});

const patterns: readonly Pattern[] = [
  lowerApply,
  lowerDelinearizeIndex,
  lowerFor,
  lowerIf,
  lowerLinearizeIndex,
  lowerLoad,
  lowerMax,
  lowerMin,
  lowerParallel,
  lowerPrefetch,
  lowerStore,
  lowerYield,
];

export const lowerAffine = definePass(
  "lower-affine",
  {
    summary: "Turns operations with affine expressions into loops, branches, accesses and arithmetic",
    dependentDialects: [arithDialect, memrefDialect, scfDialect],
  },
  (root, { context }) => {
    const target = new ConversionTarget()
      .addLegalDialect(arithDialect.name, memrefDialect.name, scfDialect.name)
      .addIllegalDialect(affineDialect.name);
    applyPartialConversion(root, target, patterns, context);
  },
);
