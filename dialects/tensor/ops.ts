/** All operations of `tensor`. */

import { BitcastOp, CastOp } from "./ops/casts.ts";
import { ConcatOp } from "./ops/concat.ts";
import { EmptyOp, FromElementsOp, SplatOp } from "./ops/creation.ts";
import { ExtractOp, InsertOp } from "./ops/element.ts";
import { GatherOp, ScatterOp } from "./ops/gather-scatter.ts";
import { GenerateOp, YieldOp } from "./ops/generate.ts";
import { PadOp } from "./ops/pad.ts";
import { CollapseShapeOp, ExpandShapeOp } from "./ops/reassociation.ts";
import { ReshapeOp } from "./ops/reshape.ts";
import { DimOp, RankOp } from "./ops/shape.ts";
import { ExtractSliceOp, InsertSliceOp, ParallelInsertSliceOp } from "./ops/slices.ts";

export * from "./ops/casts.ts";
export * from "./ops/concat.ts";
export * from "./ops/creation.ts";
export * from "./ops/element.ts";
export * from "./ops/gather-scatter.ts";
export * from "./ops/generate.ts";
export * from "./ops/pad.ts";
export * from "./ops/reassociation.ts";
export * from "./ops/reshape.ts";
export * from "./ops/shape.ts";
export * from "./ops/slices.ts";
export * from "./sizes.ts";

export const tensorOps = [
  BitcastOp,
  CastOp,
  CollapseShapeOp,
  ConcatOp,
  DimOp,
  EmptyOp,
  ExpandShapeOp,
  ExtractOp,
  ExtractSliceOp,
  FromElementsOp,
  GatherOp,
  GenerateOp,
  InsertOp,
  InsertSliceOp,
  PadOp,
  ParallelInsertSliceOp,
  RankOp,
  ReshapeOp,
  ScatterOp,
  SplatOp,
  YieldOp,
] as const;
