/**
 * Derivatives of what fills and copies bytes. To copy bytes is to copy the numbers and pointers that they are. Which ones
 * these are matters in reverse mode only: the adjoints of the numbers are added, the shadows of pointers copied.
 */
import { OpBuilder } from "../../../ir/builder.ts";
import { BoolAttr, type IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { i8, i64, indexType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import {
  type AdjointBuilder,
  type CopiedPart,
  type CopiedParts,
  type DerivativeRule,
  derivative,
  isDifferentiableType,
  isPointerType,
  type TangentBuilder,
} from "../../../ir/interfaces/differentiable.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Value } from "../../../ir/value.ts";
import { createIndex, createIndexConstant, IndexCastOp, SelectOp, SubIOp } from "../../arith/index.ts";
import { overIndices } from "../../scf/index.ts";
import { createConstant } from "../arithmetic.ts";
import { AddOp, ICmpOp, UDivOp } from "../arithmetic-ops.ts";
import { ICmpPredicate } from "../attributes.ts";
import { createGEP } from "../gep-op.ts";
import { MemcpyInlineOp, MemcpyOp, MemmoveOp, MemsetInlineOp, MemsetOp } from "../intrinsics/memory.ts";
import { fillWithZeros } from "../memory-fill.ts";
import { LoadOp, StoreOp } from "../memory-ops.ts";
import { arrayType } from "../types.ts";
import { addToMemory, withOperands } from "./memory.ts";
import { withoutPromises } from "./memory-promises.ts";

function refuseVolatile(op: Operation): void {
  if (op.attr("isVolatile") === BoolAttr.get(true)) throw opError(op, "cannot be differentiated: it is volatile");
}

// Filling: what was there before is gone, whatever comes in its place has no derivative.

type Fill = { readonly op: Operation; readonly dst: Value; readonly len: Value | IntegerAttr };

const lengthOf = (builder: OpBuilder, len: Value | IntegerAttr, at: (value: Value) => Value): Value =>
  len instanceof Value ? at(len) : createConstant(builder, i64(), len.value);

function forgetTangents({ op, dst, len }: Fill, b: TangentBuilder | AdjointBuilder, at: (value: Value) => Value): void {
  const shadow = b.shadow(dst);
  if (shadow === undefined) return;
  refuseVolatile(op);
  fillWithZeros(b.builder, shadow, lengthOf(b.builder, len, at));
}

const fillRule = (def: typeof MemsetOp): DerivativeRule =>
  derivative(def, {
    expand: withoutPromises,
    jvp: (fill, b) => forgetTangents(fill, b, (value) => value),
    vjp: (fill, b) => forgetTangents(fill, b, (value) => b.primal(value)),
  });

// Copying.

interface Copy {
  readonly op: Operation;
  readonly dst: Value;
  readonly src: Value;
  readonly len: Value | IntegerAttr;
}

const constantLength = ({ len }: Copy): number | undefined => {
  const attribute = len instanceof Value ? constantInteger(len) : len;
  return attribute?.number;
};

const partsOf = (copy: Copy, b: AdjointBuilder): CopiedParts =>
  b.copiedParts(copy.op, [copy.dst, copy.src], constantLength(copy));

/** How many of the values at `offset` and each `period` bytes further on end within the bytes that are copied. */
function countOf(
  builder: OpBuilder,
  copy: Copy,
  { offset, size, period }: Part,
  at: (value: Value) => Value,
): MixedIndex {
  const space = period - offset - size;
  const constant = constantLength(copy);
  if (constant !== undefined) return BigInt(Math.floor((constant + space) / period));
  const length = at(copy.len as Value);
  const [extra, divisor] = [space, period].map((number) => createConstant(builder, length.type, number));
  const lhs = builder.create(AddOp, { lhs: length, rhs: extra! }).res;
  const count = builder.create(UDivOp, { lhs, rhs: divisor! }).res;
  return builder.create(IndexCastOp, { in: count, resultTypes: [indexType()] }).out;
}

interface Part extends CopiedPart {
  readonly period: number;
}

/**
 * Visits the values that are like `part`, and tells where they are in both memories. `isDescending` says at run time
 * whether the last one comes first.
 */
function forEachValue(
  builder: OpBuilder,
  { offset, period }: Part,
  count: MixedIndex,
  pointers: readonly Value[],
  isDescending: Value | undefined,
  body: (addresses: readonly Value[]) => void,
): void {
  const step = arrayType(i8(), period);
  overIndices(builder, [count], [], ([index]) => {
    const chosen = isDescending === undefined ? index! : mirroredIf(builder, isDescending, index!, count);
    const number = builder.create(IndexCastOp, { in: chosen, resultTypes: [i64()] }).out;
    body(pointers.map((pointer) => createGEP(builder, createGEP(builder, pointer, i8(), [offset]), step, [number])));
    return [];
  });
}

function mirroredIf(builder: OpBuilder, condition: Value, index: Value, count: MixedIndex): Value {
  const last = builder.create(SubIOp, {
    lhs: createIndex(builder, count),
    rhs: createIndexConstant(builder, 1),
  }).result;
  const mirrored = builder.create(SubIOp, { lhs: last, rhs: index }).result;
  return builder.create(SelectOp, { condition, true_value: mirrored, false_value: index }).result;
}

/** Copies the shadows of the pointers that are copied, where the copying is done. */
function copyShadowPointers(copy: Copy, b: AdjointBuilder): void {
  refuseVolatile(copy.op);
  const { parts, period } = partsOf(copy, b);
  const builder = OpBuilder.before(copy.op);
  for (const part of parts.filter(({ type }) => isPointerType(type))) {
    const [target, source] = [b.shadowValue(copy.dst), b.shadowValue(copy.src)];
    // Bytes that overlap are read before they are written.
    const isDescending = overlaps(copy) ? isBehind(builder, target, source) : undefined;
    const place = { ...part, period };
    const count = countOf(builder, copy, place, (value) => value);
    forEachValue(builder, place, count, [target, source], isDescending, ([to, from]) => {
      const value = builder.create(LoadOp, { addr: from!, resultTypes: [part.type] }).res;
      builder.create(StoreOp, { value, addr: to! });
    });
  }
}

const overlaps = ({ op }: Copy): boolean => MemmoveOp.is(op);

const isBehind = (builder: OpBuilder, lhs: Value, rhs: Value): Value =>
  builder.create(ICmpOp, { predicate: ICmpPredicate.of("ugt"), lhs, rhs }).res;

/** shadow of the source += shadow of the target; shadow of the target = 0 */
function moveAdjoints(copy: Copy, b: AdjointBuilder): void {
  const target = b.shadow(copy.dst);
  if (target === undefined) return;
  const source = b.shadow(copy.src);
  const { builder } = b;
  const { parts, period } = partsOf(copy, b);
  for (const part of parts.filter(({ type }) => isDifferentiableType(type))) {
    // Where bytes overlap, an adjoint is taken before others are added in its place.
    const isDescending = overlaps(copy) && source !== undefined ? isBehind(builder, source, target) : undefined;
    const place = { ...part, period };
    const count = countOf(builder, copy, place, (value) => b.primal(value));
    const pointers = source === undefined ? [target] : [target, source];
    forEachValue(builder, place, count, pointers, isDescending, ([to, from]) => {
      const gradient = builder.create(LoadOp, { addr: to!, resultTypes: [part.type] }).res;
      builder.create(StoreOp, { value: b.zeroOf(part.type, builder), addr: to! });
      if (from !== undefined) addToMemory(b, copy.op, copy.src, from, gradient);
    });
  }
}

function copyTangents(copy: Copy, b: TangentBuilder): void {
  const target = b.shadow(copy.dst);
  if (target === undefined) return;
  refuseVolatile(copy.op);
  const source = b.shadow(copy.src);
  if (source === undefined)
    fillWithZeros(
      b.builder,
      target,
      lengthOf(b.builder, copy.len, (value) => value),
    );
  else b.builder.insert(withOperands(copy.op, [target, source]));
}

const copyRule = (def: typeof MemcpyOp): DerivativeRule =>
  derivative(def, {
    expand: withoutPromises,
    jvp: copyTangents,
    prepare: copyShadowPointers,
    vjp: moveAdjoints,
  });

export const memoryCopyDerivatives: readonly DerivativeRule[] = [
  ...[MemsetOp, MemsetInlineOp as unknown as typeof MemsetOp].map(fillRule),
  ...[MemcpyOp, MemmoveOp, MemcpyInlineOp as unknown as typeof MemcpyOp].map(copyRule),
];
