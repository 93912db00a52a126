/** How memory is updated atomically, as operations of `arith`. */

import type { OpDefinition } from "../../ir/define-op.ts";
import type { AtomicRMWKindName } from "./attributes.ts";
import {
  AddFOp,
  AddIOp,
  AndIOp,
  MaximumFOp,
  MaxNumFOp,
  MaxSIOp,
  MaxUIOp,
  MinimumFOp,
  MinNumFOp,
  MinSIOp,
  MinUIOp,
  MulFOp,
  MulIOp,
  OrIOp,
  XOrIOp,
} from "./ops.ts";

/** The operation that makes the new element of the old one and a value; `assign` needs none. */
export const updateOp: Readonly<Record<Exclude<AtomicRMWKindName, "assign">, OpDefinition>> = {
  addf: AddFOp,
  addi: AddIOp,
  andi: AndIOp,
  maximumf: MaximumFOp,
  maxnumf: MaxNumFOp,
  maxs: MaxSIOp,
  maxu: MaxUIOp,
  minimumf: MinimumFOp,
  minnumf: MinNumFOp,
  mins: MinSIOp,
  minu: MinUIOp,
  mulf: MulFOp,
  muli: MulIOp,
  ori: OrIOp,
  xori: XOrIOp,
};
