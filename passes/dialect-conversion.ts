/**
 * Dialect conversion: rewrites operations until a target is satisfied, types included.
 *
 * Operations are visited from the outside to the inside. One that the target does not accept is folded or given to the
 * patterns, and what these make must in turn be accepted. Changes are made at once and taken back where a pattern does
 * not lead to legal operations. Values of old and new types meet through casts, which vanish when both sides are
 * converted. Algorithm: as MLIR's "Dialect Conversion"; see mlir.llvm.org/docs/DialectConversion.
 */
import type { Context } from "../ir/context.ts";
import type { Operation } from "../ir/operation.ts";
import { type AnyPattern, ConversionDriver, type ConversionOptions } from "./conversion/driver.ts";
import type { ConversionTarget } from "./conversion/target.ts";

export type { AnyPattern, ConversionOptions } from "./conversion/driver.ts";
export { oneToOne } from "./conversion/one-to-one.ts";
export { ConversionTarget } from "./conversion/target.ts";

/**
 * Converts what can be converted; only operations that the target calls illegal must not remain.
 * @throws {DiagnosticError} if one does; the IR is then as it was before
 */
export function applyPartialConversion(
  root: Operation,
  target: ConversionTarget,
  patterns: readonly AnyPattern[],
  context: Context,
  options: ConversionOptions = {},
): void {
  new ConversionDriver(root, target, patterns, context, options).convert(root, "partial");
}

/**
 * Converts everything; only operations that the target calls legal may remain.
 * @throws {DiagnosticError} if another one does; the IR is then as it was before
 */
export function applyFullConversion(
  root: Operation,
  target: ConversionTarget,
  patterns: readonly AnyPattern[],
  context: Context,
  options: ConversionOptions = {},
): void {
  new ConversionDriver(root, target, patterns, context, options).convert(root, "full");
}
