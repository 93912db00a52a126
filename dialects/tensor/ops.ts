/** All operations of `tensor`. */

import { BitcastOp, CastOp } from "./ops/casts.ts";
import { ConcatOp } from "./ops/concat.ts";
import { EmptyOp, FromElementsOp, SplatOp } from "./ops/creation.ts";
import { ExtractOp, InsertOp } from "./ops/element.ts";
import { GatherOp, ScatterOp } from "./ops/gather-scatter.ts";
import { GenerateOp, YieldOp } from "./ops/generate.ts";
import { ReshapeOp } from "./ops/reshape.ts";
import { DimOp, RankOp } from "./ops/shape.ts";

export * from "./ops/casts.ts";
export * from "./ops/concat.ts";
export * from "./ops/creation.ts";
export * from "./ops/element.ts";
export * from "./ops/gather-scatter.ts";
export * from "./ops/generate.ts";
export * from "./ops/reshape.ts";
export * from "./ops/shape.ts";

export const tensorOps = [
  BitcastOp,
  CastOp,
  ConcatOp,
  DimOp,
  EmptyOp,
  ExtractOp,
  FromElementsOp,
  GatherOp,
  GenerateOp,
  InsertOp,
  RankOp,
  ReshapeOp,
  ScatterOp,
  SplatOp,
  YieldOp,
] as const;
