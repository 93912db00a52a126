/** The pass `convert-complex-to-libm`: calls of the C library's functions, which are declared once in each module. */

import * as complex from "../../dialects/complex/index.ts";
import { CallOp, FuncOp, funcDialect } from "../../dialects/func/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { StringAttr, TypeAttr } from "../../ir/builtin/attributes.ts";
import { type ComplexType, FunctionType, f32, f64 } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { definePass } from "../../ir/pass.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import { applyPartialConversion, ConversionTarget } from "../../passes/dialect-conversion.ts";
import { ModuleSymbols } from "../to-llvm/symbols.ts";

/** The names of the functions of doubles; those of floats end with an `f`. */
const functions: readonly (readonly [op: OpDefinition, name: string])[] = [
  [complex.AbsOp, "cabs"],
  [complex.AngleOp, "carg"],
  [complex.ConjOp, "conj"],
  [complex.CosOp, "ccos"],
  [complex.LogOp, "clog"],
  [complex.PowOp, "cpow"],
  [complex.SinOp, "csin"],
  [complex.SqrtOp, "csqrt"],
  [complex.TanOp, "ctan"],
  [complex.TanhOp, "ctanh"],
];

function suffixFor(type: Type): string | undefined {
  const { elementType } = type as ComplexType;
  if (elementType === f64()) return "";
  return elementType === f32() ? "f" : undefined;
}

const toLibm = (root: OpDefinition, name: string, symbols: ModuleSymbols): Pattern =>
  pattern(`${root.name}-to-libm`, root, ({ op }, rewriter) => {
    const suffix = suffixFor(op.operand(0).type);
    if (suffix === undefined) return false;
    const function_type = TypeAttr.get(FunctionType.get(op.operandTypes, op.resultTypes));
    const sym_visibility = StringAttr.get("private");
    const callee = symbols.declared(op, rewriter, name + suffix, FuncOp, function_type, () => {
      return rewriter.create(FuncOp, { sym_name: StringAttr.get(name + suffix), function_type, sym_visibility }).op;
    });
    const call = rewriter.create(CallOp, { callee, operands: op.operands, resultTypes: op.resultTypes });
    rewriter.replace(op, call.results);
    return true;
  });

export const convertComplexToLibm = definePass(
  "convert-complex-to-libm",
  {
    summary: "Turns functions of complex numbers into calls of the C library's",
    on: "builtin.module",
    dependentDialects: [funcDialect],
  },
  (module, { context }) => {
    const symbols = new ModuleSymbols();
    const target = new ConversionTarget().addLegalDialect(funcDialect.name);
    target.addIllegalOp(...functions.map(([op]) => op));
    const patterns = functions.map(([op, name]) => toLibm(op, name, symbols));
    applyPartialConversion(module, target, patterns, context);
  },
);
