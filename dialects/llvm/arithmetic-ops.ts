/** Arithmetic of the llvm dialect: integers, floats, comparisons and choices; elementwise on vectors. */

import type { Attribute } from "../../ir/attribute.ts";
import { quote } from "../../ir/attribute-printer.ts";
import { BoolAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { type EnumAttr, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { type IntegerType, VectorType } from "../../ir/builtin/types.ts";
import { defaulted, optional } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { ConditionallySpeculatable } from "../../ir/interfaces/memory-effects.ts";
import { constantValue } from "../../ir/matchers.ts";
import {
  allTypesMatch,
  Commutative,
  i1SameShape,
  Pure,
  SameOperandsAndResultType,
  SameTypeOperands,
  typesMatchWith,
} from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { FCmpPredicate, ICmpPredicate } from "./attributes.ts";
import { ZeroOp } from "./constant-ops.ts";
import { AnyLLVMType, BoolLike, FloatLike, IntegerLike, IntegerOrPointerLike } from "./constraints.ts";
import { FastmathFlags, IntegerOverflowFlags, noFastmath } from "./flags.ts";
import { AllocaOp } from "./memory-ops.ts";
import { haveNoMemoryEffect, inferring } from "./traits.ts";
import { LLVMPointerType } from "./types.ts";

// Integers.

const integers = { operands: { lhs: IntegerLike, rhs: IntegerLike }, results: { res: IntegerLike } } as const;
const pure = [Pure, SameOperandsAndResultType] as const;
const commutative = [Commutative, Pure, SameOperandsAndResultType] as const;

const plain = { ...integers, assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($res)" } as const;
const wrapping = {
  ...integers,
  attributes: { overflowFlags: defaulted(IntegerOverflowFlags, () => IntegerOverflowFlags.of()) },
  assemblyFormat: "$lhs `,` $rhs ($overflowFlags^)? attr-dict `:` type($res)",
} as const;
const exact = {
  ...integers,
  attributes: { isExact: optional(UnitAttribute) },
  assemblyFormat: "(`exact` $isExact^)? $lhs `,` $rhs attr-dict `:` type($res)",
} as const;

export const AddOp = defineOp("llvm.add", { ...wrapping, summary: "Integer addition", traits: commutative });
export const SubOp = defineOp("llvm.sub", { ...wrapping, summary: "Integer subtraction", traits: pure });
export const MulOp = defineOp("llvm.mul", { ...wrapping, summary: "Integer multiplication", traits: commutative });
export const UDivOp = defineOp("llvm.udiv", {
  ...exact,
  summary: "Unsigned integer division",
  traits: [SameOperandsAndResultType],
});
export const SDivOp = defineOp("llvm.sdiv", {
  ...exact,
  summary: "Signed integer division that rounds towards zero",
  traits: [SameOperandsAndResultType],
});
export const URemOp = defineOp("llvm.urem", { ...plain, summary: "Unsigned integer remainder", traits: pure });
export const SRemOp = defineOp("llvm.srem", { ...plain, summary: "Signed integer remainder", traits: pure });
export const AndOp = defineOp("llvm.and", { ...plain, summary: "Bitwise and", traits: pure });
export const OrOp = defineOp(
  "llvm.or",
  {
    ...integers,
    summary: "Bitwise or",
    attributes: { isDisjoint: optional(UnitAttribute) },
    traits: pure,
    assemblyFormat: "(`disjoint` $isDisjoint^)? $lhs `,` $rhs attr-dict `:` type($res)",
  },
  {
    fold: ({ res }, { lhs, rhs }): FoldResult => foldIntegers(res.type as IntegerType, lhs, rhs, (a, b) => a | b),
  },
);
export const XOrOp = defineOp("llvm.xor", { ...plain, summary: "Bitwise exclusive or", traits: pure });
export const ShlOp = defineOp(
  "llvm.shl",
  { ...wrapping, summary: "Shift left", traits: pure },
  {
    fold({ res }, { lhs, rhs }): FoldResult {
      const type = res.type as IntegerType;
      return foldIntegers(type, lhs, rhs, (a, b) => (b < BigInt(type.width) ? a << b : undefined));
    },
  },
);
export const LShrOp = defineOp("llvm.lshr", { ...exact, summary: "Logical shift right", traits: pure });
export const AShrOp = defineOp("llvm.ashr", { ...exact, summary: "Arithmetic shift right", traits: pure });

haveNoMemoryEffect(UDivOp, SDivOp);
UDivOp.implement(ConditionallySpeculatable, { isSpeculatable: ({ rhs }) => isConstantWithout(rhs, [0n]) });
SDivOp.implement(ConditionallySpeculatable, { isSpeculatable: ({ rhs }) => isConstantWithout(rhs, [0n, -1n]) });

/** Combines two constant integers, given as unsigned numbers. */
function foldIntegers(
  type: IntegerType,
  lhs: Attribute | undefined,
  rhs: Attribute | undefined,
  combine: (lhs: bigint, rhs: bigint) => bigint | undefined,
): IntegerAttr | undefined {
  if (!(lhs instanceof IntegerAttr && rhs instanceof IntegerAttr)) return undefined;
  const value = combine(lhs.unsignedValue, rhs.unsignedValue);
  return value === undefined ? undefined : IntegerAttr.get(type, value);
}

/** Whether `value` is a constant none of whose elements is one of `excluded`. */
function isConstantWithout(value: Value, excluded: readonly bigint[]): boolean {
  const constant = constantValue(value);
  if (constant instanceof IntegerAttr) return !excluded.includes(constant.value);
  if (!(constant instanceof DenseElementsAttr)) return false;
  const count = constant.isSplat ? 1 : constant.numElements;
  for (let i = 0; i < count; i++) if (excluded.includes((constant.elementAttr(i) as IntegerAttr).value)) return false;
  return true;
}

// Floats.

const floatAttributes = { fastmathFlags: defaulted(FastmathFlags, noFastmath) } as const;
const floats = {
  operands: { lhs: FloatLike, rhs: FloatLike },
  attributes: floatAttributes,
  results: { res: FloatLike },
  traits: pure,
  assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($res)",
} as const;

const binaryFloat = (name: `llvm.${string}`, summary: string) => defineOp(name, { ...floats, summary });
export type FloatBinaryDefinition = ReturnType<typeof binaryFloat>;

export const FAddOp = binaryFloat("llvm.fadd", "Floating-point addition");
export const FSubOp = binaryFloat("llvm.fsub", "Floating-point subtraction");
export const FMulOp = binaryFloat("llvm.fmul", "Floating-point multiplication");
export const FDivOp = binaryFloat("llvm.fdiv", "Floating-point division");
export const FRemOp = binaryFloat("llvm.frem", "Floating-point remainder, as C's fmod");
export const FNegOp = defineOp("llvm.fneg", {
  summary: "Floating-point negation",
  operands: { operand: FloatLike },
  attributes: floatAttributes,
  results: { res: FloatLike },
  traits: pure,
  assemblyFormat: "$operand attr-dict `:` type($res)",
});

// Comparisons and choices.

/** Stored as a number, written as a quoted word. */
const quoted = <N extends string>(predicates: EnumAttr<N>): EnumAttr<N> => ({
  ...predicates,
  syntax: {
    ...predicates.syntax!,
    print: (attr, printer) => {
      printer.write(quote(predicates.nameOf(attr)));
    },
  },
});

const comparison = {
  results: { res: BoolLike },
  traits: [
    Pure,
    SameTypeOperands,
    inferring(
      typesMatchWith({
        from: "lhs",
        to: "res",
        summary: "result type has i1 element type and same shape as operands",
        transform: i1SameShape,
        isLenient: true,
      }),
      ({ operands }) => [i1SameShape(operands[0]!.type)],
    ),
  ],
  assemblyFormat: "$predicate $lhs `,` $rhs attr-dict `:` type($lhs)",
} as const;

export const ICmpOp = defineOp(
  "llvm.icmp",
  {
    ...comparison,
    summary: "Compares integers or pointers",
    operands: { lhs: IntegerOrPointerLike, rhs: IntegerOrPointerLike },
    attributes: { predicate: quoted(ICmpPredicate) },
  },
  {
    fold({ predicate, lhs, rhs, res }): FoldResult {
      const name = ICmpPredicate.nameOf(predicate);
      if (name !== "eq" && name !== "ne") return undefined;
      if (lhs === rhs) return boolLike(res.type, name === "eq");
      // A local variable is somewhere.
      const isNull = (value: Value): boolean => ZeroOp.defining(value) !== undefined && LLVMPointerType.is(value.type);
      const differ =
        (isNull(lhs) && AllocaOp.defining(rhs) !== undefined) || (isNull(rhs) && AllocaOp.defining(lhs) !== undefined);
      return differ ? boolLike(res.type, name === "ne") : undefined;
    },
  },
);
export type ICmpOp = Op<typeof ICmpOp>;

const boolLike = (type: unknown, value: boolean): Attribute =>
  type instanceof VectorType ? DenseElementsAttr.get(type, [value ? 1n : 0n]) : BoolAttr.get(value);

export const FCmpOp = defineOp("llvm.fcmp", {
  ...comparison,
  summary: "Compares floats",
  operands: { lhs: FloatLike, rhs: FloatLike },
  attributes: { ...floatAttributes, predicate: quoted(FCmpPredicate) },
});
export type FCmpOp = Op<typeof FCmpOp>;

export const SelectOp = defineOp("llvm.select", {
  summary: "One of two values",
  operands: { condition: BoolLike, trueValue: AnyLLVMType, falseValue: AnyLLVMType },
  attributes: floatAttributes,
  results: { res: AnyLLVMType },
  traits: [Pure, inferring(allTypesMatch("trueValue", "falseValue", "res"), ({ operands }) => [operands[1]!.type])],
  assemblyFormat: "operands attr-dict `:` type($condition) `,` type($res)",
});
export type SelectOp = Op<typeof SelectOp>;

export const FreezeOp = defineOp("llvm.freeze", {
  summary: "The value, or an arbitrary but fixed one in place of poison",
  operands: { val: AnyLLVMType },
  results: { res: AnyLLVMType },
  traits: pure,
  assemblyFormat: "$val attr-dict `:` type($val)",
});

export const arithmeticOps = [
  AddOp,
  SubOp,
  MulOp,
  UDivOp,
  SDivOp,
  URemOp,
  SRemOp,
  AndOp,
  OrOp,
  XOrOp,
  ShlOp,
  LShrOp,
  AShrOp,
  FAddOp,
  FSubOp,
  FMulOp,
  FDivOp,
  FRemOp,
  FNegOp,
  ICmpOp,
  FCmpOp,
  SelectOp,
  FreezeOp,
] as const;
