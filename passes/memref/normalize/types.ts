/** Buffers whose layout is a map become buffers of more or other dimensions, in which elements lie in order. */

import { ceilDiv, floorDiv, gcd } from "../../../ir/affine/fold.ts";
import { AffineBinaryOpExpr, type AffineExpr, type AffineMap } from "../../../ir/affine.ts";
import type { Type } from "../../../ir/attribute.ts";
import { Dynamic, isDynamic, MemRefType } from "../../../ir/builtin/types.ts";

/** The smallest and the largest value of an expression. */
interface Bounds {
  readonly low: bigint;
  readonly high: bigint;
}

/** Bounds for dimensions from 0 up to a size; undefined where a size or a divisor is not known. */
function boundsOf(expr: AffineExpr, shape: readonly number[]): Bounds | undefined {
  if (expr.kind === "constant") return { low: expr.value, high: expr.value };
  if (expr.kind === "dim") {
    const size = shape[expr.position]!;
    return isDynamic(size) ? undefined : { low: 0n, high: BigInt(size) - 1n };
  }
  if (!(expr instanceof AffineBinaryOpExpr)) return undefined;
  const a = boundsOf(expr.lhs, shape);
  const b = boundsOf(expr.rhs, shape);
  if (a === undefined || b === undefined) return undefined;
  if (expr.kind === "add") return { low: a.low + b.low, high: a.high + b.high };
  if (b.low !== b.high) return undefined;
  const factor = b.low;
  if (expr.kind === "mul") return ordered(a.low * factor, a.high * factor);
  if (factor <= 0n) return undefined;
  if (expr.kind === "floordiv") return { low: floorDiv(a.low, factor), high: floorDiv(a.high, factor) };
  if (expr.kind === "ceildiv") return { low: ceilDiv(a.low, factor), high: ceilDiv(a.high, factor) };
  return { low: 0n, high: factor - gcd(expr.lhs.largestKnownDivisor, factor) };
}

const ordered = (a: bigint, b: bigint): Bounds => (a < b ? { low: a, high: b } : { low: b, high: a });

/** What a dimension of the new buffer is of one of the old buffer. */
export type Part =
  | { readonly kind: "whole"; readonly dim: number }
  /** Which tile, and where in it. */
  | { readonly kind: "tile" | "inTile"; readonly dim: number; readonly size: bigint };

/** The part of a dimension that `expr` is; undefined if it is something else. */
export function partOf(expr: AffineExpr): Part | undefined {
  if (expr.kind === "dim") return { kind: "whole", dim: expr.position };
  if (!(expr instanceof AffineBinaryOpExpr) || expr.lhs.kind !== "dim") return undefined;
  const size = expr.rhs.constantValue;
  if (size === undefined || (expr.kind !== "floordiv" && expr.kind !== "mod")) return undefined;
  return { kind: expr.kind === "mod" ? "inTile" : "tile", dim: expr.lhs.position, size };
}

/** Whether dimensions of unknown size stay as they are or are cut into tiles, and there are tiles. */
function isTiled({ results, numDims }: AffineMap, shape: readonly number[]): boolean {
  const parts = results.map(partOf);
  const hasTiles = (dim: number): boolean => {
    const mine = parts.filter((part) => part?.dim === dim && part.kind !== "whole") as Exclude<
      Part,
      { kind: "whole" }
    >[];
    const [a, b] = mine;
    return mine.length === 2 && a!.size === b!.size && a!.kind !== b!.kind;
  };
  const dims = Array.from({ length: numDims }, (_, dim) => dim);
  const isPlain = (dim: number): boolean => {
    const using = results.filter((expr) => expr.isFunctionOfDim(dim));
    if (hasTiles(dim)) return using.length === 2;
    return using.length === 1 && using[0]!.kind === "dim";
  };
  return dims.some(hasTiles) && dims.every((dim) => !isDynamic(shape[dim]!) || isPlain(dim));
}

/**
 * The type with the identity layout whose elements are those of `type`, each at what the layout makes of its indices;
 * undefined for other types, and where that would not be known, or lie before the first element.
 */
export function normalizedType(type: Type): MemRefType | undefined {
  if (!(type instanceof MemRefType) || type.layout === undefined) return undefined;
  const map = type.layout.affineMap;
  if (map.isIdentity || map.numSymbols > 0) return undefined;
  if (!type.hasStaticShape && !isTiled(map, type.shape)) return undefined;
  const shape: number[] = [];
  for (const expr of map.results) {
    const part = partOf(expr);
    if (part !== undefined && isDynamic(type.shape[part.dim]!)) shape.push(Dynamic);
    else {
      const bounds = boundsOf(expr, type.shape);
      if (bounds === undefined || (bounds.low < 0n && bounds.high >= 0n)) return undefined;
      shape.push(Math.max(Number(bounds.high) + 1, 0));
    }
  }
  return MemRefType.get(shape, type.elementType, undefined, type.memorySpace);
}
