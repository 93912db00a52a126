/**
 * A tape that grows is handed on and replaced by a loop, where reverse mode does not follow it. Before its function is
 * reversed once more, the loop is executed an additional time, in front of itself and without tapes, to find out how many
 * iterations there are; then a tape of known size serves.
 */
import { TapeAppendOp, TapeCreateOp, TapeFreeOp, TapeGetOp, TapeSetOp, TapeType } from "../../../dialects/ad/index.ts";
import { AddIOp, createIndexConstant, type LinearForm, linearForm } from "../../../dialects/arith/index.ts";
import { PoisonOp } from "../../../dialects/ub/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { CallOpInterface, type RegionEdge, regionEdges } from "../../../ir/interfaces/control-flow.ts";
import { memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { BlockArgument, type Value } from "../../../ir/value.ts";
import { ValueSets } from "../analysis/value-sets.ts";

/**
 * Gives tapes of known size to the loops in `root` that can be executed twice; `isRepeatable` tells of calls. The tapes of
 * others stay as they are.
 */
export function countGrowingTapes(root: Operation, isRepeatable: (call: Operation) => boolean): void {
  const loops = new Map<Operation, TapeAppendOp[]>();
  root.walk((op) => {
    const append = TapeAppendOp.match(op);
    const loop = append?.tape instanceof BlockArgument ? append.tape.owner.parentOp : undefined;
    if (append === undefined || loop === undefined || loop === null) return undefined;
    const appends = loops.get(loop);
    if (appends === undefined) loops.set(loop, [append]);
    else appends.push(append);
    return undefined;
  });
  // The outer loops first: what counts their iterations has no tapes inside.
  const outerFirst = [...loops].sort(([a], [b]) => depthOf(a) - depthOf(b));
  for (const [loop, appends] of outerFirst) if (canRepeat(loop, isRepeatable)) countFor(loop, appends);
}

function depthOf(op: Operation): number {
  let depth = 0;
  for (let around = op.parentOp; around !== null; around = around.parentOp) depth++;
  return depth;
}

/** Whether the loop does nothing but compute and put values on tapes. */
function canRepeat(loop: Operation, isRepeatable: (call: Operation) => boolean): boolean {
  const mayRepeat = (op: Operation): boolean => {
    if (TapeAppendOp.is(op) || TapeCreateOp.is(op) || TapeSetOp.is(op)) return true;
    if (TapeGetOp.is(op) || TapeFreeOp.is(op)) return false;
    if (CallOpInterface.implementedBy(op)) return isRepeatable(op);
    if (op.regions.length > 0 || op.def.isTerminator) return true;
    return memoryEffects(op)?.every(({ kind }) => kind === "read") === true;
  };
  return loop.walk((op) => (op === loop || mayRepeat(op) ? undefined : "interrupt")) !== "interrupt";
}

function countFor(loop: Operation, appends: readonly TapeAppendOp[]): void {
  const edges = regionEdges(loop);
  const counted = appends.map((append) => ({ append, last: resultFor(append.index, edges) }));
  const sets = new ValueSets();
  for (const { forwarded, inputs } of edges) {
    inputs.forEach((input, i) => {
      if (TapeType.is(input.type)) sets.unite(input, forwarded[i]!);
    });
  }
  for (const { tape, result } of appends) sets.unite(result, tape);
  const creations = new Map(
    loop.operands.flatMap((value) => (TapeCreateOp.is(value.definingOp) ? [[sets.root(value), value] as const] : [])),
  );
  const isFound = counted.every(({ append, last }) => last !== undefined && creations.has(sets.root(append.tape)));
  if (!isFound) return;
  const builder = OpBuilder.before(loop);
  const count = builder.insert(loop.clone());
  dropTapes(count);
  for (const { append, last } of counted) {
    const created = creations.get(sets.root(append.tape))!;
    const lhs = count.result(last!.index);
    const slots = builder.create(AddIOp, { lhs, rhs: createIndexConstant(builder, 1) }).result;
    created.definingOp!.setOperand(0, slots);
    created.definingOp!.moveBefore(loop);
  }
  for (const { append } of counted) {
    const { op, value, index, tape, result } = append;
    const created = creations.get(sets.root(tape))!;
    OpBuilder.before(op).create(TapeSetOp, { value, tape: created, indices: [index] });
    result.replaceAllUsesWith(tape);
    op.erase();
  }
  for (const value of [...loop.results, ...loop.regions.flatMap((region) => region.front.args)]) {
    const created = TapeType.is(value.type) ? creations.get(sets.root(value)) : undefined;
    if (created !== undefined) value.replaceAllUsesWith(created);
  }
}

/** The result of the loop that tells what `index` is in the end, if that is a counter that the loop carries. */
function resultFor(index: Value, edges: readonly RegionEdge[]): Value | undefined {
  // What is only handed on is the same number: from one region to the next, or out of the loop.
  const same = new Set([index]);
  const fromSame = ({ forwarded, inputs }: RegionEdge) => inputs.filter((_, i) => same.has(forwarded[i]!));
  const intoSame = ({ forwarded, inputs }: RegionEdge) => forwarded.filter((_, i) => same.has(inputs[i]!));
  const inside = edges.filter(({ from, to }) => from !== undefined && to !== undefined);
  for (const edge of inside) for (const value of intoSame(edge)) if (value instanceof BlockArgument) same.add(value);
  for (const edge of inside) for (const value of fromSame(edge)) same.add(value);
  const begins = edges.filter(({ from, to }) => from === undefined && to !== undefined).flatMap(intoSame);
  const goesOn = inside.flatMap(intoSame).filter((value) => !same.has(value));
  const isZero = (value: Value): boolean => isForm(linearForm(value), 0, undefined);
  const isNext = (value: Value): boolean => [...same].some((before) => isForm(linearForm(value), 1, before));
  if (begins.length === 0 || !begins.every(isZero) || goesOn.length === 0 || !goesOn.every(isNext)) return undefined;
  return edges.filter(({ from, to }) => from !== undefined && to === undefined).flatMap(fromSame)[0];
}

/** Whether the form is `constant`, plus `value` if it is given. */
const isForm = ({ constant, terms }: LinearForm, expected: number, value: Value | undefined): boolean =>
  constant === expected && (value === undefined ? terms.size === 0 : terms.size === 1 && terms.get(value) === 1);

/** Lets a loop keep nothing. */
function dropTapes(loop: Operation): void {
  const found: Operation[] = [];
  loop.walk((op) => {
    if (TapeAppendOp.is(op) || TapeCreateOp.is(op) || TapeSetOp.is(op)) found.push(op);
    return undefined;
  });
  const nothing = ({ type }: Value, before: Operation): Value =>
    OpBuilder.before(before).create(PoisonOp, { resultTypes: [type] }).result;
  for (const op of found) {
    const append = TapeAppendOp.match(op);
    if (append !== undefined) append.result.replaceAllUsesWith(append.tape);
    else if (TapeCreateOp.is(op)) op.result(0).replaceAllUsesWith(nothing(op.result(0), op));
    op.erase();
  }
  loop.operands.forEach((value, i) => {
    if (TapeType.is(value.type)) loop.setOperand(i, nothing(value, loop));
  });
}
