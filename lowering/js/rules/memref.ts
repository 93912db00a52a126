/** The `memref` dialect: memory and accesses to it. Views stand in memref-views.ts. */

import { AtomicRMWKind, updateOp } from "../../../dialects/arith/index.ts";
import {
  AllocaOp,
  AllocaScopeOp,
  AllocOp,
  AtomicRMWOp,
  CopyOp,
  DeallocOp,
  GenericAtomicRMWOp,
  GetGlobalOp,
  GlobalOp,
  LoadOp,
  PrefetchOp,
  ReallocOp,
  StoreOp,
} from "../../../dialects/memref/index.ts";
import { UnitAttr } from "../../../ir/builtin/attributes.ts";
import type { BaseMemRefType, MemRefType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { entriesPerElement } from "../../host/storage.ts";
import { elementValues } from "../constants.ts";
import type { FunctionEmitter } from "../function-emitter.ts";
import { loadText, type MemRefParts, positionText, storageOf, storeText } from "../memory-access.ts";
import { call, type RuleEntry, type ScalarRule, statement } from "../rule.ts";
import { list, sizesList, storageText } from "./lists.ts";

interface Allocation {
  readonly op: Operation;
  readonly dynamicSizes: readonly Value[];
  readonly memref: OpResult;
}

export function emitAllocation({ op, dynamicSizes, memref }: Allocation, fn: FunctionEmitter): void {
  checkLayout(op, memref.type as MemRefType);
  fn.define(memref, call("allocate", storageText(memref, fn), sizesList(memref, dynamicSizes, fn)));
}

function checkLayout(op: Operation, type: MemRefType): void {
  if (type.layout !== undefined) throw opError(op, "with a layout is not supported by the js engine");
}

function emitReallocation({ source, dynamicResultSize, result }: ReallocOp, fn: FunctionEmitter): void {
  const shape = sizesList(result, dynamicResultSize === undefined ? [] : [dynamicResultSize], fn);
  fn.define(result, call("reallocate", storageText(result, fn), fn.text(source), shape));
}

/** The memory of a global is made before any function is called. */
function emitGetGlobal({ op, name, result }: GetGlobalOp, fn: FunctionEmitter): void {
  const global = GlobalOp.view(fn.module.referenced(op, name));
  checkLayout(global.op, result.type);
  const { initial_value: value } = global;
  if (value === undefined) throw opError(global.op, `'@${name.root}' has no initial value, so that it is not known`);
  const text = (): string => {
    const memory = call("allocate", storageText(result, fn), list(result.type.shape));
    if (value instanceof UnitAttr) return memory;
    const values = elementValues(value);
    if (values === undefined) throw opError(global.op, "has an initial value that the js engine does not support");
    return call("filledMemRef", memory, storageText(result, fn), fn.module.constant(values));
  };
  fn.define(result, fn.module.sharedBy(global.op, text));
}

function emitScope({ bodyRegion, results }: AllocaScopeOp, fn: FunctionEmitter): void {
  fn.declareAll(results);
  fn.open("{");
  fn.emitRegion(bodyRegion, (terminator) => fn.assign(results, fn.texts(terminator.operands)));
  fn.close();
  fn.bind(results);
}

/** The array of an accessed memref and the position of the element in it. */
function place(op: Operation, memref: Value, indices: readonly Value[], fn: FunctionEmitter): [MemRefParts, string] {
  const parts = fn.parts(memref);
  if (parts === undefined)
    throw opError(op, `has the type '${memref.type}', whose layout the js engine does not support`);
  return [parts, positionText(parts, fn.texts(indices))];
}

interface Update {
  readonly op: Operation;
  readonly memref: Value;
  readonly indices: readonly Value[];
  readonly result: OpResult;
}

/** Writes the element that `next` makes of the old one. Threads take turns only where they wait for each other. */
function emitUpdate({ op, memref, indices, result }: Update, fn: FunctionEmitter, next: (old: string) => string): void {
  const type = memref.type as MemRefType;
  const [parts, text] = place(op, memref, indices, fn);
  const position = fn.name("p", text);
  fn.define(result, loadText(op, type, parts, position));
  fn.line(storeText(op, type, parts, position, next(fn.text(result))));
}

function emitAtomic(update: AtomicRMWOp, fn: FunctionEmitter): void {
  const { op, value, kind } = update;
  const name = AtomicRMWKind.nameOf(kind);
  emitUpdate(update, fn, (old) => {
    if (name === "assign") return fn.text(value);
    const rule = fn.module.rules.get(updateOp[name]) as ScalarRule;
    const [text] = rule.texts({
      op,
      args: [old, fn.text(value)],
      operandTypes: [value.type, value.type],
      resultTypes: [value.type],
      checked: (_fast, exact) => exact,
    });
    return `(${text})`;
  });
}

function emitGenericAtomic(update: GenericAtomicRMWOp, fn: FunctionEmitter): void {
  const { front } = update.atomic_body;
  emitUpdate(update, fn, (old) => {
    fn.alias(front.args[0]!, old);
    fn.emitBlock(front);
    return fn.text(front.last!.operand(0));
  });
}

export const memrefRules: readonly RuleEntry[] = [
  statement(AllocOp, emitAllocation),
  statement(AllocaOp, emitAllocation),
  statement(AllocaScopeOp, emitScope),
  statement(AtomicRMWOp, emitAtomic),
  // The garbage collector frees.
  statement(DeallocOp, () => {}),
  statement(GenericAtomicRMWOp, emitGenericAtomic),
  statement(GetGlobalOp, emitGetGlobal),
  statement(LoadOp, ({ op, memref, indices, result }, fn) => {
    const [parts, position] = place(op, memref, indices, fn);
    const type = memref.type as MemRefType;
    const at = entriesPerElement(storageOf(type)) > 1 ? fn.name("p", position) : position;
    fn.define(result, loadText(op, type, parts, at));
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
  statement(PrefetchOp, () => {}),
  statement(ReallocOp, emitReallocation),
];
