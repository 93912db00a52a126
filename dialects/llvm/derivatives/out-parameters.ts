/**
 * Functions of <math.h> that give a second number through a pointer are differentiated as operations and a store; so are
 * intrinsic functions that have no operation, and give both in a struct.
 */

import { OpBuilder } from "../../../ir/builder.ts";
import { IntegerType } from "../../../ir/builtin/types.ts";
import { functionOperation } from "../../../ir/derivatives/function-operation.ts";
import { type DerivativeRule, differentiatedAs } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { extractValue, packValues } from "../aggregate-values.ts";
import { createConstant, llvmArithmetic } from "../arithmetic.ts";
import { FSubOp } from "../arithmetic-ops.ts";
import { CallIntrinsicOp } from "../call-intrinsic-op.ts";
import { CallOp } from "../call-op.ts";
import {
  applyBinary,
  applyUnary,
  CopySignOp,
  CosOp,
  FAbsOp,
  FractionExpOp,
  FTruncOp,
  SinOp,
} from "../intrinsics/float.ts";
import { StoreOp } from "../memory-ops.ts";
import { literalStruct } from "../types.ts";

/** What a function returns and what it stores, by its first argument. */
type Results = (builder: OpBuilder, x: Value) => { readonly returned?: Value; readonly stored: readonly Value[] };

function wholeAndFraction(builder: OpBuilder, x: Value): { whole: Value; fraction: Value } {
  const whole = applyUnary(builder, FTruncOp, x);
  const rest = builder.create(FSubOp, { lhs: x, rhs: whole }).res;
  const infinity = createConstant(builder, x.type, Number.POSITIVE_INFINITY);
  const isInfinite = llvmArithmetic.compare(builder, "==", applyUnary(builder, FAbsOp, x), infinity);
  const size = llvmArithmetic.select(builder, isInfinite, createConstant(builder, x.type, 0), rest);
  return { whole, fraction: applyBinary(builder, CopySignOp, size, x) };
}

const functions: Readonly<Record<string, { readonly parameters: readonly string[]; readonly results: Results }>> = {
  frexp: {
    parameters: ["x", "exponent"],
    results(builder, val) {
      const resultTypes = [literalStruct([val.type, IntegerType.get(32)])];
      const both = builder.create(FractionExpOp, { val, resultTypes }).res;
      return { returned: extractValue(builder, both, [0]), stored: [extractValue(builder, both, [1])] };
    },
  },
  modf: {
    parameters: ["x", "whole"],
    results(builder, x) {
      const { whole, fraction } = wholeAndFraction(builder, x);
      return { returned: fraction, stored: [whole] };
    },
  },
  sincos: {
    parameters: ["x", "sine", "cosine"],
    results: (builder, x) => ({
      stored: [applyUnary(builder, SinOp, x), applyUnary(builder, CosOp, x)],
    }),
  },
};

/** What intrinsic functions are, by the name in front of that of the type. */
const intrinsics: Readonly<Record<string, (builder: OpBuilder, args: readonly Value[]) => Value>> = {
  "llvm.modf": (builder, [x]) => {
    const { whole, fraction } = wholeAndFraction(builder, x!);
    return packValues(builder, [fraction, whole]);
  },
};

const intrinsicRule: DerivativeRule = differentiatedAs(CallIntrinsicOp, ({ op, intrin, args }) => {
  const known = Object.keys(intrinsics).find((name) => intrin.value.startsWith(`${name}.`));
  if (known === undefined) return;
  op.result(0).replaceAllUsesWith(intrinsics[known]!(OpBuilder.before(op), args));
  op.erase();
});

export const outParameterDerivatives = (): readonly DerivativeRule[] => [
  intrinsicRule,
  ...Object.entries(functions).flatMap(([name, { parameters, results }]) =>
    ["", "f", "l"].map((suffix) =>
      differentiatedAs(functionOperation(CallOp, { name: name + suffix, parameters }, false), ({ op }) => {
        const builder = OpBuilder.before(op);
        const { returned, stored } = results(builder, op.operand(0));
        stored.forEach((value, i) => {
          builder.create(StoreOp, { value, addr: op.operand(i + 1) });
        });
        if (returned !== undefined) op.result(0).replaceAllUsesWith(returned);
        op.erase();
      }),
    ),
  ),
];
