/** `memref.reshape`: a contiguous buffer with the shape that another buffer holds. */

import { AnyRankedOrUnrankedMemRef } from "../../ir/builtin/constraints.ts";
import { hasIdentityLayout } from "../../ir/builtin/strided-layout.ts";
import { type BaseMemRefType, isDynamic, MemRefType } from "../../ir/builtin/types.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { ViewLikeOpInterface } from "../../ir/interfaces/view-like.ts";
import { ShapeMemRef } from "./constraints.ts";

export const ReshapeOp = defineOp(
  "memref.reshape",
  {
    summary: "Looks at a contiguous buffer with the shape that another buffer holds",
    operands: { source: AnyRankedOrUnrankedMemRef, shape: ShapeMemRef },
    results: { result: AnyRankedOrUnrankedMemRef },
    assemblyFormat: "$source `(` $shape `)` attr-dict `:` functional-type(operands, results)",
  },
  {
    verify({ op, source, shape, result }) {
      const from: BaseMemRefType = source.type;
      const to: BaseMemRefType = result.type;
      if (from.elementType !== to.elementType) {
        throw opError(op, "element types of source and destination memref types should be the same");
      }
      if (from instanceof MemRefType && !hasIdentityLayout(from)) {
        throw opError(op, "source memref type should have identity affine map");
      }
      if (!(to instanceof MemRefType)) return;
      if (!hasIdentityLayout(to)) throw opError(op, "result memref type should have identity affine map");
      const length = (shape.type as MemRefType).shape[0]!;
      if (isDynamic(length)) {
        throw opError(op, "cannot use shape operand with dynamic length to reshape to statically-ranked memref type");
      }
      if (length !== to.rank) throw opError(op, "length of shape operand differs from the result's memref rank");
    },
    resultNames: () => ["reshape"],
  },
)
  .implement(ViewLikeOpInterface, { viewSource: ({ source }) => source, isInjective: () => true })
  .implement(MemoryEffectOpInterface, { effects: ({ shape }) => [{ kind: "read", value: shape }] });
export type ReshapeOp = Op<typeof ReshapeOp>;
