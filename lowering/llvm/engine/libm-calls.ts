/**
 * The functions that are calls of the mathematical library in native code: those that LLVM has no intrinsic for, and
 * `expm1` and `log1p`, which upstream's conversion computes from `exp` and `log`, with great errors near zero.
 */
import * as math from "../../../dialects/math/index.ts";
import type { Context } from "../../../ir/context.ts";
import type { Operation } from "../../../ir/operation.ts";
import { applyPartialConversion, ConversionTarget } from "../../../passes/dialect-conversion.ts";
import { libmPatterns } from "../../to-llvm/math-to-libm.ts";
import { ModuleSymbols } from "../../to-llvm/symbols.ts";
import { llvmTypeConverter } from "../../to-llvm/types.ts";

const libraryFunctions: ReadonlySet<unknown> = new Set([
  math.AcoshOp,
  math.AsinhOp,
  math.AtanhOp,
  math.CbrtOp,
  math.ErfOp,
  math.ErfcOp,
  math.ExpM1Op,
  math.Log1pOp,
]);

/** Turns functions without an exact form in LLVM into calls. */
export function callLibm(module: Operation, context: Context): void {
  const patterns = libmPatterns(new ModuleSymbols()).filter(({ root }) => libraryFunctions.has(root));
  const target = new ConversionTarget().addLegalDialect("arith", "func", "llvm");
  const types = llvmTypeConverter({ indexBitwidth: 64 });
  applyPartialConversion(module, target, patterns, context, { types });
}
