/** How `affine.parallel` joins the values of its iterations, as operations of `arith`. */

import {
  AddFOp,
  AddIOp,
  AndIOp,
  type AtomicRMWKindName,
  createConstant,
  MaximumFOp,
  MinimumFOp,
  MulFOp,
  MulIOp,
  OrIOp,
} from "../../dialects/arith/index.ts";
import { ReduceReturnOp } from "../../dialects/scf/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { Region } from "../../ir/block.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerType } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Value } from "../../ir/value.ts";

interface Reduction {
  readonly op: OpDefinition;
  /** Joined with any other value, it gives that value. */
  readonly identity: number;
}

const reductions: Readonly<Partial<Record<AtomicRMWKindName, Reduction>>> = {
  addf: { op: AddFOp, identity: 0 },
  mulf: { op: MulFOp, identity: 1 },
  maximumf: { op: MaximumFOp, identity: Number.NEGATIVE_INFINITY },
  minimumf: { op: MinimumFOp, identity: Number.POSITIVE_INFINITY },
  addi: { op: AddIOp, identity: 0 },
  muli: { op: MulIOp, identity: 1 },
  ori: { op: OrIOp, identity: 0 },
  andi: { op: AndIOp, identity: -1 },
};

function reductionFor({ loc }: OpBuilder, kind: AtomicRMWKindName, type: Type): Reduction {
  const reduction = reductions[kind];
  if (reduction !== undefined && !(type instanceof IntegerType && !type.isSignless)) return reduction;
  throw errorAt(loc, `Reduction operation type not supported: '${kind}' on '${type}'`);
}

/** The value with which a reduction starts. @throws {DiagnosticError} if `arith` has no operation for it */
export const createIdentity = (builder: OpBuilder, kind: AtomicRMWKindName, type: Type): Value =>
  createConstant(builder, type, reductionFor(builder, kind, type).identity);

/** A region of `scf.reduce` that joins two values. */
export function createReduction(builder: OpBuilder, kind: AtomicRMWKindName, type: Type): Region {
  const { op } = reductionFor(builder, kind, type);
  const region = new Region();
  builder.guarded(() => {
    const { args } = builder.createBlock(region, [type, type]);
    const result = builder.createOperation(op, args, [type]).result();
    builder.create(ReduceReturnOp, { result });
  });
  return region;
}
