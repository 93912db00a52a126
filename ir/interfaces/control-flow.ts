/** How control moves: between blocks, between the regions of an operation, around loops, and to other functions. */

import type { Attribute } from "../attribute.ts";
import type { Block } from "../block.ts";
import type { SymbolRefAttr } from "../builtin/attributes.ts";
import { type DiagnosticError, errorAt, opError } from "../diagnostic.ts";
import type { IndexRange } from "../index-range.ts";
import type { Operation } from "../operation.ts";
import type { Region } from "../region.ts";
import { ReturnLike } from "../traits.ts";
import type { BlockArgument, OpOperand, Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** A terminator that branches to blocks of its region. */
export interface BranchOp {
  /** Index of the first operand that is passed to successor `index`, and how many are passed. */
  successorOperandRange(op: Operation, index: number): IndexRange;
  /** Passes other values to successor `index`; needed where the successors do not have a variadic group each. */
  setSuccessorOperands?(op: Operation, index: number, values: readonly Value[]): void;
  /** The only successor for these constant operands, if they decide. */
  successorForOperands?(op: Operation, constants: readonly (Attribute | undefined)[]): Block | undefined;
  /** What a branch with several successors decides by; needed where such branches are to become structured. */
  decision?(op: Operation): BranchDecision;
}
export interface BranchDecision {
  /** Without cases, an i1: the first successor is taken if it is true, else the second. */
  readonly value: Value;
  /** The integers for which the second and further successors are taken; for all others it is the first. */
  readonly cases?: readonly bigint[];
}
export const BranchOpInterface = new OpInterface<BranchOp>("BranchOpInterface", {
  /** What is passed must fit the arguments of the target. */
  verify(op) {
    const { successorOperandRange } = BranchOpInterface.of(op)!;
    op.successors.forEach(({ args }, index) => {
      const { start, count } = successorOperandRange(op, index);
      if (count !== args.length) {
        const message = `branch has ${count} operands for successor #${index}, but target block has ${args.length}`;
        throw errorAt(op.loc, message);
      }
      for (let i = 0; i < count; i++) {
        if (op.operand(start + i).type === args[i]!.type) continue;
        throw errorAt(op.loc, `type mismatch for bb argument #${i} of successor #${index}`);
      }
    });
  },
});

/** The values that a branch passes to its successor `index`. */
export function successorOperands(op: Operation, index: number): Value[] {
  const branch = BranchOpInterface.of(op);
  if (branch === undefined) return [];
  const { start, count } = branch.successorOperandRange(op, index);
  return op.operands.slice(start, start + count);
}

/** The operands of branches that become the argument of a block. */
export function incomingOperands({ owner, index }: BlockArgument): OpOperand[] {
  const operands: OpOperand[] = [];
  for (let use = owner.firstUse; use !== null; use = use.nextUse) {
    const branch = BranchOpInterface.of(use.owner);
    if (branch === undefined) continue;
    const { start } = branch.successorOperandRange(use.owner, use.index);
    operands.push(use.owner.opOperand(start + index));
  }
  return operands;
}

/** Makes a branch pass other values to successor `index`. */
export function setSuccessorOperands(op: Operation, index: number, values: readonly Value[]): void {
  const branch = BranchOpInterface.of(op)!;
  if (branch.setSuccessorOperands !== undefined) {
    branch.setSuccessorOperands(op, index, values);
    return;
  }
  const groups = op.def.operandSegments.flatMap(({ arity }, i) => (arity === "variadic" ? [i] : []));
  op.def.setOperandGroup(op, groups[index]!, values);
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
  /** First operand that the operation itself passes to `to`, and how many. */
  entryRange(op: Operation, to: Region | undefined): IndexRange;
  /** The successors on entry for constant operands; by default all. */
  entrySuccessors?(op: Operation, constants: readonly (Attribute | undefined)[]): readonly RegionSuccessor[];
}
export const RegionBranchOpInterface = new OpInterface<RegionBranchOp>("RegionBranchOpInterface", {
  /** What is passed along each edge must fit the inputs at its end. */
  verifyRegions(op) {
    for (const edge of regionEdges(op)) verifyEdge(op, edge);
  },
});

function verifyEdge(op: Operation, edge: RegionEdge): void {
  const { forwarded, inputs } = edge;
  if (forwarded.length !== inputs.length) {
    const sizes = `${forwarded.length} operands, but region successor needs ${inputs.length} inputs`;
    throw edgeError(op, edge, `region branch point has ${sizes}`);
  }
  for (let i = 0; i < inputs.length; i++) {
    const [type, expected] = [forwarded[i]!.type, inputs[i]!.type];
    if (type === expected) continue;
    const types = `operand type #${i} '${type}' should match successor input type #${i} '${expected}'`;
    throw edgeError(op, edge, `successor ${types}`);
  }
}

function edgeError(op: Operation, { from, source, to }: RegionEdge, message: string): DiagnosticError {
  const start = from === undefined ? "parent" : `Operation ${source.name}`;
  const end = to === undefined ? "parent" : `Region #${to.index}`;
  const error = opError(op, `along control flow edge from ${start} to ${end}: ${message}`);
  return error.attachNote(source.loc, "region branch point");
}

/** A terminator that passes values to the successors of its region. Without it all operands of a ReturnLike are passed. */
export interface RegionBranchTerminatorOp {
  /** First operand that is passed to `to`, and how many. */
  forwardedRange(op: Operation, to: Region | undefined): IndexRange;
  /** Whether control may go to `to` for these constant operands; by default it may. */
  mayGoTo?(op: Operation, to: Region | undefined, constants: readonly (Attribute | undefined)[]): boolean;
}
export const RegionBranchTerminatorOpInterface = new OpInterface<RegionBranchTerminatorOp>(
  "RegionBranchTerminatorOpInterface",
);

/** Whether the terminator passes control from its region to another one, or out of the operation around it. */
export const isRegionTerminator = (op: Operation): boolean =>
  op.def.hasTrait(ReturnLike) || RegionBranchTerminatorOpInterface.implementedBy(op);

/** First operand that a region's terminator passes to `to`, and how many. */
export function forwardedRange(terminator: Operation, to: Region | undefined): IndexRange {
  const implementation = RegionBranchTerminatorOpInterface.of(terminator);
  return implementation === undefined
    ? { start: 0, count: terminator.numOperands }
    : implementation.forwardedRange(terminator, to);
}

/** The values that a region's terminator passes to `to`. */
export function forwardedOperands(terminator: Operation, to: Region | undefined): Value[] {
  const { start, count } = forwardedRange(terminator, to);
  return terminator.operands.slice(start, start + count);
}

/** One way for control to go, with the values that it hands over. */
export interface RegionEdge {
  /** The region that control leaves; undefined for the entry into the operation. */
  readonly from: Region | undefined;
  /** The terminator, or the operation itself on entry. */
  readonly source: Operation;
  readonly to: Region | undefined;
  /** Position of the first value among the operands of `source`. */
  readonly start: number;
  /** `forwarded[i]` becomes `inputs[i]`. */
  readonly forwarded: readonly Value[];
  readonly inputs: readonly Value[];
}

/** All ways between the regions of an operation that implements RegionBranchOpInterface; none for any other. */
export function regionEdges(op: Operation): RegionEdge[] {
  const branch = RegionBranchOpInterface.of(op);
  if (branch === undefined) return [];
  const edges: RegionEdge[] = [];
  const add = (from: Region | undefined, source: Operation, to: RegionSuccessor, range: IndexRange) => {
    const { start, count } = range;
    const forwarded = source.operands.slice(start, start + count);
    edges.push({ from, source, to: to.region, start, forwarded, inputs: to.inputs });
  };
  for (const to of branch.successors(op, undefined)) add(undefined, op, to, branch.entryRange(op, to.region));
  for (const from of op.regions) {
    for (let block = from.first; block !== null; block = block.next) {
      const { last } = block;
      if (last === null || !isRegionTerminator(last)) continue;
      for (const to of branch.successors(op, from)) add(from, last, to, forwardedRange(last, to.region));
    }
  }
  return edges;
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
  /** Results that hold what the loop carries after the last iteration, where they correspond one to one. */
  loopResults?(op: Operation): readonly Value[];
  /** Lower bound, upper bound and step of a counted loop. */
  bounds?(op: Operation): LoopBounds | undefined;
  /** What a loop without an order makes of values that its iterations give. */
  reductions?(op: Operation): readonly Reduction[];
}

/** `result` is `init`, if there is one, joined with `operand` of every iteration. */
export interface Reduction {
  readonly init?: Value;
  readonly operand: Value;
  readonly result: Value;
}

export interface LoopBounds {
  readonly lowerBound: Value;
  readonly upperBound: Value;
  readonly step: Value;
}

export const LoopLikeOpInterface = new OpInterface<LoopLikeOp>("LoopLikeOpInterface", {
  /** The same edges as the region branches have, with messages in the words of loops. */
  verifyRegions(op) {
    const loop = LoopLikeOpInterface.of(op)!;
    const inits = loop.inits?.(op) ?? [];
    const iterArgs = loop.regionIterArgs?.(op) ?? [];
    const yielded = loop.yieldedValues?.(op) ?? [];
    const results = loop.loopResults?.(op);
    verifySameLength(op, ["inits", inits], ["region iter_args", iterArgs]);
    if (yielded.length > 0) verifySameLength(op, ["region iter_args", iterArgs], ["yielded values", yielded]);
    if (results !== undefined) verifySameLength(op, ["loop results", results], ["region iter_args", iterArgs]);
    iterArgs.forEach((arg, i) => {
      verifySameType(op, i, ["init", inits[i]!], ["region iter_arg", arg]);
      if (yielded.length > 0) verifySameType(op, i, ["region iter_arg", arg], ["yielded value", yielded[i]!]);
    });
    results?.forEach((result, i) => {
      verifySameType(op, i, ["region iter_arg", iterArgs[i]!], ["loop result", result]);
    });
  },
});

function verifySameLength(
  op: Operation,
  [a, as]: [string, readonly Value[]],
  [b, bs]: [string, readonly Value[]],
): void {
  if (as.length !== bs.length) throw opError(op, `different number of ${a} and ${b}: ${as.length} != ${bs.length}`);
}
function verifySameType(op: Operation, i: number, [a, x]: [string, Value], [b, y]: [string, Value]): void {
  if (x.type === y.type) return;
  throw opError(op, `${i}-th ${a} and ${i}-th ${b} have different type: '${x.type}' != '${y.type}'`);
}

/** An operation that calls a function. */
export interface CallOp {
  /** The symbol that is called, or the value of an indirect call. */
  callee(op: Operation): SymbolRefAttr | Value;
  /** First operand that is an argument, and how many are. */
  argumentRange(op: Operation): IndexRange;
  /** `callee` is of the same kind as the one before. */
  setCallee(op: Operation, callee: SymbolRefAttr | Value): void;
}
export const CallOpInterface = new OpInterface<CallOp>("CallOpInterface");

/** What a call passes to the function. */
export function callArguments(op: Operation): Value[] {
  const { start, count } = CallOpInterface.of(op)!.argumentRange(op);
  return op.operands.slice(start, start + count);
}

/** An operation that can be called. */
export interface CallableOp {
  /** The body; undefined for a declaration. */
  callableRegion(op: Operation): Region | undefined;
}
export const CallableOpInterface = new OpInterface<CallableOp>("CallableOpInterface");
