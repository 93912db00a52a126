/** The uses of a buffer that can do with another layout, and how they do. */

import * as affine from "../../../dialects/affine/index.ts";
import { createIndex, createIndexConstant } from "../../../dialects/arith/index.ts";
import * as memref from "../../../dialects/memref/index.ts";
import type { AffineMap } from "../../../ir/affine.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { AffineMapAttr } from "../../../ir/builtin/attributes.ts";
import { isDynamic, type MemRefType } from "../../../ir/builtin/types.ts";
import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import { ReturnLike } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";

const affineAccesses = new Set([affine.LoadOp, affine.StoreOp, affine.PrefetchOp].map(({ name }) => name));
const accesses = new Set([memref.LoadOp, memref.StoreOp, memref.PrefetchOp].map(({ name }) => name));

/** Whether `user` only accesses elements of `value`, asks for its sizes, frees it or hands it on. */
export function isNormalizableUser(user: Operation, value: Value): boolean {
  if (affineAccesses.has(user.name) || accesses.has(user.name)) {
    // The buffer could be an element itself.
    return user.operands.filter((operand) => operand === value).length === 1 && group(user, "memref")[0] === value;
  }
  const dim = memref.DimOp.match(user);
  if (dim !== undefined) return sizeOf(dim) !== undefined;
  if (memref.DeallocOp.is(user) || CallOpInterface.implementedBy(user)) return true;
  return user.def.hasTrait(ReturnLike) && FunctionOpInterface.implementedBy(user.parentOp!);
}

/** What a dimension's size is known to be. */
function sizeOf({ source, index }: memref.DimOp): number | Value | undefined {
  const dim = constantInteger(index)?.number;
  const { shape } = source.type as MemRefType;
  if (dim === undefined || dim < 0 || dim >= shape.length) return undefined;
  if (!isDynamic(shape[dim]!)) return shape[dim];
  const allocation = memref.AllocOp.defining(source) ?? memref.AllocaOp.defining(source);
  return allocation?.dynamicSizes[shape.slice(0, dim).filter(isDynamic).length];
}

const segment = (op: Operation, name: string): number =>
  op.def.operandSegments.findIndex((operand) => operand.name === name);
const group = (op: Operation, name: string): readonly Value[] => {
  const { start, count } = op.def.operandRange(op, segment(op, name));
  return op.operands.slice(start, start + count);
};

/** Replaces questions for sizes, which the buffer must still have. */
export function replaceSizes(value: Value): void {
  for (const user of value.users) {
    const dim = memref.DimOp.match(user);
    if (dim === undefined) continue;
    const size = sizeOf(dim)!;
    const known = typeof size === "number" ? createIndexConstant(OpBuilder.before(user), size) : size;
    dim.result.replaceAllUsesWith(known);
    user.erase();
  }
}

/** Accesses elements where `layout` has put them. */
export function mapAccesses(value: Value, layout: AffineMap): void {
  for (const user of value.users) {
    if (affineAccesses.has(user.name)) mapAffineAccess(user, layout);
    else if (accesses.has(user.name)) mapAccess(user, layout);
  }
}

function mapAffineAccess(op: Operation, layout: AffineMap): void {
  const map = layout.compose((op.attr("map") as AffineMapAttr).affineMap);
  const composed = affine.composeMapAndOperands({ map, operands: group(op, "indices") });
  op.setAttr("map", AffineMapAttr.get(composed.map));
  op.def.setOperandGroup(op, segment(op, "indices"), composed.operands);
}

function mapAccess(op: Operation, layout: AffineMap): void {
  const builder = OpBuilder.before(op);
  const indices = group(op, "indices");
  const mapped = layout.results.map((_, i) =>
    createIndex(builder, affine.createComposedApply(builder, layout.getSubMap([i]), indices)),
  );
  op.def.setOperandGroup(op, segment(op, "indices"), mapped);
}
