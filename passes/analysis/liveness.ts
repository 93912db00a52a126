/**
 * Which values can make a difference to what a program does. Liveness is followed back from the operations with effects,
 * also through branches, regions, and calls of functions all of whose callers are known.
 */

import {
  BranchOpInterface,
  CallableOpInterface,
  CallOpInterface,
  isRegionTerminator,
  regionEdges,
} from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import { type Callee, CallSites } from "./call-sites.ts";
import { EffectSummaries } from "./effect-summary.ts";

interface OperandPlace {
  readonly op: Operation;
  readonly index: number;
}

export class ValueLiveness {
  /** The functions of which all calls are known, so that their arguments and results may be changed. */
  readonly closedFunctions: readonly Callee[];
  readonly #liveOps: Set<Operation>;
  readonly #liveValues: Set<Value>;
  /** Operands that are only handed on: by operation and position, the values that they become. */
  readonly #targets: Map<Operation, Map<number, Value[]>>;
  readonly #sources: Map<Value, OperandPlace[]>;
  readonly #effects: EffectSummaries;
  readonly #pendingOps: Operation[];
  readonly #pendingValues: Value[];

  constructor(root: Operation) {
    this.#liveOps = new Set();
    this.#liveValues = new Set();
    this.#targets = new Map();
    this.#sources = new Map();
    this.#effects = new EffectSummaries();
    this.#pendingOps = [];
    this.#pendingValues = [];
    this.closedFunctions = [...new CallSites(root).callees].filter(isClosed);
    root.walk((op) => {
      this.#connectBranch(op);
      this.#connectRegions(op);
    }, "pre");
    for (const callee of this.closedFunctions) this.#connectCalls(callee);
    for (const region of root.regions) this.#markEffectsIn(region);
    this.#propagate();
  }

  isLiveOp(op: Operation): boolean {
    return this.#liveOps.has(op);
  }
  isLive(value: Value): boolean {
    return this.#liveValues.has(value);
  }
  /** The positions of operands that are only handed on to values that are not live. */
  deadOperands(op: Operation): number[] {
    const targets = this.#targets.get(op);
    if (targets === undefined) return [];
    return [...targets].flatMap(([index, values]) => (values.some((value) => this.isLive(value)) ? [] : [index]));
  }

  // How values are handed on.

  #connect(op: Operation, start: number, values: readonly Value[]): void {
    const targets = this.#targets.get(op) ?? new Map<number, Value[]>();
    this.#targets.set(op, targets);
    values.forEach((value, i) => {
      const index = start + i;
      targets.set(index, [...(targets.get(index) ?? []), value]);
      const sources = this.#sources.get(value);
      if (sources === undefined) this.#sources.set(value, [{ op, index }]);
      else sources.push({ op, index });
    });
  }

  #connectBranch(op: Operation): void {
    const branch = BranchOpInterface.of(op);
    if (branch === undefined) return;
    op.successors.forEach((target, successor) => {
      const { start, count } = branch.successorOperandRange(op, successor);
      this.#connect(op, start, target.args.slice(target.args.length - count));
    });
  }

  #connectRegions(op: Operation): void {
    for (const { source, start, inputs } of regionEdges(op)) this.#connect(source, start, inputs);
  }

  #connectCalls({ calls, body }: Callee): void {
    for (const call of calls) {
      const { start } = CallOpInterface.of(call)!.argumentRange(call);
      this.#connect(call, start, body!.front.args);
      for (const { last } of body!.blocks()) {
        if (last !== null && isRegionTerminator(last)) this.#connect(last, 0, call.results);
      }
    }
    // Without calls, what is returned goes nowhere.
    for (const { last } of body!.blocks()) if (last !== null && isRegionTerminator(last)) this.#connectNowhere(last);
  }
  #connectNowhere(op: Operation): void {
    const targets = this.#targets.get(op) ?? new Map<number, Value[]>();
    for (let i = 0; i < op.numOperands; i++) if (!targets.has(i)) targets.set(i, []);
    this.#targets.set(op, targets);
  }

  // What is live.

  #markEffectsIn(region: Region): void {
    for (let block = region.first; block !== null; block = block.next) {
      for (let op = block.first; op !== null; op = op.next) if (this.#mustStay(op)) this.#markOp(op);
    }
  }
  #mustStay(op: Operation): boolean {
    return (
      op.mightBeTerminator ||
      CallOpInterface.implementedBy(op) ||
      CallableOpInterface.implementedBy(op) ||
      this.#effects.of(op) !== "none"
    );
  }

  #markOp(op: Operation): void {
    if (this.#liveOps.has(op)) return;
    this.#liveOps.add(op);
    this.#pendingOps.push(op);
  }
  #markValue(value: Value): void {
    if (this.#liveValues.has(value)) return;
    this.#liveValues.add(value);
    this.#pendingValues.push(value);
  }

  #propagate(): void {
    for (;;) {
      const op = this.#pendingOps.pop();
      const value = op === undefined ? this.#pendingValues.pop() : undefined;
      if (op !== undefined) this.#visitOp(op);
      else if (value !== undefined) this.#visitValue(value);
      else return;
    }
  }

  #visitOp(op: Operation): void {
    for (const region of op.regions) this.#markEffectsIn(region);
    const targets = this.#targets.get(op);
    op.operands.forEach((value, i) => {
      if (targets?.has(i) !== true) this.#markValue(value);
    });
  }

  #visitValue(value: Value): void {
    for (const { op, index } of this.#sources.get(value) ?? []) this.#markValue(op.operand(index));
    const def = value.definingOp ?? (value as BlockArgument).owner.parentOp;
    if (def !== null) this.#markOp(def);
  }
}

const isClosed = ({ hasUnknownCalls, body }: Callee): boolean =>
  !hasUnknownCalls && body !== undefined && !body.isEmpty;
