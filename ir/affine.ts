/** Affine expressions, maps and integer sets, as MLIR has them. */
export {
  AffineBinaryOpExpr,
  AffineConstantExpr,
  AffineDimExpr,
  AffineExpr,
  type AffineOperand,
  AffineSymbolExpr,
} from "./affine/expr.ts";
export { IntegerSet } from "./affine/integer-set.ts";
export { AffineMap } from "./affine/map.ts";
export * from "./affine/map-transforms.ts";
export { type InputName, printAffineExpr } from "./affine/print.ts";
export { type LinearForm, linearForm, simplifyAffineExpr, simplifyAffineMap } from "./affine/simplify.ts";
