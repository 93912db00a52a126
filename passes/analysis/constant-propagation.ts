/**
 * Which values are constant and which blocks are executed, found together and optimistically: a value is constant until
 * shown otherwise, a block dead until something branches to it. Values flow through branches, the regions of operations,
 * and calls of functions all of whose callers are known.
 *
 * Algorithm: Wegman and Zadeck, "Constant Propagation with Conditional Branches" (1991).
 */

import type { Attribute } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import { foldedInPlace } from "../../ir/define-op.ts";
import {
  BranchOpInterface,
  CallableOpInterface,
  CallOpInterface,
  callArguments,
  forwardedOperands,
  isRegionTerminator,
  RegionBranchOpInterface,
  RegionBranchTerminatorOpInterface,
  type RegionSuccessor,
  successorOperands,
} from "../../ir/interfaces/control-flow.ts";
import { getOrMake } from "../../ir/maps.ts";
import type { Operation } from "../../ir/operation.ts";
import { ReturnLike } from "../../ir/traits.ts";
import { Value } from "../../ir/value.ts";
import { fold } from "../rewriting/fold.ts";
import { type Callee, CallSites } from "./call-sites.ts";

/** A constant, and the dialect whose operation resulted in it. */
export interface Constant {
  readonly value: Attribute;
  readonly dialectName: string;
}

/** May be anything. */
const varying = Symbol("varying");
/** Undefined stands for a value of which nothing is known yet. */
type State = Constant | typeof varying | undefined;

export class ConstantPropagation {
  readonly #states: Map<Value, State>;
  readonly #executed: Set<Block>;
  /** For each block the branches (by operation and successor) that are known to be taken. */
  readonly #taken: Map<Operation, Set<number>>;
  readonly #calls: CallSites;
  /** The executed returns of each function, and its executed calls. */
  readonly #returns: Map<Callee, Set<Operation>>;
  readonly #callers: Map<Callee, Set<Operation>>;
  readonly #pending: Operation[];
  readonly #isPending: Set<Operation>;

  constructor(root: Operation) {
    this.#states = new Map();
    this.#executed = new Set();
    this.#taken = new Map();
    this.#calls = new CallSites(root);
    this.#returns = new Map();
    this.#callers = new Map();
    this.#pending = [];
    this.#isPending = new Set();
    this.#enterRegions(root);
    for (let op = this.#pending.pop(); op !== undefined; op = this.#pending.pop()) {
      this.#isPending.delete(op);
      this.#visit(op);
    }
  }

  /** The constant that a value always is; undefined if there is none, or if the value is never computed. */
  constant(value: Value): Constant | undefined {
    const state = this.#states.get(value);
    return state === varying ? undefined : state;
  }
  isExecuted(block: Block): boolean {
    return this.#executed.has(block);
  }

  // Propagation.

  #enqueue(op: Operation): void {
    if (op.block === null || !this.#executed.has(op.block) || this.#isPending.has(op)) return;
    this.#isPending.add(op);
    this.#pending.push(op);
  }

  #execute(block: Block): void {
    if (this.#executed.has(block)) return;
    this.#executed.add(block);
    // The first operation is visited first.
    for (let op = block.last; op !== null; op = op.prev) this.#enqueue(op);
  }

