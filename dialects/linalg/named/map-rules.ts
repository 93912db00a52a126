/** What indexing maps the named contractions accept besides their own. The messages are upstream's. */

import type { AffineExpr, AffineMap } from "../../../ir/affine.ts";
import { errorAt, opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";

export type MapRule = "matmul" | "batch" | "contract";

type Check = (op: Operation, maps: readonly AffineMap[], defaults: readonly AffineMap[]) => void;

/** Throws `opError` if the maps break the rule. */
export const mapRules: Readonly<Record<MapRule, Check>> = { matmul, batch, contract };

function requireThree(op: Operation, maps: readonly AffineMap[]): void {
  if (maps.length !== 3) throw opError(op, "Indexing_map attribute must have 3 affine maps.");
}

/** Whether all results of `map` are among those of `other`. */
const usesOnly = (map: AffineMap, other: AffineMap): boolean =>
  map.results.every((expr) => other.results.includes(expr));

/** Transposed operands, and vectors in place of matrices. */
function matmul(op: Operation, maps: readonly AffineMap[], defaults: readonly AffineMap[]): void {
  requireThree(op, maps);
  for (const i of [0, 1]) {
    const map = maps[i]!;
    if (!usesOnly(map, defaults[i]!)) throw opError(op, "Unexpected dim expression in map result.");
    const isBroadcast = map.numResults < defaults[i]!.numResults;
    if (isBroadcast && !(map.numResults === 1 && isLoop(map.results[0], 2))) {
      throw opError(op, "Invalid broadcast requested, should be (d2).");
    }
  }
}

/** The batch stands first; operands may be transposed, or lack the batch or a dimension. */
function batch(op: Operation, maps: readonly AffineMap[], defaults: readonly AffineMap[]): void {
  requireThree(op, maps);
  for (const i of [0, 1]) {
    const map = maps[i]!;
    if (!usesOnly(map, defaults[i]!)) {
      throw opError(op, "Unexpected result dim expression (outside the set of default result dims).");
    }
    if (map.numResults > 3) {
      throw opError(op, `no more than 3 result dim expressions are allowed, but got (${map.numResults}).`);
    }
    if (map.numResults === 3) {
      if (!isLoop(map.results[0], 0)) throw opError(op, "Invalid batch dimension expression.");
    } else if (!isBatchBroadcast(map, i === 0)) throw opError(op, "Invalid broadcast requested.");
  }
  const [output, expected] = [maps[2]!, defaults[2]!];
  if (output.numResults !== expected.numResults) {
    throw opError(op, `expects ${expected.numResults} dims, but got (${output.numResults}).`);
  }
  if (output.results.some((expr, i) => expr !== expected.results[i])) {
    throw opError(op, "Invalid output map result dimension.");
  }
}

const isLoop = (expr: AffineExpr | undefined, position: number): boolean =>
  expr?.kind === "dim" && expr.position === position;

/** Indices that are fewer than the batch, the row or column, and the sum need, over the loops b, m, n, k. */
function isBatchBroadcast({ results }: AffineMap, isLeft: boolean): boolean {
  const is = (...loops: readonly number[]): boolean =>
    results.length === loops.length && loops.every((loop, i) => isLoop(results[i], loop));
  const [b, m, n, k] = [0, 1, 2, 3] as const;
  return is(k) || is(b, k) || (isLeft ? is(m, k) : is(k, n));
}

/** Whether an operation may have the maps by the rule of `linalg.contract`. */
export function isContract(maps: readonly AffineMap[]): boolean {
  const [lhs, rhs, output] = maps as [AffineMap, AffineMap, AffineMap];
  if (!maps.every((map) => map.isProjectedPermutation())) return false;
  let hasSum = false;
  for (let loop = 0; loop < lhs.numDims; loop++) {
    if (output.isFunctionOfDim(loop)) continue;
    if (!lhs.isFunctionOfDim(loop) || !rhs.isFunctionOfDim(loop)) return false;
    hasSum = true;
  }
  return hasSum;
}

/** Projected permutations; each loop is in the output, or in both inputs. */
function contract(op: Operation, maps: readonly AffineMap[]): void {
  const loops = maps[0]?.numDims ?? 0;
  const uses = Array.from({ length: loops }, () => ({ inputs: 0, outputs: 0 }));
  maps.forEach((map, i) => {
    if (map.numDims !== loops) throw errorAt(op.loc, "iteration spaces of provided affine_maps differ");
    if (!map.isProjectedPermutation()) throw errorAt(op.loc, "provided affine_map is not a projected permutation");
    for (let result = 0; result < map.numResults; result++) {
      const use = uses[map.getDimPosition(result)]!;
      if (i === maps.length - 1) use.outputs++;
      else use.inputs++;
    }
  });
  let hasSum = false;
  uses.forEach(({ inputs, outputs }, index) => {
    const where = `iteration space dim at index ${index}`;
    if (inputs + outputs === 0) throw errorAt(op.loc, `${where} not used to access any operand`);
    const isSum = inputs === 2 && outputs === 0;
    if (!isSum && outputs !== 1) {
      throw errorAt(op.loc, `${where} is neither a contracting dim nor of parallel iteration type`);
    }
    hasSum ||= isSum;
  });
  if (!hasSum) throw errorAt(op.loc, "'indexing_maps' do not specify a contracting dimension");
}
