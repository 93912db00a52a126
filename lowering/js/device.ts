/**
 * Devices: what executes launches in the place of the engine. A device has memory of its own, and copies arrays when they
 * are needed there or here. Functions that launch are asynchronous, since they wait for the device. Before they read an
 * array that the device has changed they ask for it, and when they have written to one they say so.
 */

import { AssertOp } from "../../dialects/cf/index.ts";
import { CallIndirectOp, CallOp, FuncOp } from "../../dialects/func/index.ts";
import {
  HostRegisterOp,
  HostUnregisterOp,
  LaunchFuncOp,
  LaunchOp,
  SetDefaultDeviceOp,
  WaitOp,
} from "../../dialects/gpu/index.ts";
import { MemRefType } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { type MemoryEffect, memoryEffects } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import { SymbolTableCollection } from "../../ir/symbol-table.ts";
import { HasRecursiveMemoryEffects } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import type { HostValue, MemRef } from "../host/memref.ts";
import type { FunctionEmitter } from "./function-emitter.ts";

type Data = MemRef["data"];
export type Sizes = readonly [x: number, y: number, z: number];

export interface Device {
  /** The number of arrays that have been changed on the device since they were copied here. */
  ahead: number;
  /** The array that was written to last, if the device knows of it already. */
  lastWritten: Data | undefined;
  isAhead(data: Data): boolean;
  /** Copies an array here that the device has changed; all of them if none is given. */
  download(data?: Data): Promise<void>;
  /** Hears that an array was written to here; any array if none is given. */
  written(data?: Data): void;
  /** Hears of an array that is new, and zero. */
  allocated(data: Data): void;
  launch(kernel: Operation, grid: Sizes, block: Sizes, args: readonly HostValue[]): Promise<void>;
}

/** The functions that launch, or call others that may. */
export class LaunchingFunctions {
  readonly #functions: Set<Operation>;

  constructor(module: Operation) {
    this.#functions = new Set();
    const callers = new Map<Operation, Operation[]>();
    const tables = new SymbolTableCollection();
    for (const func of module.regions[0]!.front.ops()) {
      if (!FuncOp.is(func)) continue;
      func.walk((op) => {
        // Who knows what is called.
        if (LaunchFuncOp.is(op) || CallIndirectOp.is(op)) this.#functions.add(func);
        const call = CallOp.match(op);
        const callee = call === undefined ? undefined : tables.lookupNearest(op, call.callee);
        if (callee === undefined) return;
        const list = callers.get(callee);
        if (list === undefined) callers.set(callee, [func]);
        else list.push(func);
      });
    }
    // Those that are added are visited in turn.
    for (const func of this.#functions) for (const caller of callers.get(func) ?? []) this.#functions.add(caller);
  }

  has(func: Operation): boolean {
    return this.#functions.has(func);
  }
}

/** Have no effect on arrays, or one that is told in another way. */
const untouching: ReadonlySet<OpDefinition> = new Set<OpDefinition>([
  AssertOp,
  HostRegisterOp,
  HostUnregisterOp,
  LaunchFuncOp,
  LaunchOp,
  SetDefaultDeviceOp,
  WaitOp,
]);

/** What an operation does itself; what is inside is asked for on its own. Undefined stands for anything. */
function ownEffects(op: Operation, fn: FunctionEmitter): readonly MemoryEffect[] | undefined {
  if (untouching.has(op.def) || op.def.hasTrait(HasRecursiveMemoryEffects)) return [];
  const call = CallOp.match(op);
  const isInStep = call !== undefined && fn.module.isAsynchronous(fn.module.referenced(op, call.callee));
  return isInStep ? [] : memoryEffects(op);
}

/** Writes an operation with what keeps the arrays of the host and the device in step around it. */
export function emitInStep(op: Operation, device: string, fn: FunctionEmitter, emit: () => void): void {
  const effects = ownEffects(op, fn);
  if (effects === undefined || effects.some(({ value }) => !(value?.type instanceof MemRefType))) {
    fn.line(`if (${device}.ahead > 0) await ${device}.download();`);
    emit();
    fn.line(`${device}.written();`);
    return;
  }
  const valuesOf = (...kinds: readonly MemoryEffect["kind"][]): ReadonlySet<Value> =>
    new Set(effects.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value!));
  for (const value of valuesOf("read", "write")) {
    const data = `${fn.text(value)}.data`;
    fn.line(`if (${device}.ahead > 0 && ${device}.isAhead(${data})) await ${device}.download(${data});`);
  }
  emit();
  for (const value of valuesOf("allocate")) fn.line(`${device}.allocated(${fn.text(value)}.data);`);
  for (const value of valuesOf("write")) {
    const data = `${fn.text(value)}.data`;
    fn.line(`if (${device}.lastWritten !== ${data}) ${device}.written(${data});`);
  }
}
