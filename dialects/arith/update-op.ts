/** How memory is updated atomically, and how loops join values, as operations of `arith`. */

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

/** How a loop joins the values of its iterations. */
export interface LoopReduction {
  readonly op: OpDefinition;
  /** Joined with any other value, it gives that value. */
  readonly identity: number;
}

/** The kinds by which a loop can join values that are floats or signless integers. */
export const loopReductions: Readonly<Partial<Record<AtomicRMWKindName, LoopReduction>>> = {
  addf: { op: AddFOp, identity: 0 },
  mulf: { op: MulFOp, identity: 1 },
  maximumf: { op: MaximumFOp, identity: Number.NEGATIVE_INFINITY },
  minimumf: { op: MinimumFOp, identity: Number.POSITIVE_INFINITY },
  addi: { op: AddIOp, identity: 0 },
  muli: { op: MulIOp, identity: 1 },
  ori: { op: OrIOp, identity: 0 },
  andi: { op: AndIOp, identity: -1 },
};
