/** `memref.view`: a contiguous buffer of any type within a buffer of bytes. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyMemRef, Index } from "../../ir/builtin/constraints.ts";
import { hasIdentityLayout } from "../../ir/builtin/strided-layout.ts";
import type { MemRefType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { ViewLikeOpInterface } from "../../ir/interfaces/view-like.ts";
import { Pure } from "../../ir/traits.ts";
import { verifyDynamicSizes } from "../dynamic-sizes.ts";
import { ByteMemRef } from "./constraints.ts";

export const ViewOp = defineOp(
  "memref.view",
  {
    summary: "Looks at a part of a buffer of bytes as a buffer of another type",
    operands: { source: ByteMemRef, byte_shift: Index, sizes: variadic(Index) },
    results: { result: AnyMemRef },
    traits: [Pure],
    assemblyFormat: "$source `[` $byte_shift `]` `` `[` $sizes `]` attr-dict `:` type($source) `to` type(results)",
  },
  {
    verify({ op, source, sizes, result }) {
      const from: MemRefType = source.type;
      const to: MemRefType = result.type;
      verifyDynamicSizes(op, to, sizes);
      if (!hasIdentityLayout(from)) throw errorAt(op.loc, `unsupported map for base memref type '${from}'`);
      if (!hasIdentityLayout(to)) throw errorAt(op.loc, `unsupported map for result memref type '${to}'`);
      if (from.memorySpace !== to.memorySpace) {
        const types = `base memref type '${from}' and view memref type '${to}'`;
        throw errorAt(op.loc, `different memory spaces specified for ${types}`);
      }
    },
    fold: ({ source, result }, constants): FoldResult => {
      const isWhole = source.type === result.type && source.type.hasStaticShape;
      return isWhole && constants.byte_shift instanceof IntegerAttr && constants.byte_shift.value === 0n
        ? source
        : undefined;
    },
    resultNames: () => ["view"],
  },
).implement(ViewLikeOpInterface, { viewSource: ({ source }) => source, isInjective: () => true });
export type ViewOp = Op<typeof ViewOp>;
