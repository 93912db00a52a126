/** Canonicalization of `memref.view`. */

import { hasIdentityLayout } from "../../../ir/builtin/strided-layout.ts";
import { MemRefType } from "../../../ir/builtin/types.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import { foldConstantSizes } from "../../dynamic-sizes.ts";
import { CastOp } from "../cast.ts";
import { ViewOp } from "../view.ts";

/** Constant sizes stand in the type. */
const constantSizes = pattern("constant-view", ViewOp, (view, rewriter) => {
  const { op, source, byte_shift, result } = view;
  const { type, sizes } = foldConstantSizes(result.type, view.sizes);
  if (type === result.type) return false;
  const exact = rewriter.create(ViewOp, { source, byte_shift, sizes, resultTypes: [type] });
  rewriter.replaceWithNew(op, CastOp, { source: exact.result, resultTypes: [result.type] });
  return true;
});

/** view(cast(x))  ->  view(x) */
const ofCast = pattern("view-of-cast", ViewOp, ({ op, source, byte_shift, sizes, result }, rewriter) => {
  const cast = CastOp.defining(source);
  const type = cast?.source.type;
  if (cast === undefined || !(type instanceof MemRefType) || !hasIdentityLayout(type)) return false;
  rewriter.replaceWithNew(op, ViewOp, { source: cast.source, byte_shift, sizes, resultTypes: [result.type] });
  return true;
});

export const viewPatterns: readonly Pattern[] = [constantSizes, ofCast];
