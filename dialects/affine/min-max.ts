/** `affine.min` and `affine.max`: the least or greatest of the results of an affine map. */

import { AffineExpr } from "../../ir/affine.ts";
import { AffineMapAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AffineMapAttribute, Index } from "../../ir/builtin/constraints.ts";
import { indexType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { inferTypes, Pure } from "../../ir/traits.ts";
import { foldResults } from "./fold-map.ts";
import { parseAppliedMap, printAppliedMap } from "./syntax.ts";

/** An operation that chooses one of several values; `isBetter` tells which of two. */
const chooses = (name: "affine.min" | "affine.max", summary: string, isBetter: (a: bigint, b: bigint) => boolean) =>
  defineOp(
    name,
    {
      summary,
      operands: { operands: variadic(Index) },
      attributes: { map: AffineMapAttribute },
      results: { result: Index },
      traits: [Pure, inferTypes(() => [indexType()])],
    },
    {
      parse(parser, state) {
        parseAppliedMap(parser, state);
        state.resultTypes = [indexType()];
      },
      print({ op, map }, printer) {
        printAppliedMap(printer, op, map);
      },
      verify({ op, map: { affineMap }, operands }) {
        if (operands.length !== affineMap.numInputs) {
          throw opError(op, "operand count and affine map dimension and symbol count must match");
        }
        if (affineMap.numResults === 0) throw opError(op, "affine map expect at least one result");
      },
      fold({ op, map: { affineMap }, operands }, constants): FoldResult {
        const values = foldResults(affineMap, constants.operands);
        const known = values.filter((value) => typeof value === "bigint");
        if (known.length === values.length) {
          return IntegerAttr.get(
            indexType(),
            known.reduce((best, value) => (isBetter(value, best) ? value : best)),
          );
        }
        const [only] = affineMap.results;
        if (values.length === 1 && only!.kind === "symbol") return operands[affineMap.numDims + only!.position];
        if (known.length === 0) return undefined;
        const folded = affineMap.withResults(
          affineMap.results.map((expr, i) => {
            const value = values[i];
            return typeof value === "bigint" ? AffineExpr.constant(value) : expr;
          }),
        );
        if (folded === affineMap) return undefined;
        op.setAttr("map", AffineMapAttr.get(folded));
        return foldedInPlace;
      },
    },
  );

export const MinOp = chooses("affine.min", "The least of the results of an affine map", (a, b) => a < b);
export type MinOp = Op<typeof MinOp>;

export const MaxOp = chooses("affine.max", "The greatest of the results of an affine map", (a, b) => a > b);
export type MaxOp = Op<typeof MaxOp>;
