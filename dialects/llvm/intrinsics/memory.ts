/** Intrinsics that copy and fill memory, and speak of the life of variables. */

import {
  AnyIntegerAttr,
  AnySignlessInteger,
  BoolAttribute,
  DictArrayAttr,
  I32Attr,
  I64Attr,
} from "../../../ir/builtin/constraints.ts";
import { IntegerType } from "../../../ir/builtin/types.ts";
import { optional, typeConstraint } from "../../../ir/constraint.ts";
import { defineOp } from "../../../ir/define-op.ts";
import { MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import { PointerMemoryOpInterface } from "../../../ir/interfaces/pointer-memory.ts";
import { allTypesMatch, Pure, SameOperandsAndResultType } from "../../../ir/traits.ts";
import { AnyLLVMType, AnyPointer, DefaultPointer, IntegerLike, PointerLike } from "../constraints.ts";
import { aliasAttributes, inferring } from "../traits.ts";
import { byFirstOperand, intrinsic } from "./intrinsic.ts";

const I8 = typeConstraint(
  "8-bit signless integer",
  (type): type is IntegerType => type === IntegerType.get(8),
  () => IntegerType.get(8),
);

const copyAttributes = {
  isVolatile: BoolAttribute,
  ...aliasAttributes,
  arg_attrs: optional(DictArrayAttr),
  res_attrs: optional(DictArrayAttr),
} as const;

const copy = (name: string, summary: string) => {
  const def = defineOp(`llvm.intr.${name}`, {
    summary,
    operands: { dst: AnyPointer, src: AnyPointer, len: AnySignlessInteger },
    attributes: copyAttributes,
  });
  def.implement(MemoryEffectOpInterface, {
    effects: ({ dst, src }) => [
      { kind: "write", value: dst },
      { kind: "read", value: src },
    ],
  });
  def.implement(PointerMemoryOpInterface, { copied: ({ dst, src }) => [dst, src] });
  return intrinsic(def, { operands: [0, 1, 2] }, [3, "isVolatile"]);
};
export const MemcpyOp = copy("memcpy", "Copies bytes between buffers that do not overlap");
export const MemmoveOp = copy("memmove", "Copies bytes between buffers that may overlap");

export const MemcpyInlineOp = intrinsic(
  defineOp("llvm.intr.memcpy.inline", {
    summary: "Copies a constant number of bytes without calling a function",
    operands: { dst: AnyPointer, src: AnyPointer },
    attributes: { len: AnyIntegerAttr, ...copyAttributes },
  }),
  { operands: [0, 1] },
  [2, "len"],
  [3, "isVolatile"],
);
MemcpyInlineOp.implement(MemoryEffectOpInterface, {
  effects: ({ dst, src }) => [
    { kind: "write", value: dst },
    { kind: "read", value: src },
  ],
});

MemcpyInlineOp.implement(PointerMemoryOpInterface, { copied: ({ dst, src }) => [dst, src] });

export const MemsetOp = intrinsic(
  defineOp("llvm.intr.memset", {
    summary: "Fills a buffer with a byte",
    operands: { dst: AnyPointer, val: I8, len: AnySignlessInteger },
    attributes: copyAttributes,
  }),
  { operands: [0, 2] },
  [3, "isVolatile"],
);
MemsetOp.implement(MemoryEffectOpInterface, { effects: ({ dst }) => [{ kind: "write", value: dst }] });

export const MemsetInlineOp = intrinsic(
  defineOp("llvm.intr.memset.inline", {
    summary: "Fills a constant number of bytes without calling a function",
    operands: { dst: AnyPointer, val: I8 },
    attributes: { len: AnyIntegerAttr, ...copyAttributes },
  }),
  { operands: [0] },
  [2, "len"],
  [3, "isVolatile"],
);
MemsetInlineOp.implement(MemoryEffectOpInterface, { effects: ({ dst }) => [{ kind: "write", value: dst }] });

const ofPointer = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { ptr: AnyPointer },
      assemblyFormat: "$ptr attr-dict `:` qualified(type($ptr))",
    }),
    byFirstOperand,
  );
export const LifetimeStartOp = ofPointer("lifetime.start", "A local variable is used from here on");
export const LifetimeEndOp = ofPointer("lifetime.end", "A local variable is no longer used");
export const StackRestoreOp = ofPointer("stackrestore", "Frees the local variables that were made since a stacksave");

export const StackSaveOp = intrinsic(
  defineOp("llvm.intr.stacksave", {
    summary: "The present top of the stack",
    results: { res: AnyLLVMType },
    assemblyFormat: "attr-dict `:` qualified(type($res))",
  }),
  { results: [0] },
);

const groupOp = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { ptr: AnyPointer },
      results: { res: AnyPointer },
      traits: [SameOperandsAndResultType],
      assemblyFormat: "$ptr attr-dict `:` qualified(type($ptr))",
    }),
    byFirstOperand,
  );
export const LaunderInvariantGroupOp = groupOp("launder.invariant.group", "A pointer to an object that has changed");
export const StripInvariantGroupOp = groupOp("strip.invariant.group", "A pointer without its invariant group");

export const InvariantStartOp = intrinsic(
  defineOp("llvm.intr.invariant.start", {
    summary: "Memory does not change from here on",
    operands: { ptr: AnyPointer },
    attributes: { size: I64Attr },
    results: { res: DefaultPointer },
    assemblyFormat: "$size `,` $ptr attr-dict `:` qualified(type($ptr))",
  }),
  { operands: [0] },
  [0, "size"],
);
export const InvariantEndOp = intrinsic(
  defineOp("llvm.intr.invariant.end", {
    summary: "Memory may change again",
    operands: { start: DefaultPointer, ptr: AnyPointer },
    attributes: { size: I64Attr },
    assemblyFormat: "$start `,` $size `,` $ptr attr-dict `:` qualified(type($ptr))",
  }),
  { operands: [1] },
  [1, "size"],
);

export const PtrMaskOp = intrinsic(
  defineOp("llvm.intr.ptrmask", {
    summary: "A pointer with some bits cleared",
    operands: { ptr: PointerLike, mask: IntegerLike },
    results: { res: PointerLike },
    traits: [Pure, inferring(allTypesMatch("ptr", "res"), ({ operands }) => [operands[0]!.type])],
    assemblyFormat: "$ptr `,` $mask attr-dict `:` functional-type(operands, results)",
  }),
  { operands: [0, 1] },
);

export const PrefetchOp = intrinsic(
  defineOp("llvm.intr.prefetch", {
    summary: "Memory will be used soon",
    operands: { addr: AnyPointer },
    attributes: { rw: I32Attr, hint: I32Attr, cache: I32Attr },
  }),
  byFirstOperand,
  [1, "rw"],
  [2, "hint"],
  [3, "cache"],
);

export const ThreadlocalAddressOp = intrinsic(
  defineOp("llvm.intr.threadlocal.address", {
    summary: "The address of a variable of the present thread",
    operands: { global: AnyPointer },
    results: { res: AnyLLVMType },
    traits: [Pure],
  }),
  byFirstOperand,
);

export const memoryIntrinsics = [
  MemcpyOp,
  MemmoveOp,
  MemcpyInlineOp,
  MemsetOp,
  MemsetInlineOp,
  LifetimeStartOp,
  LifetimeEndOp,
  StackSaveOp,
  StackRestoreOp,
  LaunderInvariantGroupOp,
  StripInvariantGroupOp,
  InvariantStartOp,
  InvariantEndOp,
  PtrMaskOp,
  PrefetchOp,
  ThreadlocalAddressOp,
] as const;
