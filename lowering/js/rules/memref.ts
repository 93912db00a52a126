/** The `memref` dialect. */

import {
  AllocaOp,
  AllocOp,
  CastOp,
  CopyOp,
  DeallocOp,
  DimOp,
  LoadOp,
  RankOp,
  StoreOp,
} from "../../../dialects/memref/index.ts";
import { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { type BaseMemRefType, isDynamic, MemRefType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { constantValue } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { maxDimension } from "../../host/memref.ts";
import { entriesPerElement } from "../../host/storage.ts";
import type { FunctionEmitter } from "../function-emitter.ts";
import { loadText, type MemRefParts, positionText, storageOf, storeText } from "../memory-access.ts";
import { call, type RuleEntry, statement } from "../rule.ts";

interface Allocation {
  readonly op: Operation;
  readonly dynamicSizes: readonly Value[];
  readonly memref: OpResult;
}

export function emitAllocation({ op, dynamicSizes, memref }: Allocation, fn: FunctionEmitter): void {
  const type = memref.type as MemRefType;
  if (type.layout !== undefined) throw opError(op, "with a layout is not supported by the js engine");
  let next = 0;
  const shape = type.shape.map((size) => (isDynamic(size) ? fn.text(dynamicSizes[next++]!) : String(size)));
  fn.define(memref, call("allocate", fn.module.constant(storageOf(type)), `[${shape.join(", ")}]`));
}

/** The array of an accessed memref and the position of the element in it. */
function place(op: Operation, memref: Value, indices: readonly Value[], fn: FunctionEmitter): [MemRefParts, string] {
  const parts = fn.parts(memref);
  if (parts === undefined)
    throw opError(op, `has the type '${memref.type}', whose layout the js engine does not support`);
  return [parts, positionText(parts, fn.texts(indices))];
}

function emitCast(source: Value, dest: OpResult, fn: FunctionEmitter): void {
  if (!(dest.type instanceof MemRefType)) {
    fn.define(dest, fn.text(source));
    return;
  }
  const shape = dest.type.shape.map((size) => (isDynamic(size) ? -1 : size));
  fn.define(dest, call("castMemRef", fn.text(source), `[${shape.join(", ")}]`));
}

function emitDim(source: Value, index: Value, result: OpResult, fn: FunctionEmitter): void {
  const constant = constantValue(index);
  const { shape } = source.type as BaseMemRefType;
  const dimension = constant instanceof IntegerAttr ? constant.number : undefined;
  const size = dimension === undefined ? undefined : shape?.[dimension];
  if (size !== undefined && !isDynamic(size)) fn.define(result, String(size));
  else if (size !== undefined) fn.define(result, `${fn.text(source)}.shape[${dimension}]`);
  else fn.define(result, call("dimension", fn.text(source), fn.text(index)));
  fn.setMagnitude(result, size === undefined || isDynamic(size) ? maxDimension : size);
}

export const memrefRules: readonly RuleEntry[] = [
  statement(AllocOp, emitAllocation),
  statement(AllocaOp, emitAllocation),
  // The garbage collector frees.
  statement(DeallocOp, () => {}),
  statement(LoadOp, ({ op, memref, indices, result }, fn) => {
    const [parts, position] = place(op, memref, indices, fn);
    fn.define(result, loadText(op, memref.type as MemRefType, parts, position));
  }),
  statement(StoreOp, ({ op, value, memref, indices }, fn) => {
    const [parts, position] = place(op, memref, indices, fn);
    const name = fn.name("p", position);
    fn.line(storeText(op, memref.type as MemRefType, parts, name, fn.text(value)));
  }),
  statement(CopyOp, ({ source, target }, fn) => {
    const entries = entriesPerElement(storageOf(source.type as BaseMemRefType));
    fn.line(`${call("copyMemRef", fn.text(source), fn.text(target), String(entries))};`);
  }),
  statement(CastOp, ({ source, dest }, fn) => emitCast(source, dest, fn)),
  statement(DimOp, ({ source, index, result }, fn) => emitDim(source, index, result, fn)),
  statement(RankOp, ({ memref, result }, fn) => {
    const { shape } = memref.type as BaseMemRefType;
    fn.define(result, shape === null ? `${fn.text(memref)}.shape.length` : String(shape.length));
  }),
];
