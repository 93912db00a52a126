/** All operations of `arith`. */

import { AndIOp, OrIOp, ShLIOp, ShRSIOp, ShRUIOp, XOrIOp } from "./ops/bitwise.ts";
import { CmpFOp, CmpIOp } from "./ops/comparison.ts";
import { ConstantOp } from "./ops/constant.ts";
import { BitcastOp, FPToSIOp, FPToUIOp, SIToFPOp, UIToFPOp } from "./ops/conversions.ts";
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
import { ExtFOp, ScalingExtFOp, ScalingTruncFOp, TruncFOp } from "./ops/float-casts.ts";
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
import { ExtSIOp, ExtUIOp, IndexCastOp, IndexCastUIOp, TruncIOp } from "./ops/integer-casts.ts";
import { SelectOp } from "./ops/select.ts";

export * from "./ops/bitwise.ts";
export * from "./ops/comparison.ts";
export * from "./ops/constant.ts";
export * from "./ops/conversions.ts";
export * from "./ops/division.ts";
export * from "./ops/float.ts";
export * from "./ops/float-casts.ts";
export * from "./ops/integer.ts";
export * from "./ops/integer-casts.ts";
export * from "./ops/select.ts";

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
