/** How `affine.parallel` joins the values of its iterations, as operations of `arith`. */

import {
  type AtomicRMWKindName,
  createConstant,
  type LoopReduction,
  loopReductions,
} from "../../dialects/arith/index.ts";
import { ReduceReturnOp } from "../../dialects/scf/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerType } from "../../ir/builtin/types.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Region } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";

function reductionFor({ loc }: OpBuilder, kind: AtomicRMWKindName, type: Type): LoopReduction {
  const reduction = loopReductions[kind];
  if (reduction !== undefined && !(type instanceof IntegerType && !type.isSignless)) return reduction;
  throw errorAt(loc, `Reduction operation type not supported: '${kind}' on '${type}'`);
}

/** The value with which a reduction starts. @throws {DiagnosticError} if `arith` has no operation for it */
export const createIdentity = (builder: OpBuilder, kind: AtomicRMWKindName, type: Type): Value =>
  createConstant(builder, type, reductionFor(builder, kind, type).identity);

/** A region of `scf.reduce` that joins two values. */
export function createReduction(builder: OpBuilder, kind: AtomicRMWKindName, type: Type): Region {
  const { op } = reductionFor(builder, kind, type);
  return builder.createRegion([type, type], (args) => {
    const result = builder.createOperation(op, args, [type]).result();
    builder.create(ReduceReturnOp, { result });
  });
}
