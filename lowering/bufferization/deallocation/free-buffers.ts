/**
 * Frees the buffers of a function, block by block. What a call returns is owned by who calls, what a function or region is
 * given is not. Where a region or a block ends, the ownership of what it passes on goes along: as an `i1` beside each
 * buffer, more arguments of blocks and more results of operations.
 */

import { createConstant, SelectOp, XOrIOp } from "../../../dialects/arith/index.ts";
import { CloneOp } from "../../../dialects/bufferization/index.ts";
import { AssertOp, CondBranchOp } from "../../../dialects/cf/index.ts";
import { createIf } from "../../../dialects/scf/index.ts";
import type { Block } from "../../../ir/block.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { StringAttr } from "../../../ir/builtin/attributes.ts";
import { i1 } from "../../../ir/builtin/types.ts";
import { errorAt } from "../../../ir/diagnostic.ts";
import { reversePostOrder } from "../../../ir/dominance.ts";
import { emptyRange, type IndexRange } from "../../../ir/index-range.ts";
import {
  BranchOpInterface,
  CallOpInterface,
  forwardedRange,
  isRegionTerminator,
  RegionBranchOpInterface,
  setSuccessorOperands,
  successorOperands,
} from "../../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { BufferLiveness } from "./buffer-liveness.ts";
import { freedBuffers, isAllocated, isBuffer, isOwnedAllocation } from "./buffers.ts";
import { insertOperands } from "./insert-operands.ts";
import { indicator, OwnershipState } from "./ownership.ts";
import { verifyOwnershipIsKnown } from "./preconditions.ts";

export interface FreeingOptions {
  /** Whether the function returns an `i1` for each buffer, instead of buffers that are all its caller's. */
  readonly returnsOwnership: boolean;
  /** Whether the caller owns what a call returns; an `i1` may tell. */
  ownershipOfCall(result: OpResult): boolean | Value;
  /** Whether callers do not own what this function returns as a result. */
  isManualResult(index: number): boolean;
}

/** @throws {DiagnosticError} where it is not known what an operation does to buffers */
export function freeBuffers(func: Operation, options: FreeingOptions): void {
  const body = FunctionOpInterface.of(func)!.body(func);
  new BufferFreeing(func, new OwnershipState(new BufferLiveness(body)), options).visit(body);
}

class BufferFreeing {
  readonly #func: Operation;
  readonly #state: OwnershipState;
  readonly #options: FreeingOptions;

  constructor(func: Operation, state: OwnershipState, options: FreeingOptions) {
    this.#func = func;
    this.#state = state;
    this.#options = options;
  }

  visit(region: Region): void {
    if (region.isEmpty) return;
    // What is defined is known before it is used. Blocks that are never reached free nothing.
    const blocks = reversePostOrder([region.front], ({ successors }) => successors);
    for (const block of blocks) this.#visitBlock(block, region);
  }

