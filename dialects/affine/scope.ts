/**
 * What affine expressions may be applied to. In a scope, which is the body of a function, a symbol is an index that
 * stays the same; a dimension may also be an induction variable, or what affine operations compute from dimensions.
 */

import { IndexType, isDynamic, type MemRefType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import { LoopLikeOpInterface } from "../../ir/interfaces/control-flow.ts";
import { isPure } from "../../ir/interfaces/memory-effects.ts";
import { type ShapedDimOp, ShapedDimOpInterface } from "../../ir/interfaces/shaped-dim.ts";
import { constantInteger, constantOf } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { Trait } from "../../ir/trait.ts";
import { AffineScope, IsolatedFromAbove } from "../../ir/traits.ts";
import { BlockArgument, type Value } from "../../ir/value.ts";
import { AllocOp, CastOp, SubViewOp, ViewOp } from "../memref/index.ts";

/** Its induction variables are dimensions. */
export const AffineLoop: Trait<"AffineLoop"> = { name: "AffineLoop" };
/** Its results are dimensions if its operands are. */
export const IndexTransform: Trait<"IndexTransform"> = { name: "IndexTransform" };

/** The region around `op` that belongs to an operation with the trait AffineScope; null if there is none. */
export const affineScope = (op: Operation): Region | null => closestScope(op.parentRegion);

function closestScope(inner: Region | null): Region | null {
  let region = inner;
  while (region !== null && region.parentOp?.def.hasTrait(AffineScope) !== true) region = region.parentRegion;
  return region;
}

const regionOf = (value: Value): Region | null => value.parentBlock?.region ?? null;

/** Whether the value is defined directly in an operation with the trait AffineScope. */
export const isTopLevelValue = (value: Value): boolean => regionOf(value)?.parentOp?.def.hasTrait(AffineScope) === true;

/** Whether the value is an induction variable of an affine loop. */
export function isAffineInductionVar(value: Value): boolean {
  const loop = value instanceof BlockArgument ? value.owner.parentOp : null;
  if (loop === null || !loop.def.hasTrait(AffineLoop)) return false;
  return LoopLikeOpInterface.of(loop)!.inductionVars!(loop).includes(value);
}

/** Whether the value may be a symbol in `scope`, by default the one that it is defined in. */
export const isValidSymbol = (value: Value, scope = closestScope(regionOf(value))): boolean =>
  new ScopeQuery(scope).acceptsSymbol(value);

/** Whether the value may be a dimension in `scope`, by default the one that it is defined in. */
export const isValidDim = (value: Value, scope = closestScope(regionOf(value))): boolean =>
  new ScopeQuery(scope).acceptsDim(value);

/** Throws unless the values may be the dimensions, and behind them the symbols, of an affine map or set. */
export function verifyDimsAndSymbols(op: Operation, values: readonly Value[], numDims: number): void {
  const query = new ScopeQuery(affineScope(op));
  values.forEach((value, i) => {
    if (i < numDims) {
      if (!query.acceptsDim(value)) throw opError(op, "operand cannot be used as a dimension id");
    } else if (!query.acceptsSymbol(value)) throw opError(op, "operand cannot be used as a symbol");
  });
}

/**
 * Follows values to what they are computed from. A value is a symbol if it is defined directly in the scope or in what
 * the scope may use, or is constant, or is computed from symbols without effects. What was accepted once is not followed
 * again; after something was refused, the query is of no more use.
 */
class ScopeQuery {
  readonly #scope: Region | null;
  /** The regions whose values are symbols, found when one is asked for that is not defined in the scope itself. */
  #visible: ReadonlySet<Region> | undefined;
  readonly #accepted: Set<Value>;

  constructor(scope: Region | null) {
    this.#scope = scope;
    this.#visible = undefined;
    this.#accepted = new Set();
  }

  acceptsDim(value: Value): boolean {
    const dims = new Set([value]);
    // The set grows while it is walked through.
    for (const dim of dims) {
      if (isAffineInductionVar(dim)) continue;
      const op = dim.definingOp;
      if (op?.def.hasTrait(IndexTransform) && !this.#isVisible(dim)) {
        for (const operand of op.operands) dims.add(operand);
      } else if (!this.acceptsSymbol(dim)) return false;
    }
    return true;
  }

  acceptsSymbol(value: Value): boolean {
    const pending = [value];
    for (let symbol = pending.pop(); symbol !== undefined; symbol = pending.pop()) {
      if (this.#accepted.has(symbol)) continue;
      const sources = this.#sourcesOf(symbol);
      if (sources === undefined) return false;
      this.#accepted.add(symbol);
      pending.push(...sources);
    }
    return true;
  }

  #isVisible(value: Value): boolean {
    const region = regionOf(value);
    if (region === null) return false;
    if (region === this.#scope) return true;
    this.#visible ??= visibleRegions(this.#scope);
    return this.#visible.has(region);
  }

  /** The values that must be symbols for this one to be a symbol; undefined if it is none. */
  #sourcesOf(value: Value): readonly Value[] | undefined {
    if (!(value.type instanceof IndexType)) return undefined;
    if (this.#isVisible(value)) return [];
    const op = value.definingOp;
    if (op === undefined) return undefined;
    if (constantOf(op) !== undefined) return [];
    const dim = ShapedDimOpInterface.of(op);
    if (dim !== undefined) return isTopLevelValue(dim.shapedValue(op)) ? [] : sizeOf(op, dim);
    return isPure(op) ? op.operands : undefined;
  }
}

/** The scope and the regions around it from which operations inside may use values. */
function visibleRegions(scope: Region | null): ReadonlySet<Region> {
  const visible = new Set<Region>();
  for (let region = scope; region !== null; region = region.parentRegion) {
    visible.add(region);
    if (region.parentOp?.def.hasTrait(IsolatedFromAbove) !== false) break;
  }
  return visible;
}

/** The operand that is the size which `op` asks for, none if it is constant; undefined where it is not known. */
function sizeOf(op: Operation, dim: ShapedDimOp): readonly Value[] | undefined {
  let source = dim.shapedValue(op);
  for (let cast = CastOp.defining(source); cast !== undefined; cast = CastOp.defining(source)) source = cast.source;
  const sizes =
    AllocOp.defining(source)?.dynamicSizes ?? (SubViewOp.defining(source) ?? ViewOp.defining(source))?.sizes;
  const dimension = constantInteger(dim.dimension(op))?.number;
  if (sizes === undefined || dimension === undefined) return undefined;
  const type = source.type as MemRefType;
  if (dimension < 0 || dimension >= type.rank) return undefined;
  if (!type.isDynamicDim(dimension)) return [];
  return [sizes[type.shape.slice(0, dimension).filter(isDynamic).length]!];
}
