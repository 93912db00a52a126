/** All operations of `arith`. */

import { AndIOp, OrIOp, ShLIOp, ShRSIOp, ShRUIOp, XOrIOp } from "./ops/bitwise.ts";
import {
  BitcastOp,
  ExtFOp,
  ExtSIOp,
  ExtUIOp,
  FPToSIOp,
  FPToUIOp,
  IndexCastOp,
  IndexCastUIOp,
  ScalingExtFOp,
  ScalingTruncFOp,
  SIToFPOp,
  TruncFOp,
  TruncIOp,
  UIToFPOp,
} from "./ops/casts.ts";
import { CmpFOp, CmpIOp, SelectOp } from "./ops/comparison.ts";
import { ConstantOp } from "./ops/constant.ts";
import { CeilDivSIOp, CeilDivUIOp, DivSIOp, DivUIOp, FloorDivSIOp, RemSIOp, RemUIOp } from "./ops/division.ts";
import {
  AddFOp,
  DivFOp,
  MaximumFOp,
  MaxNumFOp,
  MinimumFOp,
  MinNumFOp,
  MulFOp,
  NegFOp,
  RemFOp,
  SubFOp,
} from "./ops/float.ts";
import {
  AddIOp,
  AddUIExtendedOp,
  MaxSIOp,
  MaxUIOp,
  MinSIOp,
  MinUIOp,
  MulIOp,
  MulSIExtendedOp,
  MulUIExtendedOp,
  SubIOp,
} from "./ops/integer.ts";

export * from "./ops/bitwise.ts";
export * from "./ops/casts.ts";
export * from "./ops/comparison.ts";
export * from "./ops/constant.ts";
export * from "./ops/division.ts";
export * from "./ops/float.ts";
export * from "./ops/integer.ts";

export const arithOps = [
  AddFOp,
  AddIOp,
  AddUIExtendedOp,
  AndIOp,
  BitcastOp,
  CeilDivSIOp,
  CeilDivUIOp,
  CmpFOp,
  CmpIOp,
  ConstantOp,
  DivFOp,
  DivSIOp,
  DivUIOp,
  ExtFOp,
  ExtSIOp,
  ExtUIOp,
  FPToSIOp,
  FPToUIOp,
  FloorDivSIOp,
  IndexCastOp,
  IndexCastUIOp,
  MaxNumFOp,
  MaxSIOp,
  MaxUIOp,
  MaximumFOp,
  MinNumFOp,
  MinSIOp,
  MinUIOp,
  MinimumFOp,
  MulFOp,
  MulIOp,
  MulSIExtendedOp,
  MulUIExtendedOp,
  NegFOp,
  OrIOp,
  RemFOp,
  RemSIOp,
  RemUIOp,
  SIToFPOp,
  ScalingExtFOp,
  ScalingTruncFOp,
  SelectOp,
  ShLIOp,
  ShRSIOp,
  ShRUIOp,
  SubFOp,
  SubIOp,
  TruncFOp,
  TruncIOp,
  UIToFPOp,
  XOrIOp,
] as const;
