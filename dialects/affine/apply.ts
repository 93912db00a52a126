/** `affine.apply`: the value of an affine expression. */

import { AffineMapAttribute, Index } from "../../ir/builtin/constraints.ts";
import { indexType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { LinearOpInterface } from "../../ir/interfaces/linear-op.ts";
import { inferTypes, Pure } from "../../ir/traits.ts";
import { foldedAttr, foldResults } from "./fold-map.ts";
import { linearSums } from "./linear-sum.ts";
import type { Applied } from "./map-operands.ts";
import { affineScope, IndexTransform, isValidDim, isValidSymbol } from "./scope.ts";
import { parseAppliedMap, printAppliedMap } from "./syntax.ts";

export const ApplyOp = defineOp(
  "affine.apply",
  {
    summary: "The value of an affine expression",
    operands: { mapOperands: variadic(Index) },
    attributes: { map: AffineMapAttribute },
    results: { result: Index },
    traits: [Pure, IndexTransform, inferTypes(() => [indexType()])],
  },
  {
    parse(parser, state) {
      const { map, numDims, numSymbols } = parseAppliedMap(parser, state);
      if (map.numDims !== numDims || map.numSymbols !== numSymbols) {
        throw parser.error("dimension or symbol index mismatch", state.loc);
      }
      state.resultTypes = map.results.map(indexType);
    },
    print({ op, map }, printer) {
      printAppliedMap(printer, op, map);
    },
    verify({ op, map: { affineMap }, mapOperands }) {
      if (mapOperands.length !== affineMap.numInputs) {
        throw opError(op, "operand count and affine map dimension and symbol count must match");
      }
      if (affineMap.numResults !== 1) throw opError(op, "mapping must produce one value");
      const scope = affineScope(op);
      for (const operand of mapOperands.slice(affineMap.numDims)) {
        if (isValidDim(operand, scope) && !isValidSymbol(operand, scope)) {
          throw errorAt(op.loc, "dimensional operand cannot be used as a symbol");
        }
      }
    },
    fold({ map: { affineMap }, mapOperands }, constants): FoldResult {
      const [expr] = affineMap.results;
      if (expr?.kind === "dim") return mapOperands[expr.position];
      if (expr?.kind === "symbol") return mapOperands[affineMap.numDims + expr.position];
      return foldedAttr(foldResults(affineMap, constants.mapOperands)[0]);
    },
  },
);
export type ApplyOp = Op<typeof ApplyOp>;

export const appliedMap = ({ map, mapOperands }: ApplyOp): Applied => ({ map: map.affineMap, operands: mapOperands });

ApplyOp.implement(LinearOpInterface, {
  sum: ({ map: { affineMap } }) => linearSums(affineMap)[0],
});
