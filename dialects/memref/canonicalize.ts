/** The canonicalization patterns of `memref`. */

import type { MemRefType } from "../../ir/builtin/types.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import { createIndexProduct } from "../arith/index.ts";
import { reassociationOf } from "../reassociation.ts";
import { reshapePatterns } from "../reshape-patterns.ts";
import { allocaScopePatterns } from "./canonicalize/alloca-scope.ts";
import { allocationPatterns } from "./canonicalize/allocation.ts";
import { copyPatterns } from "./canonicalize/copy.ts";
import { metadataPatterns } from "./canonicalize/metadata.ts";
import { reinterpretCastPatterns } from "./canonicalize/reinterpret-cast.ts";
import { subViewPatterns } from "./canonicalize/subview.ts";
import { viewPatterns } from "./canonicalize/view.ts";
import { CastOp, canFoldIntoConsumer } from "./cast.ts";
import { CollapseShapeOp, collapsedType, ExpandShapeOp } from "./collapse-expand.ts";

/** collapse(cast(x))  ->  cast(collapse(x)), if the cast only forgets something */
const collapseOfCast = pattern("collapse-shape-of-cast", CollapseShapeOp, (view, rewriter) => {
  const { op, src, reassociation, result } = view;
  const cast = CastOp.defining(src);
  if (cast === undefined || !canFoldIntoConsumer(cast)) return false;
  const type = collapsedType(cast.source.type as MemRefType, reassociationOf(reassociation));
  if (type === undefined) return false;
  if (type === result.type) {
    rewriter.modify(op, () => op.setOperand(0, cast.source));
    return true;
  }
  const exact = rewriter.create(CollapseShapeOp, { src: cast.source, reassociation, resultTypes: [type] });
  rewriter.replaceWithNew(op, CastOp, { source: exact.result, resultTypes: [result.type] });
  return true;
});

export const memrefCanonicalizations: readonly Pattern[] = [
  ...allocationPatterns,
  ...allocaScopePatterns,
  ...copyPatterns,
  ...metadataPatterns,
  ...reinterpretCastPatterns,
  ...reshapePatterns({ collapse: CollapseShapeOp, expand: ExpandShapeOp, cast: CastOp, product: createIndexProduct }),
  collapseOfCast,
  ...subViewPatterns,
  ...viewPatterns,
];