  #visitBlock(block: Block, region: Region): void {
    const state = this.#state;
    for (const buffer of state.liveness.liveIn(block)) state.hold(buffer, state.get(buffer) ?? false, block);
    const isEntry = region.parentOp === this.#func && block.isEntryBlock;
    for (const argument of block.args.filter(isBuffer)) {
      if (isEntry) state.set(argument, false);
      else state.hold(argument, block.addArgument(i1(), argument.loc));
    }
    const { terminator } = block;
    for (let op = block.first; op !== null; op = op.next) {
      if (FunctionOpInterface.implementedBy(op)) continue;
      verifyOwnershipIsKnown(op);
      for (const inner of op.regions) this.visit(inner);
      if (op === terminator) this.#leave(op, region);
      else this.#visitOp(op);
    }
    if (terminator === null && state.holdsAny(block)) {
      throw errorAt(region.parentOp!.loc, "NoTerminator trait is not supported");
    }
  }

  #visitOp(op: Operation): void {
    const state = this.#state;
    for (const buffer of freedBuffers(op)) this.#assertIsNotOwned(buffer, op);
    if (RegionBranchOpInterface.implementedBy(op)) this.#passNothing(op);
    const results = op.results.filter(isBuffer);
    const viewed = op.operands.filter(isBuffer).map((operand) => state.get(operand, op.block!));
    const indicators = RegionBranchOpInterface.implementedBy(op) ? op.appendResults(results.map(() => i1())) : [];
    results.forEach((result, i) => {
      if (indicators.length > 0) state.hold(result, indicators[i]!);
      else if (CallOpInterface.implementedBy(op)) state.hold(result, this.#options.ownershipOfCall(result));
      else if (isOwnedAllocation(result)) state.hold(result, true);
      else state.set(result, isAllocated(result) ? false : state.join(viewed));
    });
  }

  /** Who frees a buffer by himself must not free one that is freed where the block ends. */
  #assertIsNotOwned(buffer: Value, op: Operation): void {
    const ownership = this.#state.get(buffer, op.block!) ?? false;
    if (ownership === false || ownership === "unknown") return;
    const builder = OpBuilder.before(op);
    const lhs = indicator(builder, ownership);
    const arg = builder.create(XOrIOp, { lhs, rhs: createConstant(builder, i1(), 1) }).result;
    builder.create(AssertOp, { arg, msg: StringAttr.get("expected that the block does not have ownership") });
  }

  /** What an operation passes into its regions stays the property of what surrounds it. */
  #passNothing(op: Operation): void {
    const { successors, entryRange } = RegionBranchOpInterface.of(op)!;
    const ranges = new Map<number, IndexRange>();
    for (const { region } of successors(op, undefined)) {
      const range = entryRange(op, region);
      ranges.set(range.start, range);
    }
    // Those in front stay where they are while others are inserted behind them.
    for (const { start, count } of [...ranges.values()].sort((a, b) => b.start - a.start)) {
      const buffers = op.operands.slice(start, start + count).filter(isBuffer);
      if (buffers.length === 0) continue;
      const no = createConstant(OpBuilder.before(op), i1(), 0);
      insertOperands(
        op,
        start + count,
        buffers.map(() => no),
      );
    }
  }

  #leave(terminator: Operation, region: Region): void {
    if (CondBranchOp.is(terminator)) this.#leaveByCondition(CondBranchOp.view(terminator));
    else if (BranchOpInterface.implementedBy(terminator)) this.#leaveByBranch(terminator);
    else if (region.parentOp === this.#func) this.#leaveFunction(terminator);
    else if (isRegionTerminator(terminator)) this.#leaveRegion(terminator, region);
    else this.#state.free(terminator, []);
  }

  #leaveByBranch(branch: Operation): void {
    if (branch.successors.length !== 1) {
      throw errorAt(branch.loc, "Terminators with more than one successor are not supported!");
    }
    const passed = successorOperands(branch, 0);
    const owned = this.#state.free(branch, passed, branch.successors[0]);
    for (const [buffer, ownership] of owned) this.#state.set(buffer, ownership, branch.block!);
    setSuccessorOperands(branch, 0, [...passed, ...ownershipsOf(passed, owned)]);
  }

  #leaveByCondition({ op, condition }: CondBranchOp): void {
    const builder = OpBuilder.before(op);
    const not = (lhs: Value): Value => builder.create(XOrIOp, { lhs, rhs: createConstant(builder, i1(), 1) }).result;
    const leave = (successor: number, isTaken: Value): Map<Value, Value> => {
      const passed = successorOperands(op, successor);
      const owned = this.#state.free(op, passed, op.successors[successor], isTaken);
      setSuccessorOperands(op, successor, [...passed, ...ownershipsOf(passed, owned)]);
      return owned;
    };
    const owned = leave(0, condition);
    for (const [buffer, false_value] of leave(1, not(condition))) {
      const true_value = owned.get(buffer);
      const isInBoth = true_value !== undefined;
      owned.set(
        buffer,
        isInBoth ? builder.create(SelectOp, { condition, true_value, false_value }).result : false_value,
      );
    }
    for (const [buffer, ownership] of owned) this.#state.set(buffer, ownership, op.block!);
  }

  #leaveRegion(terminator: Operation, region: Region): void {
    const parent = region.parentOp!;
    // All that is passed on is the same for all successors, if there are several.
    const [successor] = RegionBranchOpInterface.of(parent)?.successors(parent, region) ?? [];
    const { start, count } = successor === undefined ? emptyRange : forwardedRange(terminator, successor.region);
    const passed = terminator.operands.slice(start, start + count);
    const owned = this.#state.free(terminator, passed);
    insertOperands(terminator, start + count, ownershipsOf(passed, owned));
  }

  #leaveFunction(terminator: Operation): void {
    if (!this.#options.returnsOwnership) {
      const builder = OpBuilder.before(terminator);
      for (const operand of terminator.opOperands) {
        if (!isBuffer(operand.value) || this.#options.isManualResult(operand.index)) continue;
        operand.set(this.#owned(operand.value, builder));
      }
    }
    const returned = [...terminator.operands];
    const owned = this.#state.free(terminator, returned);
    if (!this.#options.returnsOwnership) return;
    const notManual = returned.filter((_, i) => !this.#options.isManualResult(i));
    terminator.appendOperands(ownershipsOf(notManual, owned));
  }

  /** The buffer if it is owned, else a copy of it. */
  #owned(given: Value, builder: OpBuilder): Value {
    const [buffer, isOwned] = this.#state.withKnownOwnership(builder, given);
    if (isOwned === true) return buffer;
    const condition = indicator(builder, isOwned);
    const clone = (): Value => builder.create(CloneOp, { input: buffer, resultTypes: [buffer.type] }).output;
    const [result] = createIf(
      builder,
      condition,
      () => [buffer],
      () => [clone()],
    ).results;
    this.#state.hold(result!, true);
    return result!;
  }
}

/** For each buffer among the values whether it is owned. */
const ownershipsOf = (values: readonly Value[], owned: ReadonlyMap<Value, Value>): Value[] =>
  values.filter(isBuffer).map((buffer) => owned.get(buffer)!);
