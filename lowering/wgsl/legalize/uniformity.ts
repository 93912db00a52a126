/**
 * Barriers must be reached by all threads of a block together. WGSL accepts one only where it sees that this is so: not in
 * code whose execution depends on what may differ between threads.
 */
import {
  BarrierOp,
  LaneIdOp,
  NumSubgroupsOp,
  ShuffleOp,
  SubgroupBroadcastOp,
  SubgroupIdOp,
  SubgroupReduceOp,
  SubgroupSizeOp,
  ThreadIdOp,
} from "../../../dialects/gpu/index.ts";
import { AtomicRMWOp, GenericAtomicRMWOp, LoadOp } from "../../../dialects/memref/index.ts";
import { ConditionOp, ForOp, IfOp, IndexSwitchOp, WhileOp, YieldOp } from "../../../dialects/scf/index.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { OpOperand, Value } from "../../../ir/value.ts";
import { uniformLoadName } from "./all-reduce.ts";

/** Give each thread a value of its own, or may. */
const sources: ReadonlySet<OpDefinition> = new Set<OpDefinition>([
  AtomicRMWOp,
  GenericAtomicRMWOp,
  LaneIdOp,
  NumSubgroupsOp,
  ShuffleOp,
  SubgroupBroadcastOp,
  SubgroupIdOp,
  SubgroupReduceOp,
  SubgroupSizeOp,
  ThreadIdOp,
]);

/** @throws {DiagnosticError} at a barrier that WGSL does not accept */
export function requireUniformBarriers(kernel: Operation): void {
  const analysis = new Uniformity();
  kernel.walk((op) => {
    if (sources.has(op.def) || (LoadOp.is(op) && mayDiffer(LoadOp.view(op)))) analysis.mark(...op.results);
  });
  analysis.propagate();
  kernel.walk((op) => {
    if (!BarrierOp.is(op) && op.attr(uniformLoadName) === undefined) return;
    for (let parent = op.parentOp!; parent !== kernel; parent = parent.parentOp!) {
      if (!analysis.parting.has(parent)) continue;
      const error = opError(op, "may be reached by some threads of a block alone, which WGSL does not allow");
      throw error.attachNote(parent.loc, "threads part here");
    }
  });
}

/** What is loaded from memory that the kernel does not change is the same for all threads that load from one place. */
const mayDiffer = ({ op, memref }: LoadOp): boolean =>
  op.attr(uniformLoadName) === undefined &&
  !(memref.definingOp === undefined && memref.users.every((user) => LoadOp.is(user)));

class Uniformity {
  readonly #different: Set<Value>;
  readonly #pending: Value[];
  /** Operations of control flow that threads leave, or run through, in different ways. */
  readonly parting: Set<Operation>;

  constructor() {
    this.#different = new Set();
    this.#pending = [];
    this.parting = new Set();
  }

  mark(...values: readonly Value[]): void {
    for (const value of values) {
      if (this.#different.has(value)) continue;
      this.#different.add(value);
      this.#pending.push(value);
    }
  }

  propagate(): void {
    for (let value = this.#pending.pop(); value !== undefined; value = this.#pending.pop()) {
      for (const use of value.uses()) this.#follow(use);
    }
  }

  #follow({ owner: op, index }: OpOperand): void {
    if (IfOp.is(op) || IndexSwitchOp.is(op)) this.#part(op);
    else if (ForOp.is(op)) this.#followIntoFor(op, index);
    else if (WhileOp.is(op)) this.mark(op.regions[0]!.front.args[index]!);
    else if (ConditionOp.is(op)) this.#followCondition(op, index);
    else if (YieldOp.is(op)) this.#followYield(op, index);
    else this.mark(...op.results);
  }

  /** All that the operation's blocks and results carry may differ. */
  #part(op: Operation): void {
    this.parting.add(op);
    this.mark(...op.results);
    for (const region of op.regions) for (const block of region.blocks()) this.mark(...block.args);
  }

  #followIntoFor(op: Operation, operand: number): void {
    const carried = operand - 3;
    if (carried < 0) this.#part(op);
    else this.mark(op.result(carried), op.regions[0]!.front.args[carried + 1]!);
  }

  #followCondition(op: Operation, operand: number): void {
    const loop = op.parentOp!;
    if (operand === 0) this.#part(loop);
    else this.mark(loop.result(operand - 1), loop.regions[1]!.front.args[operand - 1]!);
  }

  #followYield(op: Operation, operand: number): void {
    const parent = op.parentOp!;
    if (WhileOp.is(parent)) this.mark(parent.regions[0]!.front.args[operand]!);
    else {
      this.mark(parent.result(operand));
      if (ForOp.is(parent)) this.mark(parent.regions[0]!.front.args[operand + 1]!);
    }
  }
}
