/**
 * Derivatives of what the host does about memory of the device. Shadows lie where the buffers lie: what was allocated on
 * the device is changed there by copies and kernels, everything else by the host.
 */
import { OpBuilder } from "../../../ir/builder.ts";
import { indexType, MemRefType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import {
  type AdjointBuilder,
  type DerivativeBuilder,
  type DerivativeRule,
  derivative,
} from "../../../ir/interfaces/differentiable.ts";
import { ViewLikeOpInterface } from "../../../ir/interfaces/view-like.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { createIndexConstant } from "../../arith/index.ts";
import * as memref from "../../memref/index.ts";
import { overIndices } from "../../scf/index.ts";
import { LaunchOp, TerminatorOp } from "../launch.ts";
import { AllocOp, DeallocOp, MemcpyOp, MemsetOp } from "../memory.ts";
import { makeSynchronous } from "./synchronous.ts";

const expand = ({ op }: { readonly op: Operation }): void => makeSynchronous(op);

const copy = (builder: OpBuilder, src: Value, dst: Value): void => {
  builder.create(MemcpyOp, { asyncDependencies: [], dst, src, resultTypes: [] });
};
const set = (builder: OpBuilder, dst: Value, value: Value): void => {
  builder.create(MemsetOp, { asyncDependencies: [], dst, value, resultTypes: [] });
};
const free = (builder: OpBuilder, buffer: Value): void => {
  builder.create(DeallocOp, { asyncDependencies: [], memref: buffer, resultTypes: [] });
};

/** Whether only the device can access a buffer. */
function isOnDevice(buffer: Value): boolean {
  let base = buffer;
  for (let op = base.definingOp; op !== undefined; op = base.definingOp) {
    const alloc = AllocOp.match(op);
    if (alloc !== undefined) return alloc.hostShared === undefined;
    const view = ViewLikeOpInterface.of(op);
    if (view === undefined) return false;
    base = view.viewSource(op);
  }
  return false;
}

/** A buffer of the device, or of the host, that is like another one. */
function allocateLike(builder: OpBuilder, like: Value, onDevice: boolean): Value {
  if (!onDevice) return memref.allocateLike(builder, like);
  const { shape, elementType, memorySpace } = like.type as MemRefType;
  const type = MemRefType.get(shape, elementType, undefined, memorySpace);
  const dynamicSizes = sizesOf(builder, like).filter((_, i) => type.isDynamicDim(i));
  return builder.create(AllocOp, { asyncDependencies: [], dynamicSizes, symbolOperands: [], resultTypes: [type] })
    .memref;
}

const sizesOf = (builder: OpBuilder, source: Value): Value[] =>
  (source.type as MemRefType).shape.map((_, i) => memref.sizeOf(builder, source, i));

/** Does something to each element, on the device by a thread for each along the first three dimensions. */
function forEachElement(
  builder: OpBuilder,
  buffer: Value,
  onDevice: boolean,
  body: (indices: readonly Value[]) => void,
): void {
  if (!onDevice) {
    memref.forEachElement(builder, buffer, body);
    return;
  }
  const sizes = sizesOf(builder, buffer);
  const one = createIndexConstant(builder, 1);
  const region = builder.createRegion(Array.from({ length: 12 }, indexType), (config) => {
    const ids = config.slice(0, Math.min(3, sizes.length));
    overIndices(builder, sizes.slice(3), [], (inner) => {
      body([...ids, ...inner]);
      return [];
    });
    builder.create(TerminatorOp, {});
  });
  const [gridSizeX = one, gridSizeY = one, gridSizeZ = one] = sizes;
  const blockSizes = { blockSizeX: one, blockSizeY: one, blockSizeZ: one };
  const args = { asyncDependencies: [], gridSizeX, gridSizeY, gridSizeZ, ...blockSizes };
  builder.create(LaunchOp, { ...args, body: region, resultTypes: [] });
}

function clear(b: DerivativeBuilder, builder: OpBuilder, shadow: Value, onDevice: boolean): void {
  if (onDevice) set(builder, shadow, b.zeroOf((shadow.type as MemRefType).elementType, builder));
  else memref.fillWithZeros(b, builder, shadow);
}

/** A buffer like the one that `op` makes, just behind it, with zeros. */
function allocateShadow(b: DerivativeBuilder, op: Operation): Value {
  const builder = new OpBuilder(op.loc).setInsertionPointAfter(op);
  const shadow = builder.insert(op.clone()).result();
  set(builder, shadow, b.zeroOf((shadow.type as MemRefType).elementType, builder));
  return shadow;
}

const allocRule = derivative(AllocOp, {
  inactive: ["dynamicSizes", "symbolOperands"],
  expand,
  jvp: ({ op, memref: buffer }, b) => b.setShadow(buffer, allocateShadow(b, op)),
  prepare: ({ op, memref: buffer }, b) => b.setShadow(buffer, allocateShadow(b, op)),
  /** Nothing flows to the sizes. */
  vjp() {},
});

const deallocRule = derivative(DeallocOp, {
  expand,
  jvp({ memref: buffer }, b) {
    const shadow = b.shadow(buffer);
    if (shadow !== undefined) free(b.builder, shadow);
  },
  /** Both are in use until the reverse of the allocation. */
  vjp({ op, memref: buffer }, b) {
    if (b.shadow(buffer) === undefined) return;
    if (!AllocOp.is(buffer.definingOp)) {
      throw opError(op, "cannot be differentiated in reverse mode: it frees a buffer that it did not see allocated");
    }
    for (const each of [buffer, b.shadowValue(buffer)]) b.freeBehind(buffer.definingOp!, each, op.clone());
    op.erase();
  },
});

const memcpyRule = derivative(MemcpyOp, {
  expand,
  jvp({ dst, src }, b) {
    const [target, source] = [b.shadow(dst), b.shadow(src)];
    if (target === undefined) return;
    if (source !== undefined) copy(b.builder, source, target);
    else clear(b, b.builder, target, isOnDevice(dst));
  },
  /** srcShadow += dstShadow; dstShadow = 0 */
  vjp({ dst, src }, b) {
    const [target, source] = [b.shadow(dst), b.shadow(src)];
    if (target === undefined) return;
    const { builder } = b;
    if (source === undefined) {
      clear(b, builder, target, isOnDevice(dst));
      return;
    }
    const onDevice = isOnDevice(src);
    const adjoint = copied(b, target, onDevice);
    // In between, since both may be the same buffer.
    clear(b, builder, target, isOnDevice(dst));
    forEachElement(builder, source, onDevice, (indices) => {
      b.accumulateElement(source, indices, load(builder, adjoint, indices));
    });
    freeCopy(builder, adjoint, onDevice);
  },
});

/** A copy of a buffer, in memory of the device or the host. */
function copied({ builder }: AdjointBuilder, buffer: Value, onDevice: boolean): Value {
  const target = allocateLike(builder, buffer, onDevice);
  copy(builder, buffer, target);
  return target;
}

function freeCopy(builder: OpBuilder, buffer: Value, onDevice: boolean): void {
  if (onDevice) free(builder, buffer);
  else builder.create(memref.DeallocOp, { memref: buffer });
}

const load = (builder: OpBuilder, buffer: Value, indices: readonly Value[]): Value =>
  builder.create(memref.LoadOp, {
    memref: buffer,
    indices,
    resultTypes: [(buffer.type as MemRefType).elementType],
  }).result;

const memsetRule = derivative(MemsetOp, {
  expand,
  jvp({ dst, value }, b) {
    const shadow = b.shadow(dst);
    if (shadow !== undefined) set(b.builder, shadow, b.tangentOrZero(value));
  },
  /** valueBar += the sum of shadow; shadow = 0 */
  vjp({ dst, value }, b) {
    const shadow = b.shadow(dst);
    if (shadow === undefined) return;
    const { builder } = b;
    if (b.isActive(value)) {
      const adjoint = copied(b, shadow, false);
      const [sum] = overIndices(builder, sizesOf(builder, adjoint), [b.zero(value)], (indices, [before]) => [
        b.add(before!, load(builder, adjoint, indices)),
      ]);
      freeCopy(builder, adjoint, false);
      b.accumulate(value, sum!);
    }
    clear(b, builder, shadow, isOnDevice(dst));
  },
});

export const memoryRules: readonly DerivativeRule[] = [allocRule, deallocRule, memcpyRule, memsetRule];
