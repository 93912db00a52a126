/**
 * Lifts cycles to `scf.while`. A cycle gets one entry (a multiplexer, if it has several) and one block at its end, to which
 * all edges go that repeat or leave it. That makes it a loop whose condition is tested at the end: its blocks are the
 * region `before`, and the region `after` only hands on.
 */
import { createConstant } from "../../dialects/arith/index.ts";
import { ConditionOp, WhileOp, YieldOp } from "../../dialects/scf/index.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { i1 } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import { DominanceInfo } from "../../ir/dominance.ts";
import type { Location } from "../../ir/location.ts";
import { Region } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";
import { appendBlock, type Edge, edgesFrom, redirectEdges } from "./edges.ts";
import { poison, TargetUnion } from "./multiplexer.ts";

/** A cycle with one entry, and the ways in, back and out. */
interface Loop {
  readonly region: Region;
  readonly blocks: Set<Block>;
  readonly header: Block;
  readonly entryEdges: readonly Edge[];
  readonly backEdges: readonly Edge[];
  readonly exitEdges: readonly Edge[];
  /** Where the exit edges go. */
  readonly exits: TargetUnion;
  /** Values of the loop that are used behind it. */
  readonly liveOut: readonly Value[];
  readonly loc: Location;
}

/** Lifts a cycle of `region`; returns the region that now holds its blocks. @throws {DiagnosticError} if it never ends */
export function liftLoop(region: Region, cycle: Set<Block>): Region {
  const loc = region.parentOp!.loc;
  const outside = [...region.blocks()].filter((block) => !cycle.has(block) && block.last !== null);
  const header = singleEntry(region, cycle, outside, loc);
  const exitEdges = edgesFrom(cycle, (target) => !cycle.has(target));
  if (exitEdges.length === 0) {
    throw opError(header.last!, "cannot be lifted to structured control flow: the loop never ends");
  }
  const loop: Loop = {
    region,
    blocks: cycle,
    header,
    entryEdges: edgesFrom(outside, (target) => target === header),
    backEdges: edgesFrom(cycle, (target) => target === header),
    exitEdges,
    exits: new TargetUnion([...new Set(exitEdges.map(({ from, index }) => from.successors[index]!))]),
    liveOut: valuesUsedOutside(cycle),
    loc,
  };
  const latch = makeLatch(loop);
  cycle.add(latch);
  return makeWhile(loop, latch);
}

/** The block through which alone the cycle is entered. */
function singleEntry(region: Region, cycle: Set<Block>, outside: readonly Block[], loc: Location): Block {
  const targets = new Set<Block>();
  for (const { from, index } of edgesFrom(outside, (target) => cycle.has(target))) targets.add(from.successors[index]!);
  const entries = [...targets];
  if (entries.length === 1) return entries[0]!;
  const union = new TargetUnion(entries);
  const edges = edgesFrom([...outside, ...cycle], (target) => targets.has(target));
  const header = appendBlock(region);
  for (const type of union.types) header.addArgument(type, loc);
  redirectEdges(edges, (target, { from }) => ({
    block: header,
    operands: union.pack(OpBuilder.before(from.last!), target),
  }));
  union.dispatch(header, header.args, loc);
  cycle.add(header);
  return header;
}

function valuesUsedOutside(cycle: ReadonlySet<Block>): Value[] {
  const found: Value[] = [];
  const visit = (value: Value): void => {
    for (const { owner } of value.uses()) {
      let home = owner.block;
      while (home !== null && !cycle.has(home)) home = home.parentOp?.block ?? null;
      if (home !== null) continue;
      found.push(value);
      return;
    }
  };
  for (const block of cycle) {
    block.args.forEach(visit);
    for (const op of block.ops()) op.results.forEach(visit);
  }
  return found;
}

/** Arguments of the latch: whether to repeat, those of the header, those of the exits, the values that live on. */
function makeLatch({ region, header, backEdges, exitEdges, exits, liveOut, loc }: Loop): Block {
  const dominance = new DominanceInfo();
  const available = (value: Value, edge: Edge): boolean => dominance.properlyDominates(value, edge.from.last!);
  const kept = new Map(exitEdges.map((edge) => [edge, liveOut.map((value) => available(value, edge))]));
  const latch = appendBlock(region);
  latch.addArgument(i1(), loc);
  for (const { type } of header.args) latch.addArgument(type, loc);
  for (const type of exits.types) latch.addArgument(type, loc);
  for (const { type } of liveOut) latch.addArgument(type, loc);
  redirectEdges([...backEdges, ...exitEdges], (target, edge) => {
    const builder = OpBuilder.before(edge.from.last!);
    const keeps = kept.get(edge);
    const repeats = keeps === undefined;
    return {
      block: latch,
      operands: [
        createConstant(builder, i1(), repeats ? 1 : 0),
        ...(repeats ? target.operands : header.args.map(({ type }) => poison(builder, type))),
        ...exits.pack(builder, repeats ? undefined : target),
        ...liveOut.map((value, i) => (keeps?.[i] ? value : poison(builder, value.type))),
      ],
    };
  });
  return latch;
}

/** Moves the cycle into a loop operation, which stands in a block of its own. */
function makeWhile({ region, blocks, header, entryEdges, exits, liveOut, loc }: Loop, latch: Block): Region {
  const place = appendBlock(region);
  const inits = header.args.map(({ type }) => place.addArgument(type, loc));
  redirectEdges(entryEdges, ({ operands }) => ({ block: place, operands }));
  const [repeat, ...forwarded] = latch.args;
  OpBuilder.atEnd(latch, loc).create(ConditionOp, { condition: repeat!, args: forwarded });
  const before = new Region();
  for (const block of [header, ...[...blocks].filter((other) => other !== header)]) {
    region.remove(block);
    before.append(block);
  }
  const after = new Region();
  const types = forwarded.map(({ type }) => type);
  const builder = new OpBuilder(loc);
  const body = builder.createBlock(after, types);
  builder.create(YieldOp, { results: body.args.slice(0, inits.length) });
  builder.setInsertionPointToEnd(place);
  const { op } = builder.create(WhileOp, { inits, before, after, resultTypes: types });
  const leaving = op.results.slice(inits.length);
  exits.dispatch(place, leaving.slice(0, exits.types.length), loc);
  liveOut.forEach((value, i) => {
    const result = leaving[exits.types.length + i]!;
    value.replaceUsesWithIf(result, ({ owner }) => !op.isAncestorOf(owner));
  });
  return before;
}
