/**
 * What the code of kernels does that the code of the host does not: it asks for the ids of its thread, and waits for other
 * threads. A unit is a function or the body of a launch; it does what the functions do that it calls.
 */

import { CallOp, FuncOp } from "../../dialects/func/index.ts";
import {
  AllReduceOp,
  BarrierOp,
  DynamicSharedMemoryOp,
  GPUFuncOp,
  idOps,
  LaunchOp,
  PrintfOp,
  RotateOp,
  ShuffleOp,
  SubgroupBroadcastOp,
  SubgroupReduceOp,
} from "../../dialects/gpu/index.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { getOrMake } from "../../ir/maps.ts";
import type { Operation } from "../../ir/operation.ts";
import { SymbolTableCollection } from "../../ir/symbol-table.ts";

export interface ThreadUse {
  /** Needs to know its thread. */
  usesThread: boolean;
  /** Waits for other threads. */
  synchronizes: boolean;
  /** Waits for threads of its subgroup. */
  exchanges: boolean;
  /** Prints. */
  prints: boolean;
}

interface Unit extends ThreadUse {
  readonly callers: Set<Unit>;
}

const nothing: ThreadUse = { usesThread: false, synchronizes: false, exchanges: false, prints: false };
const asks: ThreadUse = { ...nothing, usesThread: true };
const waits: ThreadUse = { ...asks, synchronizes: true };
const exchanges: ThreadUse = { ...waits, exchanges: true };

const uses: ReadonlyMap<OpDefinition, ThreadUse> = new Map<OpDefinition, ThreadUse>([
  ...idOps.map((def): [OpDefinition, ThreadUse] => [def, asks]),
  [DynamicSharedMemoryOp, asks],
  [AllReduceOp, waits],
  [BarrierOp, waits],
  [RotateOp, exchanges],
  [ShuffleOp, exchanges],
  [SubgroupBroadcastOp, exchanges],
  [SubgroupReduceOp, exchanges],
  [PrintfOp, { ...nothing, prints: true }],
]);
const unitOps: ReadonlySet<OpDefinition> = new Set<OpDefinition>([FuncOp, GPUFuncOp, LaunchOp]);

export class ThreadAnalysis {
  readonly #units: Map<Operation, Unit>;
  readonly #tables: SymbolTableCollection;

  constructor(module: Operation) {
    this.#units = new Map();
    this.#tables = new SymbolTableCollection();
    const outside = this.#unit(module);
    this.#visit(module, outside);
    const pending = [...this.#units.values()];
    for (let unit = pending.pop(); unit !== undefined; unit = pending.pop()) {
      for (const caller of unit.callers) if (join(caller, unit)) pending.push(caller);
    }
  }

  /** What a function or the body of a launch does. */
  of(unit: Operation): ThreadUse {
    return this.#unit(unit);
  }

  /** The operations in a unit that hold others which wait for threads of the subgroup. */
  holdersOfExchanges(unit: Operation): ReadonlySet<Operation> {
    const holders = new Set<Operation>();
    unit.walk((op) => {
      if (!this.#exchanges(op)) return;
      for (let parent = op.parentOp; parent !== null && !holders.has(parent); parent = parent.parentOp) {
        holders.add(parent);
        if (parent === unit) break;
      }
    });
    return holders;
  }

  #exchanges(op: Operation): boolean {
    if (uses.get(op.def)?.exchanges) return true;
    const callee = this.#callee(op);
    return callee !== undefined && this.#unit(callee).exchanges;
  }

  #callee(op: Operation): Operation | undefined {
    const call = CallOp.match(op);
    return call === undefined ? undefined : this.#tables.lookupNearest(op, call.callee);
  }

  #unit(op: Operation): Unit {
    return getOrMake(this.#units, op, () => ({ ...nothing, callers: new Set() }));
  }

  #visit(op: Operation, around: Unit): void {
    const use = uses.get(op.def);
    if (use !== undefined) join(around, use);
    const callee = this.#callee(op);
    if (callee !== undefined) this.#unit(callee).callers.add(around);
    const inner = unitOps.has(op.def) ? this.#unit(op) : around;
    for (const region of op.regions) {
      for (const block of region.blocks()) for (const child of block.ops()) this.#visit(child, inner);
    }
  }
}

/** Adds what `other` does to `use`; returns whether that was new. */
function join(use: ThreadUse, other: ThreadUse): boolean {
  let isNew = false;
  for (const key of Object.keys(nothing) as (keyof ThreadUse)[]) {
    if (!other[key] || use[key]) continue;
    use[key] = true;
    isNew = true;
  }
  return isNew;
}
