/**
 * Derivatives of operations on memory. Every active buffer has a shadow of the same shape: it holds tangents in forward
 * mode, and collects adjoints in reverse mode. A buffer that the function allocates gets a shadow of zeros beside it.
 */
import { OpBuilder } from "../../ir/builder.ts";
import { MemRefType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import {
  type DerivativeBuilder,
  type DerivativeRule,
  derivative,
  isBufferType,
  isShadowedType,
  nonDifferentiable,
} from "../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { CopyOp, LoadOp, StoreOp } from "./access.ts";
import { AllocaOp, AllocOp } from "./allocation.ts";
import { DeallocOp } from "./deallocation.ts";
import { atomicRules } from "./derivatives/atomic.ts";
import { expandedRules } from "./derivatives/expand.ts";
import { fillWithZeros, forEachElement } from "./elements.ts";
import { RankOp } from "./metadata.ts";
import { PrefetchOp } from "./prefetch.ts";

const load = (builder: OpBuilder, memref: Value, indices: readonly Value[]): Value =>
  builder.create(LoadOp, { memref, indices, resultTypes: [(memref.type as MemRefType).elementType] }).result;

const store = (builder: OpBuilder, value: Value, memref: Value, indices: readonly Value[]): void => {
  builder.create(StoreOp, { value, memref, indices });
};

const loadRule = derivative(LoadOp, {
  jvp({ memref, indices, result }, b) {
    const shadow = b.shadow(memref);
    if (shadow !== undefined) b.setTangent(result, load(b.builder, shadow, indices));
  },
  /** The shadow of a buffer is in the shadow of what holds it. */
  prepare({ op, memref, indices, result }, b) {
    if (!isBufferType(result.type)) return;
    const builder = new OpBuilder(op.loc).setInsertionPointAfter(op);
    b.setShadow(result, load(builder, b.shadowValue(memref), indices));
  },
  /** shadow[i] += resultBar */
  vjp({ memref, indices, result }, b) {
    const gradient = b.gradient(result);
    const shadow = b.shadow(memref);
    if (gradient === undefined || shadow === undefined) return;
    b.accumulateElement(
      shadow,
      indices.map((index) => b.primal(index)),
      gradient,
    );
  },
});

const storeRule = derivative(StoreOp, {
  jvp({ value, memref, indices }, b) {
    const shadow = b.shadow(memref);
    if (shadow === undefined) return;
    const tangent = isBufferType(value.type) ? b.shadowValue(value) : b.tangentOrZero(value);
    store(b.builder, tangent, shadow, indices);
  },
  prepare({ op, value, memref, indices }, b) {
    if (isBufferType(value.type)) store(OpBuilder.before(op), b.shadowValue(value), b.shadowValue(memref), indices);
  },
  /** valueBar += shadow[i]; shadow[i] = 0 */
  vjp({ value, memref, indices }, b) {
    const shadow = b.shadow(memref);
    if (shadow === undefined || isBufferType(value.type)) return;
    const places = indices.map((index) => b.primal(index));
    const gradient = load(b.builder, shadow, places);
    store(b.builder, b.zero(value), shadow, places);
    b.accumulate(value, gradient);
  },
});

const holdsBuffers = (buffer: Value): boolean => isBufferType((buffer.type as MemRefType).elementType);

const copyRule = derivative(CopyOp, {
  jvp({ source, target }, b) {
    const targetShadow = b.shadow(target);
    if (targetShadow === undefined) return;
    const sourceShadow = b.shadow(source);
    if (sourceShadow === undefined) fillWithZeros(b, b.builder, targetShadow);
    else b.builder.create(CopyOp, { source: sourceShadow, target: targetShadow });
  },
  prepare({ op, source, target }, b) {
    if (!holdsBuffers(target)) return;
    const shadows = { source: b.shadowValue(source), target: b.shadowValue(target) };
    OpBuilder.before(op).create(CopyOp, shadows);
  },
  /** sourceShadow += targetShadow; targetShadow = 0 */
  vjp({ op, source, target }, b) {
    if (holdsBuffers(target)) return;
    if (!(source.type instanceof MemRefType) || !(target.type instanceof MemRefType)) {
      throw opError(op, "cannot be differentiated in reverse mode on unranked buffers");
    }
    const targetShadow = b.shadow(target);
    if (targetShadow === undefined) return;
    const sourceShadow = b.shadow(source);
    const { builder } = b;
    const zero = b.zeroOf(target.type.elementType, builder);
    forEachElement(builder, targetShadow, (indices) => {
      const gradient = load(builder, targetShadow, indices);
      // First of all, since both may be the same buffer.
      store(builder, zero, targetShadow, indices);
      if (sourceShadow === undefined) return;
      b.accumulateElement(sourceShadow, indices, gradient);
    });
  },
});

/** A buffer like the one that `op` makes, just behind it. Numbers in it are zero; buffers come when they are stored. */
function allocateShadow(b: DerivativeBuilder, op: Operation, buffer: Value): Value {
  if (!isShadowedType(buffer.type)) {
    throw opError(
      op,
      "cannot be differentiated: a view shows its elements as numbers that have derivatives",
    ).attachNote(op.loc, "allocate a buffer that has the type of the numbers");
  }
  const builder = new OpBuilder(op.loc).setInsertionPointAfter(op);
  const shadow = builder.insert(op.clone()).result(0);
  if (!holdsBuffers(buffer)) fillWithZeros(b, builder, shadow);
  return shadow;
}

/** A buffer like that on the stack, which is freed at the end of the block. */
function allocateOnHeap({ op, dynamicSizes, symbolOperands, alignment, memref }: AllocaOp | AllocOp): void {
  const end = op.block!.terminator!;
  if (end.operands.some(({ type }) => isBufferType(type)) && !FunctionOpInterface.implementedBy(op.parentOp!)) {
    throw opError(
      op,
      "cannot be differentiated in reverse mode in a function whose reverse cannot execute it again: the buffer may be handed on",
    ).attachNote(end.loc, "to here; allocate it with 'memref.alloc'");
  }
  const { type } = memref;
  const made = OpBuilder.before(op).create(AllocOp, { dynamicSizes, symbolOperands, alignment, resultTypes: [type] });
  OpBuilder.before(end).create(DeallocOp, { memref: made.memref });
  op.replaceAllUsesWith([made.memref]);
  op.erase();
}

const allocationRule = (def: typeof AllocOp | typeof AllocaOp): DerivativeRule =>
  derivative(def as typeof AllocOp, {
    ...(def.name === AllocaOp.name ? { toHeap: allocateOnHeap } : {}),
    inactive: ["dynamicSizes", "symbolOperands"],
    jvp({ op, memref }, b) {
      b.setShadow(memref, allocateShadow(b, op, memref));
    },
    prepare({ op, memref }, b) {
      const shadow = allocateShadow(b, op, memref);
      b.setShadow(memref, shadow);
      if (!AllocOp.is(op) || b.takeOverFrees(memref).length === 0) return;
      for (const buffer of [memref, shadow]) b.freeBehind(op, buffer);
    },
    /** Nothing flows to the sizes. The deallocation has freed the buffers already, if there is one. */
    vjp() {},
  });

const deallocRule = derivative(DeallocOp, {
  jvp({ memref }, b) {
    const shadow = b.shadow(memref);
    if (shadow !== undefined) b.builder.create(DeallocOp, { memref: shadow });
  },
  /** Primal and shadow are in use until the reverse of the allocation, where both are freed. */
  vjp({ op, memref }, b) {
    if (b.isTakenOver(op)) {
      op.erase();
      return;
    }
    if (b.shadow(memref) === undefined) return;
    if (!AllocOp.is(memref.definingOp)) {
      throw opError(op, "cannot be differentiated in reverse mode: it frees a buffer that it did not see allocated");
    }
    for (const buffer of [memref, b.shadowValue(memref)]) b.freeBehind(memref.definingOp!, buffer);
    op.erase();
  },
});

export const memrefDerivatives: readonly DerivativeRule[] = [
  loadRule,
  storeRule,
  copyRule,
  allocationRule(AllocOp),
  allocationRule(AllocaOp),
  deallocRule,
  ...atomicRules,
  ...expandedRules,
  ...nonDifferentiable(PrefetchOp, RankOp),
];
