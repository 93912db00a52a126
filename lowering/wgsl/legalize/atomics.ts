/**
 * Updates of elements in one step. WGSL has some for integers. The others, and all of floats, become a region that computes
 * the new element: the printer writes a loop that tries until no other thread came in between.
 */
import { AtomicRMWKind, type AtomicRMWKindName, BitcastOp, updateOp } from "../../../dialects/arith/index.ts";
import { AtomicRMWOp, AtomicYieldOp, GenericAtomicRMWOp } from "../../../dialects/memref/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { FloatType, i32 } from "../../../ir/builtin/types.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { BufferView } from "./buffer-views.ts";
import { IndexArithmetic } from "./index-arithmetic.ts";

/** What WGSL has as `atomicAdd` and so on, for integers with a sign. */
const nativeKinds: ReadonlySet<AtomicRMWKindName> = new Set(["addi", "andi", "assign", "maxs", "mins", "ori", "xori"]);

/** Computes the new element from the old one at the builder's place. */
type Update = (old: Value, builder: OpBuilder) => Value;

/** What an atomic operation does to an element. */
export function updateOf(op: Operation): Update {
  const simple = AtomicRMWOp.match(op);
  if (simple !== undefined) {
    const kind = AtomicRMWKind.nameOf(simple.kind);
    return (old, builder) =>
      kind === "assign"
        ? simple.value
        : builder.createOperation(updateOp[kind], [old, simple.value], [old.type]).result(0);
  }
  const { front } = GenericAtomicRMWOp.view(op).atomic_body;
  return (old, builder) => {
    const { block, before } = builder.insertionPoint;
    return block.inlineBlock(front, [old], before)[0]!;
  };
}

/** Writes an update as one step, on memory that other threads see; returns the old element. */
export function atomicUpdate(op: Operation, view: BufferView, position: MixedIndex, builder: OpBuilder): Value {
  const { buffer: memref } = view;
  const indices = [new IndexArithmetic(builder).value(position)];
  const type = op.result(0).type;
  const simple = AtomicRMWOp.match(op);
  if (simple !== undefined && type === i32() && nativeKinds.has(AtomicRMWKind.nameOf(simple.kind))) {
    const { kind, value } = simple;
    return builder.create(AtomicRMWOp, { kind, value, memref, indices, resultTypes: [type] }).result;
  }
  const update = updateOf(op);
  const atomic_body = builder.createRegion([i32()], ([bits]) => {
    const result = asBits(update(fromBits(bits!, type, builder), builder), builder);
    builder.create(AtomicYieldOp, { result });
  });
  const old = builder.create(GenericAtomicRMWOp, { memref, indices, atomic_body, resultTypes: [i32()] }).result;
  return fromBits(old, type, builder);
}

const fromBits = (bits: Value, type: Type, builder: OpBuilder): Value =>
  type instanceof FloatType ? builder.create(BitcastOp, { in: bits, resultTypes: [type] }).out : bits;
const asBits = (value: Value, builder: OpBuilder): Value =>
  value.type instanceof FloatType ? builder.create(BitcastOp, { in: value, resultTypes: [i32()] }).out : value;
