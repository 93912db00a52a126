/** The `llvm` dialect: the instructions and types of LLVM IR as operations and types. */

import { defineDialect } from "../../ir/dialect.ts";
import { aggregateOps } from "./aggregate-ops.ts";
import { arithmeticOps } from "./arithmetic-ops.ts";
import { atomicOps } from "./atomic-ops.ts";
import {
  AddressSpaceAttr,
  CConv,
  ConstantRangeAttr,
  DereferenceableAttr,
  FramePointerKind,
  Linkage,
  MemoryEffectsAttr,
  PoisonAttr,
  TailCallKind,
  TargetAttr,
  TargetFeaturesAttr,
  UndefAttr,
  UWTableKind,
  VScaleRangeAttr,
  ZeroAttr,
} from "./attributes.ts";
import { branchOps } from "./branch-ops.ts";
import { castOps } from "./cast-ops.ts";
import { constantOps, materializeConstant } from "./constant-ops.ts";
import { FastmathFlags } from "./flags.ts";
import { CallOp, FuncOp, ReturnOp } from "./function-interface.ts";
import { GEPOp } from "./gep-op.ts";
import { globalOps } from "./global-ops.ts";
import { constrainedIntrinsics } from "./intrinsics/constrained.ts";
import { floatIntrinsics } from "./intrinsics/float.ts";
import { integerIntrinsics } from "./intrinsics/integer.ts";
import { memoryIntrinsics } from "./intrinsics/memory.ts";
import { memoryOps } from "./memory-ops.ts";
import { llvmTypes } from "./types.ts";

export * from "./aggregate-ops.ts";
export * from "./arithmetic-ops.ts";
export * from "./atomic-ops.ts";
export * from "./attributes.ts";
export * from "./branch-ops.ts";
export * from "./call-op.ts";
export * from "./cast-ops.ts";
export * from "./constant-ops.ts";
export * from "./constraints.ts";
export * from "./flags.ts";
export * from "./func-ops.ts";
export * from "./gep-op.ts";
export * from "./global-ops.ts";
export * from "./intrinsics/constrained.ts";
export * from "./intrinsics/float.ts";
export * from "./intrinsics/integer.ts";
export * from "./intrinsics/intrinsic.ts";
export * from "./intrinsics/memory.ts";
export * from "./memory-ops.ts";
export * from "./op-bundles.ts";
export * from "./parameter-attributes.ts";
export * from "./types.ts";

export const llvmDialect = defineDialect({
  name: "llvm",
  summary: "The instructions and types of LLVM IR",
  ops: [
    ...arithmeticOps,
    ...castOps,
    ...aggregateOps,
    ...memoryOps,
    ...atomicOps,
    GEPOp,
    ...branchOps,
    ...constantOps,
    CallOp,
    FuncOp,
    ReturnOp,
    ...globalOps,
    ...floatIntrinsics,
    ...integerIntrinsics,
    ...memoryIntrinsics,
    ...constrainedIntrinsics,
  ],
  types: llvmTypes,
  attributes: [
    FastmathFlags,
    CConv,
    Linkage,
    TailCallKind,
    FramePointerKind,
    UWTableKind,
    UndefAttr,
    PoisonAttr,
    ZeroAttr,
    MemoryEffectsAttr,
    DereferenceableAttr,
    VScaleRangeAttr,
    ConstantRangeAttr,
    TargetFeaturesAttr,
    TargetAttr,
    AddressSpaceAttr,
  ],
  materializeConstant,
  isLegalToInline: () => true,
});
