/** Canonicalization of the operations on memory. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { Dynamic, MemRefType } from "../../ir/builtin/types.ts";
import { constantValue } from "../../ir/matchers.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { CopyOp, StoreOp } from "./access.ts";
import { AllocaOp, AllocOp } from "./allocation.ts";
import { CastOp } from "./cast.ts";
import { DeallocOp } from "./deallocation.ts";

type AllocationDef = typeof AllocOp | typeof AllocaOp;

/** alloc(c8) : memref<?xT>  ->  cast(alloc() : memref<8xT>) */
const constantSizes = (def: AllocationDef): Pattern =>
  pattern(`constant-sizes-of-${def.name}`, def as typeof AllocOp, (view, rewriter) => {
    const type = view.memref.type as MemRefType;
    const kept: Value[] = [];
    const sizes = [...view.dynamicSizes];
    const shape = type.shape.map((size) => {
      if (size !== Dynamic) return size;
      const operand = sizes.shift()!;
      const constant = constantValue(operand);
      if (constant instanceof IntegerAttr && constant.value >= 0n) return constant.number;
      kept.push(operand);
      return Dynamic;
    });
    if (kept.length === view.dynamicSizes.length) return false;
    const exact = MemRefType.get(shape, type.elementType, type.layout, type.memorySpace);
    const made = rewriter.create(def as typeof AllocOp, {
      dynamicSizes: kept,
      symbolOperands: view.symbolOperands,
      alignment: view.alignment,
      resultTypes: [exact],
    });
    rewriter.replaceWithNew(view.op, CastOp, { source: made.memref, resultTypes: [type] });
    return true;
  });

/** An allocation that is only written and freed goes, with what writes and frees it. */
const deadAllocation = (def: AllocationDef): Pattern =>
  pattern(`dead-${def.name}`, def as typeof AllocOp, ({ op, memref }, rewriter) => {
    const { users } = memref;
    const isHarmless = users.every((user) => {
      const store = StoreOp.match(user);
      return (store !== undefined && store.value !== memref) || DeallocOp.is(user);
    });
    if (!isHarmless) return false;
    for (const user of users) rewriter.erase(user);
    rewriter.erase(op);
    return true;
  });

/** copy(x, x)  ->  nothing */
const selfCopy = pattern("self-copy", CopyOp, ({ op, source, target }, rewriter) => {
  if (source !== target) return false;
  rewriter.erase(op);
  return true;
});

/** A copy of no elements goes. */
const emptyCopy = pattern("empty-copy", CopyOp, ({ op, source, target }, rewriter) => {
  const isEmpty = [source, target].some(({ type }) => type instanceof MemRefType && type.shape.includes(0));
  if (isEmpty) rewriter.erase(op);
  return isEmpty;
});

export const memrefCanonicalizations: readonly Pattern[] = [
  ...[AllocOp, AllocaOp].flatMap((def) => [constantSizes(def as AllocationDef), deadAllocation(def as AllocationDef)]),
  selfCopy,
  emptyCopy,
];
