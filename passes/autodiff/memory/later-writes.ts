/** What is written behind a read of the same memory, and whether it goes to other elements. */

import { indexForms, type LinearForm } from "../../../dialects/arith/index.ts";
import type { Block } from "../../../ir/block.ts";
import { ConcurrentOpInterface } from "../../../ir/interfaces/concurrent.ts";
import { LoopLikeOpInterface, RegionBranchOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { CountedLoopOpInterface } from "../../../ir/interfaces/counted-loop.ts";
import { ElementAccessOpInterface } from "../../../ir/interfaces/element-access.ts";
import type { Operation } from "../../../ir/operation.ts";
import { isDefinedOutsideOf, type Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { hasDistinctElements } from "./base-buffer.ts";

/** The operations from `op` outwards, up to the one that stands directly in `home`. */
export function enclosing(op: Operation, home: Region): Operation[] {
  const chain: Operation[] = [];
  for (let current: Operation | null = op; current !== null; current = current.parentOp) {
    chain.push(current);
    if (current.parentRegion === home) break;
  }
  return chain;
}

const executesRegionsOnce = (op: Operation): boolean =>
  RegionBranchOpInterface.implementedBy(op) && !LoopLikeOpInterface.implementedBy(op);

/** Where some operations that write stand in a region. */
export class Writers {
  readonly #body: Region;
  /** What the writers stand inside of, and the writers themselves, with one writer that does. */
  readonly #enclosing: Map<Operation, Operation>;
  /** The last of those in each block. */
  readonly #last: Map<Block, Operation>;

  constructor(writers: readonly Operation[], body: Region) {
    this.#body = body;
    this.#enclosing = new Map();
    this.#last = new Map();
    for (const writer of writers) {
      for (const op of enclosing(writer, body)) {
        if (!this.#enclosing.has(op)) this.#enclosing.set(op, writer);
        const last = this.#last.get(op.block!);
        if (last === undefined || last.isBeforeInBlock(op)) this.#last.set(op.block!, op);
      }
    }
  }

  /** One that may be executed after `op` during one execution of the region `home`; undefined if none may. */
  behind(op: Operation, home = this.#body): Operation | undefined {
    for (const around of enclosing(op, home)) {
      const last = this.#last.get(around.block!);
      if (last !== undefined && around.isBeforeInBlock(last)) return this.#enclosing.get(last);
      const inside = around === op ? undefined : this.#enclosing.get(around);
      if (inside !== undefined && !executesRegionsOnce(around)) return inside;
    }
    return undefined;
  }
}

/** More writers are not looked at one by one. */
const maxWriters = 16;

/**
 * Whether all that is written behind the load `op` goes to elements that it does not read: everything that writes behind it
 * stands in a loop around it that is executed once, in which an index of what is written runs ahead of the one of what is
 * read, as in `x[i + 1] = f(x[i])`.
 */
export function goElsewhere(writers: readonly Operation[], op: Operation, home: Region): boolean {
  const load = ElementAccessOpInterface.of(op);
  const loop = enclosing(op, home)
    .reverse()
    .find((around) => !executesRegionsOnce(around));
  if (load?.kind !== "load" || loop === undefined || loop === op || writers.length > maxWriters) return false;
  const iv = inductionVariable(loop);
  const buffer = load.buffer(op);
  if (iv === undefined || !hasDistinctElements(buffer)) return false;
  const read = indexForms(op);
  return writers.every((writer) => {
    if (!enclosing(writer, home).includes(loop)) return isBefore(writer, loop, home);
    const store = ElementAccessOpInterface.of(writer);
    if (store?.kind !== "store" || store.buffer(writer) !== buffer) return false;
    return indexForms(writer).some((ahead, i) => runsAhead(ahead, read[i], iv, loop));
  });
}

/** The one induction variable of a loop whose iterations follow each other and count up. */
function inductionVariable(loop: Operation): Value | undefined {
  if (!CountedLoopOpInterface.implementedBy(loop) || ConcurrentOpInterface.implementedBy(loop)) return undefined;
  const [iv, ...others] = LoopLikeOpInterface.of(loop)?.inductionVars?.(loop) ?? [];
  return others.length === 0 ? iv : undefined;
}

/** Whether `writer` stands in front of `loop` in a region that is executed once. */
function isBefore(writer: Operation, loop: Operation, home: Region): boolean {
  return new Writers([writer], home).behind(loop) === undefined;
}

/** Whether in each iteration and all those before it `ahead` is further on than `behind` in that iteration. */
function runsAhead(ahead: LinearForm | undefined, behind: LinearForm | undefined, iv: Value, loop: Operation): boolean {
  if (ahead === undefined || behind === undefined) return false;
  const [factor, distance] = [behind.terms.get(iv), ahead.constant - behind.constant];
  if (factor === undefined || ahead.terms.size !== behind.terms.size) return false;
  const isSame = [...ahead.terms].every(
    ([value, count]) => behind.terms.get(value) === count && (value === iv || isDefinedOutsideOf(value, loop)),
  );
  return isSame && factor * distance > 0;
}
