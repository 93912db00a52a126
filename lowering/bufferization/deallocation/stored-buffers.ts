/**
 * Buffers that are put into other ones. What is owned must not be: nobody would know that a buffer inside another one is
 * freed. What the program frees itself may be.
 */
import { CallOpInterface, RegionBranchOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { CallSites } from "../../../passes/analysis/call-sites.ts";
import { BufferOrigins } from "./buffer-origins.ts";
import { isBuffer, isBufferOfBuffers } from "./buffers.ts";

const isSimple = (buffer: Value): boolean => isBuffer(buffer) && !isBufferOfBuffers(buffer);

/** The operations in a function that may put buffers into others, themselves or by what they call. */
function storesIn(func: Operation): readonly Operation[] {
  const stores: Operation[] = [];
  func.walk((op) => {
    const passesOn = op.def.isTerminator || RegionBranchOpInterface.implementedBy(op);
    if (!passesOn && op.operands.some(isBufferOfBuffers) && op.operands.some(isSimple)) stores.push(op);
    return undefined;
  });
  return stores;
}

/** Those that may store one of `buffers`, or of what is made of them. */
function storesOf(stores: readonly Operation[], func: Operation, buffers: readonly Value[]): readonly Operation[] {
  if (stores.length === 0 || buffers.length === 0) return [];
  const all = new BufferOrigins(FunctionOpInterface.of(func)!.body(func)).aliases(buffers);
  return stores.filter((op) => op.operands.some((value) => isSimple(value) && all.has(value)));
}

export class StoredBuffers {
  readonly #sites: CallSites;
  /** The functions that may put buffers that they are given into others. */
  #storing: ReadonlySet<Operation> | undefined;

  constructor(sites: CallSites) {
    this.#sites = sites;
    this.#storing = undefined;
  }

  /** An operation in a function that may put one of its `buffers` into another buffer. */
  storeIn(func: Operation, buffers: () => readonly Value[]): Operation | undefined {
    const stores = storesIn(func);
    if (stores.length === 0) return undefined;
    this.#storing ??= this.#findStoring();
    return storesOf(stores, func, buffers()).find((op) => {
      const callee = CallOpInterface.implementedBy(op) ? this.#sites.calleeOf(op) : undefined;
      return callee?.body === undefined || this.#storing!.has(callee.op);
    });
  }

  #findStoring(): ReadonlySet<Operation> {
    const found = new Set<Operation>();
    const callers = new Map<Operation, Operation[]>();
    for (const { op: func, body } of this.#sites.callees) {
      if (body === undefined || body.isEmpty) continue;
      for (const op of storesOf(storesIn(func), func, body.front.args.filter(isSimple))) {
        const callee = CallOpInterface.implementedBy(op) ? this.#sites.calleeOf(op) : undefined;
        if (callee?.body === undefined) found.add(func);
        else if (callers.has(callee.op)) callers.get(callee.op)!.push(func);
        else callers.set(callee.op, [func]);
      }
    }
    // The set grows while it is walked.
    for (const func of found) for (const caller of callers.get(func) ?? []) found.add(caller);
    return found;
  }
}
