/** `convert-ub-to-llvm`: poison, and places that control must not reach. */

import * as llvm from "../../dialects/llvm/index.ts";
import { PoisonAttr, PoisonOp, UnreachableOp } from "../../dialects/ub/index.ts";
import { type ConversionPattern, conversionPattern } from "../../ir/conversion.ts";

const convertPoison = conversionPattern("ub.poison-to-llvm", PoisonOp, ({ op, value, result }, _, rewriter, types) => {
  const type = types.convert(result.type);
  // Other attributes stand for values that are poison only in part.
  if (type === undefined || !PoisonAttr.is(value)) return false;
  rewriter.replaceWithNew(op, llvm.PoisonOp, { resultTypes: [type] });
  return true;
});

const convertUnreachable = conversionPattern("ub.unreachable-to-llvm", UnreachableOp, ({ op }, _, rewriter) => {
  rewriter.replaceWithNew(op, llvm.UnreachableOp, {});
  return true;
});

export const ubPatterns: readonly ConversionPattern[] = [convertPoison, convertUnreachable];
