/** All operations of `tensor`. */

import { BitcastOp, CastOp } from "./ops/casts.ts";
import { EmptyOp, FromElementsOp, SplatOp } from "./ops/creation.ts";
import { ExtractOp, InsertOp } from "./ops/element.ts";
import { GenerateOp, YieldOp } from "./ops/generate.ts";
import { DimOp, RankOp } from "./ops/shape.ts";

export * from "./ops/casts.ts";
export * from "./ops/creation.ts";
export * from "./ops/element.ts";
export * from "./ops/generate.ts";
export * from "./ops/shape.ts";

export const tensorOps = [
  BitcastOp,
  CastOp,
  DimOp,
  EmptyOp,
  ExtractOp,
  FromElementsOp,
  GenerateOp,
  InsertOp,
  RankOp,
  SplatOp,
  YieldOp,
] as const;
