/** Conversions between the types of the llvm dialect; elementwise on vectors. */

import type { Type } from "../../ir/attribute.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { UnitAttribute } from "../../ir/builtin/constraints.ts";
import { elementTypeOrSelf, type IntegerType, VectorType } from "../../ir/builtin/types.ts";
import { defaulted, optional, type TypeConstraint } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { Pure } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { DereferenceableAttr } from "./attributes.ts";
import { AnyNonAggregate, FloatLike, IntegerLike, PointerLike } from "./constraints.ts";
import { IntegerOverflowFlags } from "./flags.ts";
import { LLVMPointerType } from "./types.ts";

const cast = <From extends Type, To extends Type>(from: TypeConstraint<From>, to: TypeConstraint<To>) =>
  ({
    operands: { arg: from },
    results: { res: to },
    traits: [Pure],
    assemblyFormat: "$arg attr-dict `:` type($arg) `to` type($res)",
  }) as const;

const nonNegative = {
  attributes: { nonNeg: optional(UnitAttribute) },
  assemblyFormat: "(`nneg` $nonNeg^)? $arg attr-dict `:` type($arg) `to` type($res)",
} as const;

export const BitcastOp = defineOp(
  "llvm.bitcast",
  { ...cast(AnyNonAggregate, AnyNonAggregate), summary: "The same bits as another type" },
  {
    verify({ op, arg, res }) {
      const [from, to] = [elementTypeOrSelf(arg.type), elementTypeOrSelf(res.type)];
      if (LLVMPointerType.is(from) !== LLVMPointerType.is(to)) {
        throw opError(op, "can only cast pointers from and to pointers");
      }
      if (!(LLVMPointerType.is(from) && LLVMPointerType.is(to))) return;
      const isFromVector = arg.type instanceof VectorType;
      if (isFromVector && !(res.type instanceof VectorType)) {
        throw opError(op, "cannot cast vector of pointers to pointer");
      }
      if (!isFromVector && res.type instanceof VectorType) {
        throw opError(op, "cannot cast pointer to vector of pointers");
      }
      if (from.addressSpace !== to.addressSpace) {
        throw opError(op, "cannot cast pointers of different address spaces, use 'llvm.addrspacecast' instead");
      }
    },
    fold: ({ op }): FoldResult => foldChain(op),
  },
);

export const AddrSpaceCastOp = defineOp(
  "llvm.addrspacecast",
  { ...cast(PointerLike, PointerLike), summary: "The same pointer in another address space" },
  { fold: ({ op }): FoldResult => foldChain(op) },
);

export const IntToPtrOp = defineOp("llvm.inttoptr", {
  ...cast(IntegerLike, PointerLike),
  summary: "An integer as a pointer",
  attributes: { dereferenceable: optional(DereferenceableAttr) },
  assemblyFormat: "$arg (`dereferenceable` `` $dereferenceable^)? attr-dict `:` type($arg) `to` type($res)",
});
export const PtrToIntOp = defineOp("llvm.ptrtoint", {
  ...cast(PointerLike, IntegerLike),
  summary: "A pointer as an integer",
});

export const SExtOp = defineOp(
  "llvm.sext",
  { ...cast(IntegerLike, IntegerLike), summary: "Widens a signed integer" },
  { verify: verifyExtension },
);
export const ZExtOp = defineOp(
  "llvm.zext",
  { ...cast(IntegerLike, IntegerLike), ...nonNegative, summary: "Widens an unsigned integer" },
  {
    verify: verifyExtension,
    fold: ({ res }, { arg }): FoldResult =>
      arg instanceof IntegerAttr ? IntegerAttr.get(res.type as IntegerType, arg.unsignedValue) : undefined,
  },
);
export const TruncOp = defineOp("llvm.trunc", {
  ...cast(IntegerLike, IntegerLike),
  summary: "The low bits of an integer",
  attributes: { overflowFlags: defaulted(IntegerOverflowFlags, () => IntegerOverflowFlags.of()) },
  assemblyFormat: "$arg ($overflowFlags^)? attr-dict `:` type($arg) `to` type($res)",
});

export const SIToFPOp = defineOp("llvm.sitofp", {
  ...cast(IntegerLike, FloatLike),
  summary: "A signed integer as a float",
});
export const UIToFPOp = defineOp("llvm.uitofp", {
  ...cast(IntegerLike, FloatLike),
  ...nonNegative,
  summary: "An unsigned integer as a float",
});
export const FPToSIOp = defineOp("llvm.fptosi", {
  ...cast(FloatLike, IntegerLike),
  summary: "A float as a signed integer, rounded towards zero",
});
export const FPToUIOp = defineOp("llvm.fptoui", {
  ...cast(FloatLike, IntegerLike),
  summary: "A float as an unsigned integer, rounded towards zero",
});
export const FPExtOp = defineOp("llvm.fpext", { ...cast(FloatLike, FloatLike), summary: "Widens a float" });
export const FPTruncOp = defineOp("llvm.fptrunc", { ...cast(FloatLike, FloatLike), summary: "Narrows a float" });

/** cast(x: T to T)  ->  x;  cast(cast(x: T to U) to T)  ->  x;  cast(cast(x) to U)  ->  cast(x to U) */
function foldChain(op: Operation): FoldResult {
  const arg = op.operand(0);
  const { type } = op.result();
  if (arg.type === type) return arg;
  const before = arg.definingOp;
  if (before?.def !== op.def) return undefined;
  if (before.operand(0).type === type) return before.operand(0);
  op.setOperand(0, before.operand(0));
  return foldedInPlace;
}

function verifyExtension({ op, arg, res }: { readonly op: Operation; readonly arg: Value; readonly res: Value }): void {
  const [from, to] = [arg.type, res.type];
  if (from instanceof VectorType) {
    if (!(to instanceof VectorType)) throw errorAt(op.loc, "input type is a vector but output type is an integer");
    const isSameShape = from.shape[0] === to.shape[0] && from.isScalable === to.isScalable;
    if (!isSameShape) throw errorAt(op.loc, "input and output vectors are of incompatible shape");
  } else if (to instanceof VectorType) {
    throw errorAt(op.loc, "input type is an integer but output type is a vector");
  }
  const width = (type: Type): number => (elementTypeOrSelf(type) as IntegerType).width;
  if (width(to) > width(from)) return;
  throw errorAt(op.loc, "integer width of the output type is smaller or equal to the integer width of the input type");
}

export const castOps = [
  BitcastOp,
  AddrSpaceCastOp,
  IntToPtrOp,
  PtrToIntOp,
  SExtOp,
  ZExtOp,
  TruncOp,
  SIToFPOp,
  UIToFPOp,
  FPToSIOp,
  FPToUIOp,
  FPExtOp,
  FPTruncOp,
] as const;
