/**
 * `llvm-expand-memref-copies`: loops in the place of calls of `memrefCopy`, the function of MLIR's runtime library that copies
 * between buffers. It is given the size of an element and two unranked descriptors: rank and descriptor.
 */
import { IndexCastOp } from "../../dialects/arith/index.ts";
import {
  AddOp,
  AllocaOp,
  arrayType,
  CallOp,
  createConstant,
  createGEP,
  GEPOp,
  gepIndices,
  InsertValueOp,
  LLVMStructType,
  MemcpyOp,
  MulOp,
  PtrToIntOp,
  StoreOp,
  strideInBytes,
  ZeroOp,
} from "../../dialects/llvm/index.ts";
import { overIndices } from "../../dialects/scf/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { BoolAttr } from "../../ir/builtin/attributes.ts";
import { i8, i64, indexType } from "../../ir/builtin/types.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Value } from "../../ir/value.ts";
import { partOf } from "./aggregate-parts.ts";

export const llvmExpandMemRefCopies = definePass(
  "llvm-expand-memref-copies",
  {
    summary: "Put loops in the place of calls of 'memrefCopy', where it is known what the descriptors say",
  },
  (root) => {
    const calls: CallOp[] = [];
    root.walk((op) => {
      const call = CallOp.match(op);
      if (call?.callee?.root === "memrefCopy" && call.callee_operands.length === 3) calls.push(call);
    });
    for (const call of calls) expand(call);
  },
);

/** Buffers of more dimensions are copied by the library. */
const maxRank = 32;

function expand({ op, callee_operands }: CallOp): void {
  const [size, ...buffers] = callee_operands as [Value, Value, Value];
  const builder = OpBuilder.before(op);
  const [source, target] = buffers.map((unranked) => readDescriptor(builder, op, unranked));
  const bytes = constantSize(size);
  if (source === undefined || target === undefined || bytes === undefined) return;
  const extents = source.sizes.map(
    (extent) => builder.create(IndexCastOp, { in: extent, resultTypes: [indexType()] }).out,
  );
  overIndices(builder, extents, [], (indices) => {
    const places = indices.map((index) => builder.create(IndexCastOp, { in: index, resultTypes: [i64()] }).out);
    const [src, dst] = [source, target].map((descriptor) => elementAt(builder, descriptor, places, bytes));
    const len = createConstant(builder, i64(), bytes);
    builder.create(MemcpyOp, { dst: dst!, src: src!, len, isVolatile: BoolAttr.get(false) });
    return [];
  });
  op.erase();
  for (const variable of new Set([...buffers, source.variable, target.variable])) eraseUnused(variable);
}

/** What a descriptor says, as values. */
interface Descriptor {
  /** What holds it. */
  readonly variable: Value;
  readonly aligned: Value;
  readonly offset: Value;
  readonly sizes: readonly Value[];
  readonly strides: readonly Value[];
}

/** What `call` finds behind a pointer to an unranked descriptor, if that was put together in local variables. */
function readDescriptor(builder: OpBuilder, call: Operation, unranked: Value): Descriptor | undefined {
  const pair = storedOnce(unranked, (user) => user === call);
  if (pair === undefined || partTypes(pair.type).length !== 2) return undefined;
  const [rank, variable] = [constantInteger(partOf(builder, pair, [0]))?.number, partOf(builder, pair, [1])];
  const descriptor = storedOnce(variable, (user) => InsertValueOp.is(user));
  if (rank === undefined || rank > maxRank || descriptor === undefined) return undefined;
  if (partTypes(descriptor.type).length !== (rank === 0 ? 3 : 5)) return undefined;
  const dimensions = Array.from({ length: rank }, (_, dimension) => dimension);
  return {
    variable,
    aligned: partOf(builder, descriptor, [1]),
    offset: partOf(builder, descriptor, [2]),
    sizes: dimensions.map((dimension) => partOf(builder, descriptor, [3, dimension])),
    strides: dimensions.map((dimension) => partOf(builder, descriptor, [4, dimension])),
  };
}

const partTypes = (type: Type): readonly Type[] => (LLVMStructType.is(type) ? (type.body ?? []) : []);

/** The only value that is put into a local variable, which is used otherwise only as `isRead` says. */
function storedOnce(pointer: Value, isRead: (user: Operation) => boolean): Value | undefined {
  const variable = AllocaOp.defining(pointer);
  if (variable === undefined) return undefined;
  const stores: StoreOp[] = [];
  for (const { owner, index } of pointer.uses()) {
    const store = StoreOp.match(owner);
    if (store !== undefined && index === 1 && store.op.block === variable.op.block) stores.push(store);
    else if (!isRead(owner)) return undefined;
  }
  return stores.length === 1 ? stores[0]!.value : undefined;
}

/** Erases a local variable if nobody reads it. */
function eraseUnused(variable: Value): void {
  for (const user of [...variable.users]) if (InsertValueOp.is(user) && !user.hasUses) user.erase();
  const stores = [...variable.users];
  if (!stores.every((user) => StoreOp.is(user))) return;
  for (const store of stores) store.erase();
  variable.definingOp!.erase();
}

/** How many bytes an element takes: a constant, or how far from the null pointer the next one would be. */
function constantSize(size: Value): number | undefined {
  const number = constantInteger(size)?.number;
  const next = number === undefined ? GEPOp.match(PtrToIntOp.defining(size)?.arg.definingOp) : undefined;
  if (next === undefined || !ZeroOp.is(next.base.definingOp)) return number;
  const [count, ...others] = gepIndices(next.op);
  const stride = strideInBytes(next.elem_type.value, next.op);
  return typeof count === "number" && others.length === 0 && stride !== undefined ? count * stride : undefined;
}

function elementAt(
  builder: OpBuilder,
  { aligned, offset, strides }: Descriptor,
  places: readonly Value[],
  bytes: number,
): Value {
  const position = places.reduce((lhs, place, dimension) => {
    const rhs = builder.create(MulOp, { lhs: place, rhs: strides[dimension]! }).res;
    return builder.create(AddOp, { lhs, rhs }).res;
  }, offset);
  return createGEP(builder, aligned, arrayType(i8(), bytes), [position]);
}
