/** Canonicalization patterns of `scf.execute_region`. */

import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { pattern } from "../../../ir/pattern.ts";
import { BranchOp } from "../../cf/index.ts";
import { regionBranchPattern } from "../../region-branch-patterns.ts";
import { ExecuteRegionOp } from "../execute-region.ts";
import { YieldOp } from "../yield.ts";
import { replaceByRegion } from "./inline.ts";

/** A region with one block is replaced by its operations. */
const oneBlock = pattern("execute-region-one-block", ExecuteRegionOp, ({ op, region, no_inline }, rewriter) => {
  if (no_inline !== undefined || !region.hasOneBlock || !YieldOp.is(region.front.last)) return false;
  replaceByRegion(op, region, rewriter);
  return true;
});

/** Where the surroundings allow several blocks, those of the region move there. */
const severalBlocks = pattern("execute-region-several-blocks", ExecuteRegionOp, (view, rewriter) => {
  const { op, region, no_inline } = view;
  const parent = op.parentOp;
  if (no_inline !== undefined || parent === null) return false;
  if (!FunctionOpInterface.implementedBy(parent) && !ExecuteRegionOp.is(parent)) return false;
  const before = op.block!;
  const behind = rewriter.splitBlock(before, op);
  rewriter.setInsertionPointToEnd(before);
  rewriter.create(BranchOp, { dest: region.front, destOperands: [] });
  for (const { last } of region.blocks()) {
    const yields = YieldOp.match(last);
    if (yields === undefined) continue;
    rewriter.replaceWithNew(yields.op, BranchOp, { dest: behind, destOperands: yields.results });
  }
  rewriter.inlineRegionBefore(region, before.region!, behind);
  const values = op.results.map((result) => behind.addArgument(result.type, result.loc));
  rewriter.replace(op, values);
  return true;
});

export const executeRegionPatterns = [oneBlock, severalBlocks, regionBranchPattern(ExecuteRegionOp)];
