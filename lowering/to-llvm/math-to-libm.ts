/**
 * `convert-math-to-libm`: calls of the C library's functions, which are declared once in each module. The elements of
 * vectors are passed one by one.
 */

import * as arith from "../../dialects/arith/index.ts";
import { CallOp, FuncOp, funcDialect } from "../../dialects/func/index.ts";
import * as llvm from "../../dialects/llvm/index.ts";
import * as math from "../../dialects/math/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { StringAttr, type SymbolRefAttr, TypeAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { elementTypeOrSelf, FloatType, FunctionType, f32 } from "../../ir/builtin/types.ts";
import type { ConversionPattern } from "../../ir/conversion.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Value } from "../../ir/value.ts";
import { applyPartialConversion, ConversionTarget } from "../../passes/dialect-conversion.ts";
import { elementwise, isScalable, perElement } from "./elementwise.ts";
import { ModuleSymbols } from "./symbols.ts";
import { llvmTypeConverter, typeOptions } from "./types.ts";

/** The names of the functions of doubles; those of floats end with an `f`. */
const functions: readonly (readonly [op: OpDefinition, name: string])[] = [
  [math.AbsFOp, "fabs"],
  [math.AcosOp, "acos"],
  [math.AcoshOp, "acosh"],
  [math.AsinOp, "asin"],
  [math.AsinhOp, "asinh"],
  [math.AtanOp, "atan"],
  [math.AtanhOp, "atanh"],
  [math.Atan2Op, "atan2"],
  [math.CbrtOp, "cbrt"],
  [math.CeilOp, "ceil"],
  [math.CosOp, "cos"],
  [math.CoshOp, "cosh"],
  [math.ErfOp, "erf"],
  [math.ErfcOp, "erfc"],
  [math.ExpOp, "exp"],
  [math.Exp2Op, "exp2"],
  [math.ExpM1Op, "expm1"],
  [math.FloorOp, "floor"],
  [math.FmaOp, "fma"],
  [math.LogOp, "log"],
  [math.Log10Op, "log10"],
  [math.Log1pOp, "log1p"],
  [math.Log2Op, "log2"],
  [math.PowFOp, "pow"],
  [math.RoundOp, "round"],
  [math.RoundEvenOp, "roundeven"],
  [math.RsqrtOp, "rsqrt"],
  [math.SinOp, "sin"],
  [math.SinhOp, "sinh"],
  [math.SqrtOp, "sqrt"],
  [math.TanOp, "tan"],
  [math.TanhOp, "tanh"],
  [math.TruncOp, "trunc"],
];

/** The library works with f32 and f64. Narrower floats are widened. */
const argumentTypes: Readonly<Record<string, "f32" | "f64">> = { f16: "f32", bf16: "f32", f32: "f32", f64: "f64" };

function argumentTypeFor(element: Type): FloatType | undefined {
  const kind = element instanceof FloatType ? argumentTypes[element.kind] : undefined;
  return kind && FloatType.get(kind);
}

const hasFunction = (type: Type): boolean =>
  argumentTypeFor(elementTypeOrSelf(type)) !== undefined && !isScalable(type);

const toLibm = (root: OpDefinition, name: string, symbols: ModuleSymbols): ConversionPattern => ({
  ...elementwise(
    root,
    ({ op }, operands, type, builder) =>
      perElement(builder, operands, type, (elements) => callFunction(op, name, elements, builder, symbols)),
    (op) => hasFunction(op.result().type),
  ),
  name: `${root.name}-to-libm`,
});

function callFunction(
  op: Operation,
  name: string,
  operands: readonly Value[],
  builder: OpBuilder,
  symbols: ModuleSymbols,
): Value {
  const type = operands[0]!.type;
  const argumentType = argumentTypeFor(type)!;
  const isNarrow = argumentType !== type;
  const callee = declare(
    op,
    argumentType === f32() ? `${name}f` : name,
    operands.length,
    argumentType,
    builder,
    symbols,
  );
  const widened = isNarrow
    ? operands.map((value) => builder.create(arith.ExtFOp, { in: value, resultTypes: [argumentType] }).out)
    : operands;
  const result = builder.create(CallOp, { callee, operands: widened, resultTypes: [argumentType] }).results[0]!;
  return isNarrow ? builder.create(arith.TruncFOp, { in: result, resultTypes: [type] }).out : result;
}

/** The functions read nothing but their arguments, and change nothing. */
function declare(
  user: Operation,
  name: string,
  arity: number,
  type: FloatType,
  builder: OpBuilder,
  symbols: ModuleSymbols,
): SymbolRefAttr {
  const function_type = TypeAttr.get(FunctionType.get(new Array<Type>(arity).fill(type), [type]));
  const sym_visibility = StringAttr.get("private");
  return symbols.declared(user, builder, name, FuncOp, function_type, () => {
    const func = builder.create(FuncOp, { sym_name: StringAttr.get(name), function_type, sym_visibility }).op;
    func.setAttr("llvm.readnone", UnitAttr.get());
    return func;
  });
}

export const libmPatterns = (symbols: ModuleSymbols): readonly ConversionPattern[] =>
  functions.map(([root, name]) => toLibm(root, name, symbols));

export const convertMathToLibm = definePass(
  "convert-math-to-libm",
  {
    summary: "Turns mathematical functions into calls of the C library's",
    on: "builtin.module",
    dependentDialects: [arith.arithDialect, funcDialect, llvm.llvmDialect],
  },
  (module, { context }) => {
    const target = new ConversionTarget()
      .addLegalDialect(arith.arithDialect.name, funcDialect.name, llvm.llvmDialect.name)
      .addIllegalDialect(math.mathDialect.name);
    const types = llvmTypeConverter(typeOptions({ "index-bitwidth": 0 }));
    applyPartialConversion(module, target, libmPatterns(new ModuleSymbols()), context, { types });
  },
);