  #join(value: Value, state: State): void {
    const before = this.#states.get(value);
    if (state === undefined || before === varying || before === state) return;
    const agree = before === undefined || (state !== varying && before.value === state.value);
    if (agree && before !== undefined) return;
    this.#states.set(value, agree ? state : varying);
    for (let use = value.firstUse; use !== null; use = use.nextUse) this.#enqueue(use.owner);
  }
  #joinAll(values: readonly Value[], from: readonly Value[]): void {
    for (let i = 0; i < values.length; i++)
      this.#join(values[i]!, from[i] === undefined ? varying : this.#states.get(from[i]!));
  }
  #setVarying(values: readonly Value[]): void {
    for (const value of values) this.#join(value, varying);
  }

  /** The constants among the operands; undefined while an operand is not known yet. */
  #constantOperands(op: Operation): (Attribute | undefined)[] | undefined {
    const constants: (Attribute | undefined)[] = [];
    for (const value of op.operands) {
      const state = this.#states.get(value);
      if (state === undefined) return undefined;
      constants.push(state === varying ? undefined : state.value);
    }
    return constants;
  }

  // Operations.

  #visit(op: Operation): void {
    if (op.blockOperands.length > 0) this.#visitBranch(op);
    else if (isRegionTerminator(op)) this.#visitRegionTerminator(op);
    if (CallOpInterface.implementedBy(op)) this.#visitCall(op);
    else if (CallableOpInterface.implementedBy(op)) this.#visitCallable(op);
    else if (RegionBranchOpInterface.implementedBy(op)) this.#visitRegionBranch(op);
    else if (op.regions.length > 0) {
      this.#enterRegions(op);
      this.#setVarying(op.results);
    } else if (op.numResults > 0) this.#visitComputation(op);
  }

  /** Everything inside may happen with any values. */
  #enterRegions(op: Operation): void {
    for (const region of op.regions) {
      if (region.isEmpty) continue;
      this.#setVarying(region.front.args);
      this.#execute(region.front);
    }
  }

  #visitComputation(op: Operation): void {
    if (op.results.every((result) => this.#states.get(result) === varying)) return;
    const constants = this.#constantOperands(op);
    if (constants === undefined) return;
    const folded = foldWithoutChange(op, constants);
    if (folded === undefined) {
      this.#setVarying(op.results);
      return;
    }
    folded.forEach((replacement, i) => {
      const state =
        replacement instanceof Value
          ? (this.#states.get(replacement) ?? varying)
          : { value: replacement, dialectName: op.def.dialectName };
      this.#join(op.result(i), state);
    });
  }

  #visitBranch(op: Operation): void {
    const constants = this.#constantOperands(op);
    if (constants === undefined) return;
    const branch = BranchOpInterface.of(op);
    const decided = branch?.successorForOperands?.(op, constants);
    op.successors.forEach((target, index) => {
      if (decided !== undefined && target !== decided) return;
      this.#takenBranches(op).add(index);
      this.#execute(target);
    });
    for (const index of this.#takenBranches(op)) {
      const target = op.blockOperands[index]!.block;
      if (branch === undefined) this.#setVarying(target.args);
      else this.#joinAll(target.args, successorOperands(op, index));
    }
  }
  #takenBranches(op: Operation): Set<number> {
    return getOrMake(this.#taken, op, () => new Set());
  }

  #visitRegionBranch(op: Operation): void {
    const constants = this.#constantOperands(op);
    if (constants === undefined) return;
    const branch = RegionBranchOpInterface.of(op)!;
    const successors = branch.entrySuccessors?.(op, constants) ?? branch.successors(op, undefined);
    for (const to of successors) {
      const { start, count } = branch.entryRange(op, to.region);
      this.#passTo(op, to, op.operands.slice(start, start + count));
    }
  }

  /** Values flow to where control goes; what is not passed (an induction variable) may be anything. */
  #passTo(op: Operation, { region, inputs }: RegionSuccessor, passed: readonly Value[]): void {
    if (region !== undefined && !region.isEmpty) {
      const known = new Set(inputs);
      this.#setVarying(region.front.args.filter((argument) => !known.has(argument)));
      this.#execute(region.front);
    } else if (region === undefined) {
      const known = new Set(inputs);
      this.#setVarying(op.results.filter((result) => !known.has(result)));
    }
    this.#joinAll(inputs, passed);
  }

  #visitRegionTerminator(op: Operation): void {
    const parent = op.parentOp!;
    const branch = RegionBranchOpInterface.of(parent);
    const constants = branch === undefined ? undefined : this.#constantOperands(op);
    if (branch !== undefined && constants !== undefined) {
      const mayGoTo = RegionBranchTerminatorOpInterface.of(op)?.mayGoTo;
      for (const to of branch.successors(parent, op.parentRegion!)) {
        if (mayGoTo?.(op, to.region, constants) === false) continue;
        this.#passTo(parent, to, forwardedOperands(op, to.region));
      }
    }
    const callee = this.#calls.get(parent);
    if (callee === undefined || !op.def.hasTrait(ReturnLike)) return;
    getOrMake(this.#returns, callee, () => new Set()).add(op);
    for (const call of this.#callers.get(callee) ?? []) this.#joinAll(call.results, op.operands);
  }

  #visitCallable(op: Operation): void {
    const callee = this.#calls.get(op);
    if (callee === undefined || callee.hasUnknownCalls) this.#enterRegions(op);
    this.#setVarying(op.results);
  }

  #visitCall(op: Operation): void {
    const callee = this.#calls.calleeOf(op);
    const body = callee?.body;
    const passed = callArguments(op);
    if (callee === undefined || body === undefined || body.isEmpty || passed.length !== body.front.args.length) {
      this.#setVarying(op.results);
      return;
    }
    getOrMake(this.#callers, callee, () => new Set()).add(op);
    this.#joinAll(body.front.args, passed);
    this.#execute(body.front);
    for (const returning of this.#returns.get(callee) ?? []) this.#joinAll(op.results, returning.operands);
  }
}

/** Folds, and puts the operation back into the state that it had if it was changed in place. */
function foldWithoutChange(
  op: Operation,
  constants: readonly (Attribute | undefined)[],
): readonly (Value | Attribute)[] | undefined {
  const { operands, properties } = op;
  const attributes = new Map(op.discardableAttrs);
  const folded = fold(op, constants);
  if (folded !== foldedInPlace) return folded;
  op.setOperands(operands);
  properties.forEach((value, slot) => {
    op.setProperty(slot, value);
  });
  op.setDiscardableAttrs(attributes);
  return undefined;
}
