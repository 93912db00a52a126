/** Functions that make affine maps from affine maps: inverses, projections, and dropping what is not used. */
import { AffineExpr } from "./expr.ts";
import { AffineMap } from "./map.ts";

const zero = (): AffineExpr => AffineExpr.constant(0);

/**
 * The map from results to dimensions, which takes each dimension from the first result that is this dimension;
 * undefined where a dimension is no result. The map must have no symbols.
 */
export function inversePermutation(map: AffineMap): AffineMap | undefined {
  if (map.isEmpty) return map;
  if (map.numSymbols > 0) throw new Error(`${map} has symbols and so no inverse permutation`);
  const targets: number[] = [];
  for (let dim = 0; dim < map.numDims; dim++) {
    const position = map.getResultPosition(AffineExpr.dim(dim));
    if (position === undefined) return undefined;
    targets.push(position);
  }
  return AffineMap.getMultiDimMapWithTargets(map.numResults, targets);
}

/**
 * The map from the results of a projected permutation to its dimensions; those that are no result become 0.
 * @throws {Error} for other maps
 */
export function inverseAndBroadcastProjectedPermutation(map: AffineMap): AffineMap {
  if (!map.isProjectedPermutation(true)) throw new Error(`${map} is not a projected permutation`);
  const results: AffineExpr[] = [];
  for (let dim = 0; dim < map.numDims; dim++) {
    const position = map.getResultPosition(AffineExpr.dim(dim));
    results.push(position === undefined ? zero() : AffineExpr.dim(position));
  }
  return AffineMap.get(map.numResults, 0, results);
}

/** All results of all maps, over as many dimensions and symbols as the map with the most has. */
export function concatAffineMaps(maps: readonly AffineMap[]): AffineMap {
  const numDims = Math.max(0, ...maps.map((map) => map.numDims));
  const numSymbols = Math.max(0, ...maps.map((map) => map.numSymbols));
  return AffineMap.get(
    numDims,
    numSymbols,
    maps.flatMap((map) => map.results),
  );
}

/** Replaces dimensions by 0; with `compress` they are no longer inputs either. */
export function projectDims(map: AffineMap, projected: readonly boolean[], compress = false): AffineMap {
  if (compress) return compressDims(map, projected);
  const dims = projected.map((isProjected, i) => (isProjected ? zero() : AffineExpr.dim(i)));
  return map.replaceDimsAndSymbols(dims, [], map.numDims, map.numSymbols);
}

/** Replaces symbols by 0; with `compress` they are no longer inputs either. */
export function projectSymbols(map: AffineMap, projected: readonly boolean[], compress = false): AffineMap {
  if (compress) return compressSymbols(map, projected);
  const symbols = projected.map((isProjected, i) => (isProjected ? zero() : AffineExpr.symbol(i)));
  return map.replaceDimsAndSymbols([], symbols, map.numDims, map.numSymbols);
}

/** Projects dimensions out, and by default drops the symbols that are not used then. */
export function getProjectedMap(
  map: AffineMap,
  projected: readonly boolean[],
  compressDimensions = true,
  compressUnused = true,
): AffineMap {
  const result = projectDims(map, projected, compressDimensions);
  return compressUnused ? compressUnusedSymbols(result) : result;
}

/** Drops the dimensions that are `unused`; where they are used after all, they become 0. */
export function compressDims(map: AffineMap, unused: readonly boolean[]): AffineMap {
  const { replacements, count } = renumber(map.numDims, unused, AffineExpr.dim);
  return map.replaceDimsAndSymbols(replacements, [], count, map.numSymbols);
}

/** Drops the symbols that are `unused`; where they are used after all, they become 0. */
export function compressSymbols(map: AffineMap, unused: readonly boolean[]): AffineMap {
  const { replacements, count } = renumber(map.numSymbols, unused, AffineExpr.symbol);
  return map.replaceDimsAndSymbols([], replacements, map.numDims, count);
}

function renumber(
  total: number,
  unused: readonly boolean[],
  make: (position: number) => AffineExpr,
): { replacements: AffineExpr[]; count: number } {
  const replacements: AffineExpr[] = [];
  let count = 0;
  for (let i = 0; i < total; i++) replacements.push(unused[i] ? zero() : make(count++));
  return { replacements, count };
}

/** For each dimension whether none of the maps uses it. */
export const unusedDims = (maps: readonly AffineMap[]): boolean[] =>
  Array.from({ length: maps[0]?.numDims ?? 0 }, (_, i) => !maps.some((map) => map.isFunctionOfDim(i)));

/** For each symbol whether none of the maps uses it. */
export const unusedSymbols = (maps: readonly AffineMap[]): boolean[] =>
  Array.from({ length: maps[0]?.numSymbols ?? 0 }, (_, i) => !maps.some((map) => map.isFunctionOfSymbol(i)));

export const compressUnusedDims = (map: AffineMap): AffineMap => compressDims(map, unusedDims([map]));
export const compressUnusedSymbols = (map: AffineMap): AffineMap => compressSymbols(map, unusedSymbols([map]));

/** The map with each of its results once. */
export const removeDuplicateExprs = (map: AffineMap): AffineMap => map.withResults([...new Set(map.results)]);

/** Makes a map over `rank` dimensions of one over those that are not projected. */
export function expandDimsToRank(map: AffineMap, rank: number, projected: readonly boolean[]): AffineMap {
  return map.compose(AffineMap.getFilteredIdentityMap(rank, (position) => !projected[position]));
}

/**
 * Picks from `source` by the results of a projected permutation; a result that is 0 gives `zero`.
 * @throws {Error} for other maps
 */
export function applyPermutationMap<T>(map: AffineMap, source: readonly T[], zero: T): T[] {
  if (!map.isProjectedPermutation(true)) throw new Error(`${map} is not a projected permutation`);
  return map.results.map((expr) => (expr.kind === "dim" ? source[expr.position]! : zero));
}
