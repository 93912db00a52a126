/** How control moves: between blocks, between the regions of an operation, around loops, and to other functions. */

import type { Attribute } from "../attribute.ts";
import type { Block, Region } from "../block.ts";
import type { SymbolRefAttr } from "../builtin/attributes.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** A terminator that branches to blocks of its region. */
export interface BranchOp {
  /** Index of the first operand that is passed to successor `index`, and how many are passed. */
  successorOperandRange(op: Operation, index: number): readonly [start: number, count: number];
  /** The only successor for these constant operands, if they decide. */
  successorForOperands?(op: Operation, constants: readonly (Attribute | undefined)[]): Block | undefined;
}
export const BranchOpInterface = new OpInterface<BranchOp>("BranchOpInterface");

/** The values that a branch passes to its successor `index`. */
export function successorOperands(op: Operation, index: number): Value[] {
  const branch = BranchOpInterface.of(op);
  if (branch === undefined) return [];
  const [start, count] = branch.successorOperandRange(op, index);
  return op.operands.slice(start, start + count);
}

/** Where control may go next: a region of the operation, or back to what surrounds it. */
export interface RegionSuccessor {
  /** Undefined when control leaves the operation. */
  readonly region: Region | undefined;
  /** The values that receive what is passed: block arguments of the region, or results of the operation. */
  readonly inputs: readonly Value[];
}

/** An operation whose regions pass control and values among each other. */
export interface RegionBranchOp {
  /** Where control may go from `from`: from a region's terminator, or (undefined) from the operation itself. */
  successors(op: Operation, from: Region | undefined): readonly RegionSuccessor[];
  /** The operands that the operation itself passes to `to`. */
  entryOperands(op: Operation, to: Region | undefined): readonly Value[];
  /** The successors on entry for constant operands; by default all. */
  entrySuccessors?(op: Operation, constants: readonly (Attribute | undefined)[]): readonly RegionSuccessor[];
}
export const RegionBranchOpInterface = new OpInterface<RegionBranchOp>("RegionBranchOpInterface");

/** A terminator that passes values to the successors of its region. Without it all operands of a ReturnLike are passed. */
export interface RegionBranchTerminatorOp {
  /** First operand that is passed to `to`, and how many. */
  forwardedRange(op: Operation, to: Region | undefined): readonly [start: number, count: number];
}
export const RegionBranchTerminatorOpInterface = new OpInterface<RegionBranchTerminatorOp>(
  "RegionBranchTerminatorOpInterface",
);

export function forwardedOperands(terminator: Operation, to: Region | undefined): Value[] {
  const implementation = RegionBranchTerminatorOpInterface.of(terminator);
  if (implementation === undefined) return terminator.operands;
  const [start, count] = implementation.forwardedRange(terminator, to);
  return terminator.operands.slice(start, start + count);
}

/** A loop whose body is its regions. */
export interface LoopLikeOp {
  /** The regions that are executed repeatedly. */
  loopRegions(op: Operation): readonly Region[];
  /** The induction variables of a counted loop. */
  inductionVars?(op: Operation): readonly Value[];
  /** Initial values of what the loop carries. */
  inits?(op: Operation): readonly Value[];
  /** Block arguments that hold what the loop carries. */
  regionIterArgs?(op: Operation): readonly Value[];
  /** Values that the terminator passes to the next iteration. */
  yieldedValues?(op: Operation): readonly Value[];
  /** Lower bound, upper bound and step of a counted loop. */
  bounds?(op: Operation): { readonly lowerBound: Value; readonly upperBound: Value; readonly step: Value } | undefined;
}
export const LoopLikeOpInterface = new OpInterface<LoopLikeOp>("LoopLikeOpInterface");

/** An operation that calls a function. */
export interface CallOp {
  /** The symbol that is called, or the value of an indirect call. */
  callee(op: Operation): SymbolRefAttr | Value;
  arguments(op: Operation): readonly Value[];
  setCallee(op: Operation, callee: SymbolRefAttr): void;
}
export const CallOpInterface = new OpInterface<CallOp>("CallOpInterface");

/** An operation that can be called. */
export interface CallableOp {
  /** The body; undefined for a declaration. */
  callableRegion(op: Operation): Region | undefined;
}
export const CallableOpInterface = new OpInterface<CallableOp>("CallableOpInterface");
