/** Offsets and strides of buffers: where elements lie, in elements, if that is a linear function of their indices. */

import { AffineBinaryOpExpr, AffineExpr, type AffineMap } from "../affine.ts";
import { StridedLayoutAttr } from "./attributes.ts";
import { Dynamic, isDynamic, type MemRefType } from "./types.ts";

export interface StridesAndOffset {
  /** `Dynamic` where it is known at run time only, as are strides. */
  readonly offset: number;
  readonly strides: readonly number[];
}

/** Offset and strides of a buffer type; undefined for layouts that are not strided. */
export function stridesAndOffset({ layout, shape }: MemRefType): StridesAndOffset | undefined {
  if (layout === undefined) return { offset: 0, strides: rowMajorStrides(shape) };
  return layout instanceof StridedLayoutAttr ? layout : stridesOfMap(layout.affineMap);
}

/** Whether the places of elements are an offset and a stride for each dimension. */
export const isStrided = (type: MemRefType): boolean => stridesAndOffset(type) !== undefined;

/** Whether elements follow each other because of the layout alone: there is none, or it is the identity, `strided<[1]>`. */
export const hasIdentityLayout = ({ layout }: MemRefType): boolean =>
  layout === undefined || layout.affineMap.isIdentity;

/** Whether offset and strides are known before the program runs. */
export function hasStaticLayout(type: MemRefType): boolean {
  const layout = stridesAndOffset(type);
  return layout !== undefined && !isDynamic(layout.offset) && !layout.strides.some(isDynamic);
}

/** The strides of elements that follow each other, the last dimension fastest. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let i = shape.length - 2; i >= 0; i--) {
    const [size, stride] = [shape[i + 1]!, strides[i + 1]!];
    strides[i] = isDynamic(size) || isDynamic(stride) ? Dynamic : exactOrDynamic(size * stride);
  }
  return strides;
}

/** The product of sizes, offsets and strides; dynamic if one of them is and the other is not 0. */
export function saturatingProduct(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return isDynamic(a) || isDynamic(b) ? Dynamic : exactOrDynamic(a * b);
}

/** The sum; dynamic if one of the two is. */
export const saturatingSum = (a: number, b: number): number =>
  isDynamic(a) || isDynamic(b) ? Dynamic : exactOrDynamic(a + b);

/** Dynamic is also what no number holds exactly. */
const exactOrDynamic = (value: number): number => (Number.isSafeInteger(value) ? value : Dynamic);

/** The linear function that a map with one result is, if it is one. */
function stridesOfMap({ numDims, numResults, results }: AffineMap): StridesAndOffset | undefined {
  if (numResults !== 1) return undefined;
  const zero = AffineExpr.constant(0);
  const strides = new Array<AffineExpr>(numDims).fill(zero);
  let offset: AffineExpr = zero;
  /** Adds `factor * expr`; tells whether that is linear. */
  const add = (expr: AffineExpr, factor: AffineExpr): boolean => {
    if (expr.kind === "dim") {
      strides[expr.position] = strides[expr.position]!.add(factor);
      return true;
    }
    if (expr.kind === "symbol" || expr.kind === "constant") {
      offset = offset.add(expr.mul(factor));
      return true;
    }
    if (!(expr instanceof AffineBinaryOpExpr)) return false;
    if (expr.kind === "add") return add(expr.lhs, factor) && add(expr.rhs, factor);
    return expr.kind === "mul" && expr.rhs.isSymbolicOrConstant && add(expr.lhs, factor.mul(expr.rhs));
  };
  if (!add(results[0]!, AffineExpr.constant(1))) return undefined;
  return { offset: numberOf(offset), strides: strides.map(numberOf) };
}

function numberOf({ constantValue }: AffineExpr): number {
  return constantValue === undefined ? Dynamic : exactOrDynamic(Number(constantValue));
}
