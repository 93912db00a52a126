/**
 * Makes memory operations of `ad.accumulate`. In general what is at the place is loaded, added to, and stored. Where
 * iterations that run at the same time may mean the same place, the addition is one atomic operation.
 */
import { AccumulateOp, TapeCreateOp, TapeGetOp, TapeSetOp } from "../../../dialects/ad/index.ts";
import { AtomicRMWKind, type LinearForm, linearForm } from "../../../dialects/arith/index.ts";
import { AtomicRMWOp, LoadOp, StoreOp } from "../../../dialects/memref/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { FloatType, type MemRefType } from "../../../ir/builtin/types.ts";
import { errorAt } from "../../../ir/diagnostic.ts";
import { ConcurrentOpInterface } from "../../../ir/interfaces/concurrent.ts";
import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { inOrderAttr } from "../../../ir/interfaces/differentiable.ts";
import { type ElementAccess, ElementAccessScopeOpInterface } from "../../../ir/interfaces/element-access.ts";
import type { Operation } from "../../../ir/operation.ts";
import { isDefinedOutsideOf } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { outermostConcurrent, type SharedBuffers } from "../analysis/concurrency.ts";
import { isBuffer } from "../analysis/flow.ts";
import { allocates } from "../memory/allocations.ts";
import { baseOfBuffer, hasDistinctElements } from "../memory/base-buffer.ts";
import { executeInOrder } from "./execute-in-order.ts";
import type { AdjointAddition } from "./gather.ts";
import { isSameForm } from "./scattering-loops.ts";

/**
 * Expands all accumulations inside the function `root`, whose executions at the same time share some buffers. Parallel
 * loops in which additions would have to be atomic that cannot be become sequential. Throws where that is not possible.
 */
export function expandAccumulations(root: Operation, shared: SharedBuffers, addAdjoints: AdjointAddition): void {
  const found: AccumulateOp[] = [];
  const calls: Operation[] = [];
  const ordered: Operation[] = [];
  root.walk((op) => {
    if (AccumulateOp.is(op)) found.push(AccumulateOp.view(op));
    else if (CallOpInterface.implementedBy(op)) calls.push(op);
    else if (op.attr(inOrderAttr) !== undefined) ordered.push(op);
    return undefined;
  });
  for (const op of ordered) {
    op.removeAttr(inOrderAttr);
    requireOrder(op);
  }
  for (const addition of concurrentAdditions(found, calls, shared)) {
    if (!canBeAtomic(addition) && !shared.has(addition.memref)) requireOrder(addition.op, addition.memref);
  }
  const atomic = concurrentAdditions(found, calls, shared);
  for (const addition of found) {
    if (atomic.has(addition)) addAtomically(addition);
    else addPlainly(addition, addAdjoints);
    addition.op.erase();
  }
}

const canBeAtomic = ({ value }: AccumulateOp): boolean => value.type instanceof FloatType;

/** The additions to elements to which others may add at the same time. */
function concurrentAdditions(
  additions: readonly AccumulateOp[],
  calls: readonly Operation[],
  shared: SharedBuffers,
): Set<AccumulateOp> {
  const isShared = ({ memref }: AccumulateOp): boolean => shared.has(memref);
  const found = new Set(additions.filter((addition) => !isShared(addition) && loopOf(addition) !== undefined));
  const passed = buffersPassed(calls);
  for (const same of byLoopAndBuffer([...found])) {
    if (haveOwnPlaces(same) && !isPassedInside(same[0]!, passed)) for (const one of same) found.delete(one);
  }
  for (const addition of additions) if (isShared(addition)) found.add(addition);
  return found;
}

/** Makes loops sequential in which executions of an operation at the same time share the buffer. Throws where that cannot be. */
function requireOrder(op: Operation, buffer?: Value): void {
  const loop = executeInOrder(op, buffer);
  if (loop === undefined) return;
  const message = "executions at the same time add adjoints of this to one place, which cannot be done at once";
  throw errorAt(op.loc, `cannot be differentiated in reverse mode: ${message}`).attachNote(
    loop.loc,
    `this '${loop.name}' cannot be executed in sequence; make it a sequential loop`,
  );
}

function addPlainly({ op, value, memref, indices }: AccumulateOp, addAdjoints: AdjointAddition): void {
  const builder = OpBuilder.before(op);
  const access = accessTo(op, memref, indices);
  access.store(builder, addAdjoints(op, builder, access.load(builder), value));
}

/** How the operations around access an element. */
function accessTo(op: Operation, memref: Value, indices: readonly Value[]): ElementAccess {
  let around = op.parentOp;
  while (around !== null && !ElementAccessScopeOpInterface.implementedBy(around)) around = around.parentOp;
  const own = around && ElementAccessScopeOpInterface.of(around)!.accessTo(op, memref, indices);
  if (own) return own;
  const resultTypes = [(memref.type as MemRefType).elementType];
  return {
    load: (builder) => builder.create(LoadOp, { memref, indices, resultTypes }).result,
    store: (builder, value) => {
      builder.create(StoreOp, { value, memref, indices });
    },
  };
}

