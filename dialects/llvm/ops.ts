/** All operations of the `llvm` dialect. */

import { aggregateOps } from "./aggregate-ops.ts";
import { AliasOp } from "./alias-op.ts";
import { arithmeticOps } from "./arithmetic-ops.ts";
import { atomicOps } from "./atomic-ops.ts";
import { blockAddressOps } from "./block-address-ops.ts";
import { branchOps } from "./branch-ops.ts";
import { CallIntrinsicOp } from "./call-intrinsic-op.ts";
import { castOps } from "./cast-ops.ts";
import { constantOps } from "./constant-ops.ts";
import { GlobalCtorsOp, GlobalDtorsOp } from "./constructor-ops.ts";
import { CallOp, FuncOp, ReturnOp } from "./function-interface.ts";
import { GEPOp } from "./gep-op.ts";
import { globalOps } from "./global-ops.ts";
import { InlineAsmOp } from "./inline-asm-op.ts";
import { constrainedIntrinsics } from "./intrinsics/constrained.ts";
import { debugIntrinsics } from "./intrinsics/debug.ts";
import { floatIntrinsics } from "./intrinsics/float.ts";
import { hintIntrinsics } from "./intrinsics/hints.ts";
import { integerIntrinsics } from "./intrinsics/integer.ts";
import { maskedIntrinsics } from "./intrinsics/masked.ts";
import { memoryIntrinsics } from "./intrinsics/memory.ts";
import { reductionIntrinsics } from "./intrinsics/reductions.ts";
import { variadicIntrinsics } from "./intrinsics/variadic.ts";
import { vectorIntrinsics } from "./intrinsics/vector.ts";
import { memoryOps } from "./memory-ops.ts";
import { moduleOps } from "./metadata/module-flags.ts";

export const llvmOps = [
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
  AliasOp,
  GlobalCtorsOp,
  GlobalDtorsOp,
  ...moduleOps,
  ...blockAddressOps,
  InlineAsmOp,
  CallIntrinsicOp,
  ...floatIntrinsics,
  ...integerIntrinsics,
  ...reductionIntrinsics,
  ...vectorIntrinsics,
  ...memoryIntrinsics,
  ...maskedIntrinsics,
  ...hintIntrinsics,
  ...variadicIntrinsics,
  ...debugIntrinsics,
  ...constrainedIntrinsics,
] as const;
