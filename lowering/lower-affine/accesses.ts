/** Accesses to memory at affine positions as operations of `memref`. */

import { LoadOp, PrefetchOp, StoreOp } from "../../dialects/affine/index.ts";
import * as memref from "../../dialects/memref/index.ts";
import { pattern } from "../../ir/pattern.ts";
import { expandMap } from "./expressions.ts";

export const lowerLoad = pattern("lower-load", LoadOp, ({ op, memref: buffer, indices, map, result }, rewriter) => {
  const position = expandMap(rewriter, { map: map.affineMap, operands: indices });
  rewriter.replaceWithNew(op, memref.LoadOp, { memref: buffer, indices: position, resultTypes: [result.type] });
  return true;
});

export const lowerStore = pattern("lower-store", StoreOp, ({ op, value, memref: buffer, indices, map }, rewriter) => {
  const position = expandMap(rewriter, { map: map.affineMap, operands: indices });
  rewriter.replaceWithNew(op, memref.StoreOp, { value, memref: buffer, indices: position });
  return true;
});

export const lowerPrefetch = pattern("lower-prefetch", PrefetchOp, (view, rewriter) => {
  const { op, memref: buffer, indices, map, isWrite, localityHint, isDataCache } = view;
  const position = expandMap(rewriter, { map: map.affineMap, operands: indices });
  const hints = { isWrite, localityHint, isDataCache };
  rewriter.replaceWithNew(op, memref.PrefetchOp, { memref: buffer, indices: position, ...hints });
  return true;
});
