/** Intrinsic functions that reduce a vector to one number. */

import type { Type } from "../../../ir/attribute.ts";
import { AnySignlessInteger } from "../../../ir/builtin/constraints.ts";
import { FloatType, type VectorType } from "../../../ir/builtin/types.ts";
import { defaulted, type TypeConstraint, typeConstraint } from "../../../ir/constraint.ts";
import { defineOp } from "../../../ir/define-op.ts";
import { Pure, SameOperandsAndResultElementType } from "../../../ir/traits.ts";
import { AnyLLVMType, vectorOf } from "../constraints.ts";
import { FastmathFlags, noFastmath } from "../flags.ts";
import { inferring } from "../traits.ts";
import { byFirstOperand, intrinsic, mathFormat } from "./intrinsic.ts";

const BuiltinFloat = typeConstraint("floating-point", (type): type is FloatType => type instanceof FloatType);
const elementOf = (type: Type): Type => (type as VectorType).elementType;
const reducing = [
  Pure,
  inferring(SameOperandsAndResultElementType, ({ operands }) => [elementOf(operands[0]!.type)]),
] as const;

const reduction = (name: string, element: TypeConstraint) => ({
  summary: `Reduces a vector by ${name}`,
  operands: { in: vectorOf(element) },
  results: { res: AnyLLVMType },
  traits: reducing,
});
const reduceIntegers = (name: string) =>
  intrinsic(defineOp(`llvm.intr.vector.reduce.${name}`, reduction(name, AnySignlessInteger)), byFirstOperand);
const reduceFloats = (name: string) =>
  intrinsic(
    defineOp(`llvm.intr.vector.reduce.${name}`, {
      ...reduction(name, BuiltinFloat),
      attributes: { fastmathFlags: defaulted(FastmathFlags, noFastmath) },
      assemblyFormat: mathFormat,
    }),
    byFirstOperand,
  );
const accumulateFloats = (name: string) =>
  intrinsic(
    defineOp(`llvm.intr.vector.reduce.${name}`, {
      summary: `Reduces a vector by ${name}, beginning with a value`,
      operands: { start_value: BuiltinFloat, input: vectorOf(BuiltinFloat) },
      attributes: { fastmathFlags: defaulted(FastmathFlags, noFastmath) },
      results: { res: AnyLLVMType },
      traits: [Pure, inferring(SameOperandsAndResultElementType, ({ operands }) => [operands[0]!.type])],
    }),
    { operands: [1] },
  );

export const ReduceFAddOp = accumulateFloats("fadd");
export const ReduceFMulOp = accumulateFloats("fmul");
export const ReduceFMaxOp = reduceFloats("fmax");
export const ReduceFMinOp = reduceFloats("fmin");
export const ReduceFMaximumOp = reduceFloats("fmaximum");
export const ReduceFMinimumOp = reduceFloats("fminimum");

export const reductionIntrinsics = [
  ...["add", "and", "mul", "or", "smax", "smin", "umax", "umin", "xor"].map(reduceIntegers),
  ReduceFMaxOp,
  ReduceFMinOp,
  ReduceFMaximumOp,
  ReduceFMinimumOp,
  ReduceFAddOp,
  ReduceFMulOp,
] as const;
