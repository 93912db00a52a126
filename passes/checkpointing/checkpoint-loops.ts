/** Rewrites loops in front of their differentiation, so that reverse mode keeps what their strategy says. */

import {
  AddIOp,
  createIndexConstant,
  FPToSIOp,
  IndexCastOp,
  MaxSIOp,
  MinSIOp,
  SIToFPOp,
  SubIOp,
} from "../../dialects/arith/index.ts";
import { CeilOp, SqrtOp } from "../../dialects/math/index.ts";
import { createFor } from "../../dialects/scf/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { StringAttr } from "../../ir/builtin/attributes.ts";
import { BaseMemRefType, f64, i64, indexType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import { CallOpInterface } from "../../ir/interfaces/control-flow.ts";
import { CountedLoopOpInterface } from "../../ir/interfaces/counted-loop.ts";
import { isBufferType } from "../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { type MemoryEffect, MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { SymbolTable } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";
import { baseOfBuffer } from "../autodiff/memory/base-buffer.ts";
import { OutlinedLoop } from "./outlined-loop.ts";
import { checkpointAttr, type Strategy, strategyOf } from "./strategy.ts";

/** A function that executes iterations, and whose derivative is to be made by binomial checkpointing. */
export interface BinomialPlan {
  /** Executes the iterations from its first argument to its second. */
  readonly range: Operation;
  /** Executes the iteration that its first argument names. */
  readonly iteration: Operation;
  readonly snapshots: number;
  /** Number of values that an iteration passes on; they follow the two iteration numbers among the arguments. */
  readonly stateSize: number;
}

export interface CheckpointOptions {
  /** The function in which the loops stand; functions that are made are like it. */
  readonly fn: Operation;
  readonly symbols: SymbolTable;
  /** For loops that do not say themselves, as far as it is sure that their iterations can be executed again. */
  readonly byDefault: Strategy;
  /** Whether a call may be executed again. */
  readonly isRepeatable: (call: Operation) => boolean;
}

/**
 * Rewrites the outermost loops inside `body` that are not to keep all. Those inside of them are rewritten when the
 * functions that are made of their iterations are differentiated. Returns what is left to the derivative's author.
 *
 * @throws DiagnosticError at a loop whose strategy cannot be followed
 */
export function checkpointLoops(body: Region, options: CheckpointOptions): BinomialPlan[] {
  const plans: BinomialPlan[] = [];
  const changesMemory = findMemoryUse(body, ({ kind }) => kind !== "read" && kind !== "allocate") !== undefined;
  const visit = (region: Region): void => {
    for (const block of region.blocks()) {
      for (const op of [...block.ops()]) {
        const strategy = strategyFor(op, options, changesMemory);
        if (strategy !== undefined) plans.push(...rewrite(op, strategy, options));
        else for (const inner of op.regions) visit(inner);
      }
    }
  };
  visit(body);
  return plans;
}

/**
 * What to do about an operation; undefined for all but loops that are rewritten. Where the function changes memory, a loop
 * that reads memory from outside is only rewritten if it says so itself.
 */
function strategyFor(
  op: Operation,
  { fn, byDefault, isRepeatable }: CheckpointOptions,
  changesMemory: boolean,
): Exclude<Strategy, { kind: "all" }> | undefined {
  const own = strategyOf(op);
  const strategy = own ?? byDefault;
  if (!CountedLoopOpInterface.implementedBy(op)) {
    if (own === undefined || own.kind === "all") return undefined;
    throw opError(op, `cannot be checkpointed: attribute '${checkpointAttr}' is for loops that count their iterations`);
  }
  if (strategy.kind === "all") return undefined;
  if (FunctionOpInterface.of(fn)!.packing !== undefined) {
    if (own === undefined) return undefined;
    throw opError(op, `cannot be checkpointed: a '${fn.name}' cannot execute its iterations, as it returns one value`);
  }
  const body = op.regions[0]!;
  const isOutside = ({ value }: MemoryEffect): boolean => !isAllocatedInside(value, body);
  const writer =
    findMemoryUse(body, (effect) => effect.kind !== "read" && isOutside(effect)) ??
    findInside(body, (inner) => CallOpInterface.implementedBy(inner) && !isRepeatable(inner));
  if (own === undefined && (writer !== undefined || (changesMemory && readsMemory(op, isOutside)))) return undefined;
  if (writer === undefined) return strategy;
  throw opError(op, "cannot be checkpointed: an iteration writes to memory, so it cannot be executed again").attachNote(
    writer.loc,
    "this writes; carry the state in 'iter_args', or keep 'all'",
  );
}

/** An operation in the region that has such an effect on memory by itself. What calls do is not known here. */
const findMemoryUse = (region: Region, isWanted: (effect: MemoryEffect) => boolean): Operation | undefined =>
  findInside(region, (op) => MemoryEffectOpInterface.of(op)?.effects(op).some(isWanted) === true);

function findInside(region: Region, isWanted: (op: Operation) => boolean): Operation | undefined {
  let found: Operation | undefined;
  for (const block of region.blocks()) {
    for (const inner of block.ops()) {
      inner.walk((op) => {
        if (!isWanted(op)) return undefined;
        found = op;
        return "interrupt";
      });
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Whether the loop reads memory from outside, or calls what may. */
function readsMemory(loop: Operation, isOutside: (effect: MemoryEffect) => boolean): boolean {
  if (findMemoryUse(loop.regions[0]!, (effect) => effect.kind === "read" && isOutside(effect)) !== undefined)
    return true;
  const takesMemory = (inner: Operation): boolean =>
    CallOpInterface.implementedBy(inner) && inner.operandTypes.some((type) => type instanceof BaseMemRefType);
  return loop.walk((inner) => (takesMemory(inner) ? "interrupt" : undefined)) === "interrupt";
}

/** Whether all that may be reached through `value`, which may be a view, is allocated in the region. */
function isAllocatedInside(value: Value | undefined, region: Region): boolean {
  const base = value !== undefined && isBufferType(value.type) ? baseOfBuffer(value) : value;
  const home = base?.definingOp?.parentRegion;
  return home !== undefined && home !== null && region.isAncestorOf(home);
}

function rewrite(
  loop: Operation,
  strategy: Exclude<Strategy, { kind: "all" }>,
  { fn, symbols }: CheckpointOptions,
): BinomialPlan[] {
  const outlined = new OutlinedLoop(loop, fn, symbols);
  if (strategy.kind === "recompute") {
    recompute(outlined);
    return [];
  }
  if (strategy.kind === "periodic") {
    splitInSegments(outlined, strategy.length);
    return [];
  }
  const range = outlined.defineRange("iterations");
  const iteration = outlined.defineIteration("iteration");
  keepAll(range);
  const builder = OpBuilder.before(loop);
  const from = createIndexConstant(builder, 0);
  const stateSize = loop.numResults;
  outlined.replaceBy(outlined.call(range, builder, { from, to: outlined.count }, outlined.inits));
  return [{ range, iteration, snapshots: strategy.snapshots, stateSize }];
}

/** Each iteration becomes a call, whose reverse executes it again. */
function recompute(outlined: OutlinedLoop): void {
  const { op, count } = outlined;
  const iteration = outlined.defineIteration("iteration");
  outlined.replaceBy(
    loopOfCalls(outlined, count, createIndexConstant(OpBuilder.before(op), 1), (builder, number, state) =>
      outlined.call(iteration, builder, { from: number, to: number }, state),
    ),
  );
}

/** Every `length` iterations become a call. */
function splitInSegments(outlined: OutlinedLoop, length: number | undefined): void {
  const { op, count } = outlined;
  const segment = outlined.defineRange("segment");
  keepAll(segment);
  const builder = OpBuilder.before(op);
  const step = length === undefined ? squareRoot(builder, count) : createIndexConstant(builder, length);
  outlined.replaceBy(
    loopOfCalls(outlined, count, step, (inner, from, state) => {
      // The last segment may be shorter. Its end is counted from the end, where nothing overflows.
      const rest = inner.create(MinSIOp, { lhs: step, rhs: subtract(inner, count, from) }).result;
      return outlined.call(segment, inner, { from, to: add(inner, from, rest) }, state);
    }),
  );
}

/** A loop over 0, `step`, ... up to `count` that carries the state through what `body` emits. */
function loopOfCalls(
  { op, inits }: OutlinedLoop,
  count: Value,
  step: Value,
  body: (builder: OpBuilder, number: Value, state: readonly Value[]) => readonly Value[],
): readonly Value[] {
  const builder = OpBuilder.before(op);
  const bounds = { lowerBound: createIndexConstant(builder, 0), upperBound: count, step };
  const made = createFor(builder, bounds, inits, (number, state) => body(builder, number, state));
  made.op.setAttr(checkpointAttr, StringAttr.get("all"));
  return made.results;
}

/** The loops directly in a function that was made are not rewritten again. */
function keepAll(fn: Operation): void {
  for (const op of fn.regions[0]!.front.ops()) {
    if (CountedLoopOpInterface.implementedBy(op)) op.setAttr(checkpointAttr, StringAttr.get("all"));
  }
}

const add = (builder: OpBuilder, lhs: Value, rhs: Value): Value => builder.create(AddIOp, { lhs, rhs }).result;
const subtract = (builder: OpBuilder, lhs: Value, rhs: Value): Value => builder.create(SubIOp, { lhs, rhs }).result;

/** The square root rounded up, at least 1. */
function squareRoot(builder: OpBuilder, value: Value): Value {
  const integer = builder.create(IndexCastOp, { in: value, resultTypes: [i64()] }).out;
  const float = builder.create(SIToFPOp, { in: integer, resultTypes: [f64()] }).out;
  const root = builder.create(SqrtOp, { operand: float }).result;
  const rounded = builder.create(CeilOp, { operand: root }).result;
  const back = builder.create(FPToSIOp, { in: rounded, resultTypes: [i64()] }).out;
  const index = builder.create(IndexCastOp, { in: back, resultTypes: [indexType()] }).out;
  return builder.create(MaxSIOp, { lhs: index, rhs: createIndexConstant(builder, 1) }).result;
}
