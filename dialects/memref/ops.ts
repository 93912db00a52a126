/** All operations of the dialect `memref`. */

import type { OpDefinition } from "../../ir/define-op.ts";
import { CopyOp, LoadOp, StoreOp } from "./access.ts";
import { AllocaScopeOp, AllocaScopeReturnOp } from "./alloca-scope.ts";
import { AllocaOp, AllocOp, ReallocOp } from "./allocation.ts";
import { AssumeAlignmentOp, DistinctObjectsOp } from "./assumptions.ts";
import { AtomicRMWOp, AtomicYieldOp, GenericAtomicRMWOp } from "./atomic.ts";
import { CastOp, MemorySpaceCastOp } from "./cast.ts";
import { CollapseShapeOp, ExpandShapeOp } from "./collapse-expand.ts";
import { DeallocOp } from "./deallocation.ts";
import { DmaStartOp, DmaWaitOp } from "./dma.ts";
import { GetGlobalOp, GlobalOp } from "./global.ts";
import { DimOp, ExtractAlignedPointerAsIndexOp, ExtractStridedMetadataOp, RankOp } from "./metadata.ts";
import { PrefetchOp } from "./prefetch.ts";
import { ReinterpretCastOp } from "./reinterpret-cast.ts";
import { ReshapeOp } from "./reshape.ts";
import { SubViewOp } from "./subview.ts";
import { TransposeOp } from "./transpose.ts";
import { ViewOp } from "./view.ts";

export * from "./access.ts";
export * from "./alloca-scope.ts";
export { AllocaOp, AllocOp, ReallocOp } from "./allocation.ts";
export * from "./assumptions.ts";
export * from "./atomic.ts";
export { CastOp, MemorySpaceCastOp } from "./cast.ts";
export { CollapseShapeOp, collapsedType, ExpandShapeOp, expandedType, isCollapsible } from "./collapse-expand.ts";
export * from "./deallocation.ts";
export { DmaStartOp, DmaWaitOp } from "./dma.ts";
export * from "./global.ts";
export * from "./metadata.ts";
export * from "./prefetch.ts";
export * from "./reinterpret-cast.ts";
export * from "./reshape.ts";
export * from "./subview.ts";
export { TransposeOp, transposedDims } from "./transpose.ts";
export * from "./view.ts";

export const memrefOps: readonly OpDefinition[] = [
  AllocOp,
  AllocaOp,
  AllocaScopeOp,
  AllocaScopeReturnOp,
  AssumeAlignmentOp,
  AtomicRMWOp,
  AtomicYieldOp,
  CastOp,
  CollapseShapeOp,
  CopyOp,
  DeallocOp,
  DimOp,
  DistinctObjectsOp,
  DmaStartOp,
  DmaWaitOp,
  ExpandShapeOp,
  ExtractAlignedPointerAsIndexOp,
  ExtractStridedMetadataOp,
  GenericAtomicRMWOp,
  GetGlobalOp,
  GlobalOp,
  LoadOp,
  MemorySpaceCastOp,
  PrefetchOp,
  RankOp,
  ReallocOp,
  ReinterpretCastOp,
  ReshapeOp,
  StoreOp,
  SubViewOp,
  TransposeOp,
  ViewOp,
];
