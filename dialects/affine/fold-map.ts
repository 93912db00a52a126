/** The values of affine maps whose inputs are constant. */

import type { AffineExpr, AffineMap } from "../../ir/affine.ts";
import type { Attribute } from "../../ir/attribute.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { indexType } from "../../ir/builtin/types.ts";
import { PoisonAttr } from "../ub/index.ts";

/** A result of a map as far as it is known: poison where it divides by zero. */
export type FoldedResult = bigint | "poison" | undefined;

/** The results of a map for those inputs that are constant. */
export function foldResults(map: AffineMap, constants: readonly (Attribute | undefined)[]): FoldedResult[] {
  const values = constants.map((constant) => (constant instanceof IntegerAttr ? constant.value : undefined));
  const [dims, symbols] = [values.slice(0, map.numDims), values.slice(map.numDims)];
  return map.results.map((expr) => {
    if (!isKnown(expr, dims, symbols)) return undefined;
    const known = map.withResults([expr]).evaluate(dims as bigint[], symbols as bigint[]);
    return known === undefined ? "poison" : BigInt.asIntN(64, known[0]!);
  });
}

function isKnown(expr: AffineExpr, dims: readonly unknown[], symbols: readonly unknown[]): boolean {
  let known = true;
  expr.walk((part) => {
    if (part.kind === "dim") known &&= dims[part.position] !== undefined;
    else if (part.kind === "symbol") known &&= symbols[part.position] !== undefined;
  });
  return known;
}

/** The constant that a result is; undefined if it is not known. */
export function foldedAttr(result: FoldedResult): Attribute | undefined {
  if (result === "poison") return PoisonAttr.get({});
  return result === undefined ? undefined : IntegerAttr.get(indexType(), result);
}
