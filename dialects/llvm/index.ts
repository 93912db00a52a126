/** The `llvm` dialect: the instructions and types of LLVM IR as operations and types. */

import "./enzyme-calls.ts";
import "./memory-layout.ts";
import "./memory-slots.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect } from "../arith/index.ts";
import { scfDialect } from "../scf/index.ts";
import { llvmArithmetic } from "./arithmetic.ts";
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
import { blockAddressAttributes } from "./block-address-ops.ts";
import { materializeConstant } from "./constant-ops.ts";
import { llvmDerivatives } from "./derivatives.ts";
import { FastmathFlags } from "./flags.ts";
import { aliasingAttributes } from "./metadata/aliasing.ts";
import { debugExpressionAttributes } from "./metadata/debug-expressions.ts";
import { debugInfoAttributes } from "./metadata/debug-info.ts";
import { loopAttributes } from "./metadata/loops.ts";
import { moduleAttributes } from "./metadata/module-flags.ts";
import { llvmOps } from "./ops.ts";
import { llvmTypes } from "./types.ts";

export * from "./aggregate-ops.ts";
export * from "./aggregate-values.ts";
export * from "./alias-op.ts";
export * from "./arithmetic-ops.ts";
export * from "./atomic-ops.ts";
export * from "./attributes.ts";
export * from "./block-address-ops.ts";
export * from "./block-tags.ts";
export * from "./branch-ops.ts";
export * from "./call-intrinsic-op.ts";
export * from "./call-op.ts";
export * from "./cast-ops.ts";
export * from "./constant-ops.ts";
export * from "./constraints.ts";
export * from "./constructor-ops.ts";
export { abiAlignment, fieldOffsets, strideInBytes } from "./data-layout.ts";
export * from "./flags.ts";
export * from "./func-ops.ts";
export * from "./gep-op.ts";
export * from "./global-ops.ts";
export * from "./inline-asm-op.ts";
export * from "./intrinsics/constrained.ts";
export * from "./intrinsics/debug.ts";
export * from "./intrinsics/float.ts";
export * from "./intrinsics/hints.ts";
export * from "./intrinsics/integer.ts";
export * from "./intrinsics/intrinsic.ts";
export * from "./intrinsics/masked.ts";
export * from "./intrinsics/memory.ts";
export * from "./intrinsics/reductions.ts";
export * from "./intrinsics/variadic.ts";
export * from "./intrinsics/vector.ts";
export * from "./memory-ops.ts";
export * from "./metadata/aliasing.ts";
export * from "./metadata/debug-expressions.ts";
export * from "./metadata/debug-info.ts";
export * from "./metadata/dwarf.ts";
export * from "./metadata/loops.ts";
export * from "./metadata/module-flags.ts";
export * from "./op-bundles.ts";
export * from "./parameter-attributes.ts";
export * from "./types.ts";

export const llvmDialect = defineDialect({
  name: "llvm",
  summary: "The instructions and types of LLVM IR",
  ops: llvmOps,
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
    ...blockAddressAttributes,
    ...loopAttributes,
    ...aliasingAttributes,
    ...moduleAttributes,
    ...debugInfoAttributes,
    ...debugExpressionAttributes,
  ],
  dependsOn: [arithDialect, scfDialect],
  derivatives: llvmDerivatives,
  materializeConstant,
  arithmetic: llvmArithmetic,
  isLegalToInline: () => true,
});
