/** The dialect `gpu`: kernels, their launches, and what their threads do together. */

import { DenseArrayAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { DenseI32Array } from "../../ir/builtin/constraints.ts";
import { opError } from "../../ir/diagnostic.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect } from "../arith/index.ts";
import { cfDialect } from "../cf/index.ts";
import { memrefDialect } from "../memref/index.ts";
import { scfDialect } from "../scf/index.ts";
import {
  AddressSpace,
  AllReduceOperation,
  BlockMapping,
  BroadcastType,
  Dimension,
  LaneMapping,
  LoopDimMapping,
  MappingMask,
  MemorySpaceMapping,
  ShuffleMode,
  ThreadMapping,
  WarpgroupMapping,
  WarpMapping,
} from "./attributes.ts";
import { gpuCanonicalizations } from "./canonicalize.ts";
import { gpuDerivatives } from "./derivatives.ts";
import { containerModuleAttrName, GPUFuncOp, GPUModuleOp, ReturnOp } from "./func.ts";
import { idOps } from "./ids.ts";
import { LaunchOp, TerminatorOp } from "./launch.ts";
import { LaunchFuncOp, verifyContainerModule } from "./launch-func.ts";
import {
  AllocOp,
  DeallocOp,
  DynamicSharedMemoryOp,
  HostRegisterOp,
  HostUnregisterOp,
  MemcpyOp,
  MemsetOp,
  PrintfOp,
  SetDefaultDeviceOp,
  WaitOp,
} from "./memory.ts";
import { AllReduceOp, SubgroupReduceOp, YieldOp } from "./reductions.ts";
import { BarrierOp, RotateOp, ShuffleOp, SubgroupBroadcastOp } from "./subgroup.ts";
import { AsyncTokenType } from "./types.ts";

export * from "./async.ts";
export * from "./attributes.ts";
export * from "./attributions.ts";
export * from "./func.ts";
export * from "./ids.ts";
export * from "./launch.ts";
export * from "./launch-func.ts";
export * from "./memory.ts";
export * from "./reductions.ts";
export * from "./subgroup.ts";
export * from "./types.ts";

/** Functions of other dialects may say how they are launched as well. */
const sizeHints: ReadonlySet<string> = new Set(["gpu.known_block_size", "gpu.known_grid_size"]);

export const gpuDialect = defineDialect({
  name: "gpu",
  summary: "Kernels, their launches, and what their threads do together",
  dependsOn: [arithDialect, cfDialect, memrefDialect, scfDialect],
  derivatives: gpuDerivatives,
  ops: [
    ...idOps,
    AllReduceOp,
    AllocOp,
    BarrierOp,
    DeallocOp,
    DynamicSharedMemoryOp,
    GPUFuncOp,
    GPUModuleOp,
    HostRegisterOp,
    HostUnregisterOp,
    LaunchFuncOp,
    LaunchOp,
    MemcpyOp,
    MemsetOp,
    PrintfOp,
    ReturnOp,
    RotateOp,
    SetDefaultDeviceOp,
    ShuffleOp,
    SubgroupBroadcastOp,
    SubgroupReduceOp,
    TerminatorOp,
    WaitOp,
    YieldOp,
  ],
  types: [AsyncTokenType],
  attributes: [
    AddressSpace,
    AllReduceOperation,
    BlockMapping,
    BroadcastType,
    Dimension,
    LaneMapping,
    LoopDimMapping,
    MappingMask,
    MemorySpaceMapping,
    ShuffleMode,
    ThreadMapping,
    WarpMapping,
    WarpgroupMapping,
  ],
  canonicalizations: gpuCanonicalizations,
  isLegalToInline: () => true,
  verifyAttribute(op, name, value) {
    if (name === containerModuleAttrName && value instanceof UnitAttr) verifyContainerModule(op);
    if (!sizeHints.has(name)) return;
    if (!(value instanceof DenseArrayAttr && DenseI32Array.is(value)))
      throw opError(op, `${name} must be a dense i32 array`);
    if (value.values.length !== 3) throw opError(op, `${name} must contain exactly 3 elements`);
  },
});
