/** The `func` dialect, but for functions themselves, and what ends a program early. */

import { AssertOp } from "../../../dialects/cf/index.ts";
import { CallIndirectOp, CallOp, ConstantOp } from "../../../dialects/func/index.ts";
import { PoisonOp, UnreachableOp } from "../../../dialects/ub/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import {
  BaseMemRefType,
  ComplexType,
  FloatType,
  isDynamic,
  RankedTensorType,
  VectorType,
} from "../../../ir/builtin/types.ts";
import type { OpResult } from "../../../ir/value.ts";
import { allocate, MemRef, rowMajorStrides } from "../../host/memref.ts";
import type { FunctionEmitter } from "../function-emitter.ts";
import { storageOf } from "../memory-access.ts";
import { integerRepresentation } from "../representation.ts";
import { call, type RuleEntry, statement } from "../rule.ts";

/** Several results come as an array. */
function emitCall(text: string, results: readonly OpResult[], fn: FunctionEmitter): void {
  if (results.length === 0) fn.line(`${text};`);
  else if (results.length === 1) fn.define(results[0]!, text);
  else {
    const name = fn.fresh("r");
    fn.line(`const ${name} = ${text};`);
    results.forEach((result, i) => {
      fn.define(result, `${name}[${i}]`);
    });
  }
}

/** Any value of the type; sizes that it does not tell are 0. */
function poisonText(type: Type, fn: FunctionEmitter): string {
  if (type instanceof FloatType) return "NaN";
  if (type instanceof ComplexType) return fn.module.constant([0, 0]);
  if (type instanceof VectorType) return fn.module.constant(new Array<number>(type.numElements).fill(0));
  if (type instanceof RankedTensorType) return emptyTensor(type, fn);
  if (type instanceof BaseMemRefType) return fn.module.constant(emptyMemRef(type));
  const representation = integerRepresentation(type);
  if (representation === undefined) return "(0)";
  return { bool: "false", int: "0", index: "0", bigint: "0n" }[representation.kind];
}

const knownSizes = (shape: readonly number[]): number[] => shape.map((size) => (isDynamic(size) ? 0 : size));

const emptyTensor = (type: RankedTensorType, fn: FunctionEmitter): string =>
  fn.module.constant(allocate(storageOf(type), knownSizes(type.shape)));

/** A memref without memory: one may ask for its sizes and strides. */
function emptyMemRef(type: BaseMemRefType): MemRef {
  const shape = knownSizes(type.shape ?? []);
  return new MemRef([], 0, shape, rowMajorStrides(shape));
}

export const funcRules: readonly RuleEntry[] = [
  statement(CallOp, ({ op, callee, operands, results }, fn) => {
    const func = fn.module.referenced(op, callee);
    const args = fn.texts(operands);
    if (fn.thread !== undefined && fn.module.threads.of(func).usesThread) {
      fn.thread.emitCall(func, args, fn, (text) => emitCall(text, results, fn));
    } else {
      const text = `${fn.module.functionName(func)}(${args.join(", ")})`;
      emitCall(fn.module.isAsynchronous(func) ? `await ${text}` : text, results, fn);
    }
  }),
  statement(CallIndirectOp, ({ callee, callee_operands, results }, fn) => {
    const text = `${fn.text(callee)}(${fn.texts(callee_operands).join(", ")})`;
    emitCall(fn.device === undefined ? text : `await ${text}`, results, fn);
  }),
  statement(ConstantOp, ({ op, value, result }, fn) => {
    fn.alias(result, fn.module.functionName(fn.module.referenced(op, value)));
  }),
  statement(AssertOp, ({ arg, msg }, fn) => {
    fn.line(`if (!${fn.text(arg)}) ${call("failAssertion", JSON.stringify(msg.value))};`);
  }),
  statement(PoisonOp, ({ result }, fn) => fn.alias(result, poisonText(result.type, fn))),
  statement(UnreachableOp, (_, fn) => fn.line(`${call("reachUnreachable")};`)),
];
