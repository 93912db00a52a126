/** Canonicalization of `affine.min` and `affine.max`. */

import { type AffineExpr, AffineMap, linearForm, removeDuplicateExprs } from "../../../ir/affine.ts";
import { AffineMapAttr } from "../../../ir/builtin/attributes.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import { ApplyOp } from "../apply.ts";
import { MaxOp, MinOp } from "../min-max.ts";
import { mapOf, replaceMap, simplifyMap } from "./simplify-map.ts";

type Definition = typeof MinOp;

const setResults = ({ op, map }: MinOp, results: readonly AffineExpr[], rewriter: PatternRewriter): void => {
  rewriter.modify(op, () => op.setAttr("map", AffineMapAttr.get(map.affineMap.withResults(results))));
};

/** min (x)  ->  apply (x) */
const onlyResult = (def: Definition): Pattern =>
  pattern(`${def.name}-of-one-result`, def, ({ op, map, operands }, rewriter) => {
    if (map.affineMap.numResults !== 1) return false;
    rewriter.replaceWithNew(op, ApplyOp, { map, mapOperands: operands });
    return true;
  });

/** min (x, x, y)  ->  min (x, y) */
const equalResults = (def: Definition): Pattern =>
  pattern(`${def.name}-of-equal-results`, def, (view, rewriter) => {
    const { results } = removeDuplicateExprs(view.map.affineMap);
    if (results.length === view.map.affineMap.numResults) return false;
    setResults(view, results, rewriter);
    return true;
  });

/** min (x, min (y, z))  ->  min (x, y, z) */
const nested = (def: Definition): Pattern =>
  pattern(`nested-${def.name}`, def, ({ op, map: { affineMap }, operands }, rewriter) => {
    const dims = operands.slice(0, affineMap.numDims);
    const symbols = operands.slice(affineMap.numDims);
    const results: AffineExpr[] = [];
    const inner: MinOp[] = [];
    for (const expr of affineMap.results) {
      const value =
        expr.kind === "dim" ? dims[expr.position] : expr.kind === "symbol" ? symbols[expr.position] : undefined;
      const producer = value === undefined ? undefined : def.defining(value);
      if (producer === undefined) results.push(expr);
      else inner.push(producer);
    }
    if (inner.length === 0) return false;
    for (const producer of inner) {
      const { map, operands: values } = mapOf(producer.op);
      results.push(...map.results.map((expr) => expr.shiftDims(dims.length).shiftSymbols(symbols.length)));
      dims.push(...values.slice(0, map.numDims));
      symbols.push(...values.slice(map.numDims));
    }
    const map = AffineMap.get(dims.length, symbols.length, results);
    rewriter.modify(op, () => replaceMap(op, { map, operands: [...dims, ...symbols] }));
    return true;
  });

/** Results in the order of their coefficients: those of the dimensions, those of the symbols, the constant. */
const order = (def: Definition): Pattern =>
  pattern(`order-of-${def.name}`, def, (view, rewriter) => {
    const { affineMap } = view.map;
    const keyed: { readonly expr: AffineExpr; readonly key: readonly bigint[] }[] = [];
    for (const expr of affineMap.results) {
      const key = coefficients(expr, affineMap);
      if (key === undefined) return false;
      keyed.push({ expr, key });
    }
    const results = keyed.sort((a, b) => compare(a.key, b.key)).map(({ expr }) => expr);
    if (results.every((expr, i) => expr === affineMap.results[i])) return false;
    setResults(view, results, rewriter);
    return true;
  });

/** Undefined for an expression that is not linear. */
function coefficients(expr: AffineExpr, { numDims, numSymbols }: AffineMap): readonly bigint[] | undefined {
  const form = expr.isPureAffine ? linearForm(expr) : undefined;
  if (form === undefined) return undefined;
  const key = new Array<bigint>(numDims + numSymbols + 1).fill(0n);
  for (const [term, coefficient] of form.terms) {
    if (term.kind === "dim") key[term.position] = coefficient;
    else if (term.kind === "symbol") key[numDims + term.position] = coefficient;
    else return undefined;
  }
  key[numDims + numSymbols] = form.constant;
  return key;
}

function compare(a: readonly bigint[], b: readonly bigint[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  return 0;
}

export const minMaxPatterns = [MinOp, MaxOp].flatMap((def) => [
  onlyResult(def),
  equalResults(def),
  nested(def),
  simplifyMap(def),
  order(def),
]);