function addAtomically(addition: AccumulateOp): void {
  const { op, value, memref, indices } = addition;
  if (!canBeAtomic(addition)) {
    const message = `iterations of a parallel loop add adjoints of type '${value.type}' to one element`;
    throw errorAt(op.loc, `cannot be differentiated in reverse mode: ${message}`).attachNote(
      op.loc,
      "there is no atomic addition of this type, and the loop calls the function around; make it sequential",
    );
  }
  OpBuilder.before(op).create(AtomicRMWOp, {
    value,
    memref,
    indices,
    kind: AtomicRMWKind.of("addf"),
    resultTypes: [value.type],
  });
}

const loopOf = ({ op, memref }: AccumulateOp): Operation | undefined => outermostConcurrent(op, baseOfBuffer(memref));

/** The calls that are given buffers, to which the called functions may add. */
function buffersPassed(calls: readonly Operation[]): ReadonlyMap<Value | undefined, readonly Operation[]> {
  const passed = new Map<Value | undefined, Operation[]>();
  for (const call of calls) {
    const given = call.operands.filter((value) => isBuffer(value) && !isKeptAllocation(value));
    for (const base of new Set(given.map(baseOfBuffer))) {
      const list = passed.get(base);
      if (list === undefined) passed.set(base, [call]);
      else list.push(call);
    }
  }
  return passed;
}

/** Whether a buffer was kept on a tape that keeps nothing but what iterations have allocated. */
function isKeptAllocation(buffer: Value): boolean {
  const tape = TapeGetOp.defining(buffer)?.tape;
  if (tape === undefined || !TapeCreateOp.is(tape.definingOp)) return false;
  const kept = tape.users.flatMap((user) => TapeSetOp.match(user)?.value ?? []);
  return kept.every((value) => value.definingOp !== undefined && allocates(value.definingOp, value));
}

/** Whether iterations of the loop around an addition may add to the same buffer by a call. */
function isPassedInside(addition: AccumulateOp, passed: ReadonlyMap<Value | undefined, readonly Operation[]>): boolean {
  const loop = loopOf(addition)!;
  const base = baseOfBuffer(addition.memref);
  const calls = [...(passed.get(base) ?? []), ...(passed.get(undefined) ?? [])];
  return calls.some((call) => loop.isAncestorOf(call));
}

/** Additions in one parallel loop to one buffer; buffers that come from nobody knows where count as one. */
function byLoopAndBuffer(additions: readonly AccumulateOp[]): Iterable<readonly AccumulateOp[]> {
  const groups = new Map<Operation, Map<Value | undefined, AccumulateOp[]>>();
  for (const addition of additions) {
    const loop = loopOf(addition)!;
    const base = baseOfBuffer(addition.memref);
    const inLoop = groups.get(loop) ?? new Map<Value | undefined, AccumulateOp[]>();
    groups.set(loop, inLoop);
    inLoop.set(base, [...(inLoop.get(base) ?? []), addition]);
  }
  return [...groups.values()].flatMap((inLoop) => [...inLoop.values()]);
}

/** Whether no two iterations add to the same element. */
function haveOwnPlaces(additions: readonly AccumulateOp[]): boolean {
  const [first, ...others] = additions.map(ownPlace);
  if (first === undefined) return false;
  return others.every((place) => place?.every((part, i) => isSamePart(part, first[i]!)) === true);
}

/** What an index along one dimension is. */
interface PlacePart {
  readonly dimension: number;
  readonly form: LinearForm;
}

const isSamePart = (a: PlacePart, b: PlacePart): boolean => a.dimension === b.dimension && isSameForm(a.form, b.form);

/**
 * For each id of the executions around, the index that tells them apart: one that depends on this id alone. Undefined
 * if there is none, or if the place is seen through a view.
 */
function ownPlace(addition: AccumulateOp): readonly PlacePart[] | undefined {
  const { op, memref, indices } = addition;
  if (memref !== baseOfBuffer(memref) || !hasDistinctElements(memref)) return undefined;
  const loop = loopOf(addition)!;
  const ivs: Value[] = [];
  for (let around: Operation | null = op; around !== loop; ) {
    around = around.parentOp!;
    ivs.push(...(ConcurrentOpInterface.of(around)?.executionIds(around) ?? []));
  }
  const parts = indices.map((index, dimension): PlacePart => ({ dimension, form: linearForm(index) }));
  const own = ivs.map((iv) =>
    parts.find(
      ({ form }) =>
        form.terms.has(iv) && [...form.terms.keys()].every((value) => value === iv || isDefinedOutsideOf(value, loop)),
    ),
  );
  return own.length > 0 && !own.includes(undefined) ? (own as PlacePart[]) : undefined;
}
