/** `affine.prefetch`: a hint that an element whose indices are affine expressions will be used soon. */

import { parseAffineMapOfSSAIds } from "../../ir/assembly/affine-parsing.ts";
import { AffineMapAttr } from "../../ir/builtin/attributes.ts";
import { AffineMapAttribute, AnyMemRef, Index } from "../../ir/builtin/constraints.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { foldMemRefCast, parsePrefetch, prefetchAttributes, printPrefetchHints } from "../memref/index.ts";
import { affineScope, isValidDim } from "./scope.ts";
import { printAffineMapOfSSAIds } from "./syntax.ts";

const writtenAttributes: ReadonlySet<string> = new Set(["map", ...Object.keys(prefetchAttributes)]);

export const PrefetchOp = defineOp(
  "affine.prefetch",
  {
    summary: "Hints that an element of a buffer will be accessed soon",
    operands: { memref: AnyMemRef, indices: variadic(Index) },
    attributes: { map: AffineMapAttribute, ...prefetchAttributes },
  },
  {
    attributesWithoutAliases: () => ["map"],
    parse(parser, state) {
      parsePrefetch(parser, state, () => {
        const { map, operands } = parseAffineMapOfSSAIds(parser);
        state.addAttribute("map", AffineMapAttr.get(map));
        return operands;
      });
    },
    print(view, printer) {
      const { op, memref, indices, map } = view;
      printer.write(" ").operand(memref).write("[");
      printAffineMapOfSSAIds(printer, { map: map.affineMap, operands: indices });
      printer.write("]");
      printPrefetchHints(printer, view);
      printer.optionalAttrDict(op, writtenAttributes).write(" : ").type(memref.type);
    },
    verify({ op, memref, indices, map: { affineMap } }) {
      if (affineMap.numResults !== memref.type.rank) {
        throw opError(op, "affine.prefetch affine map num results must equal memref rank");
      }
      if (affineMap.numInputs !== indices.length) throw opError(op, "too few operands");
      const scope = affineScope(op);
      for (const index of indices) {
        if (!isValidDim(index, scope)) throw opError(op, "index must be a valid dimension or symbol identifier");
      }
    },
    fold: ({ op }): FoldResult => (foldMemRefCast(op) ? foldedInPlace : undefined),
  },
);
export type PrefetchOp = Op<typeof PrefetchOp>;
