/** In which memory buffers can lie. */

import { ExtractStridedMetadataOp } from "../../../dialects/memref/index.ts";
import { DominanceInfo } from "../../../ir/dominance.ts";
import {
  BranchOpInterface,
  CallOpInterface,
  RegionBranchOpInterface,
  regionEdges,
  successorOperands,
} from "../../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { ViewLikeOpInterface, viewedBuffer } from "../../../ir/interfaces/view-like.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { isAllocated, isBuffer } from "./buffers.ts";

/** The operation that allocates memory or calls a function that may, this time or another; or memory that was there before. */
export type Origin = Operation | "elsewhere";

/** The buffer whose memory `buffer` certainly lies in, through any number of views. */
export function wholeBuffer(buffer: Value): Value {
  let whole = viewedBuffer(buffer);
  for (;;) {
    const metadata = ExtractStridedMetadataOp.match(whole.definingOp);
    if (metadata === undefined) return whole;
    whole = viewedBuffer(metadata.source);
  }
}

/** More origins of one buffer are not listed. */
const maxListed = 32;

export class BufferOrigins {
  readonly #origins: Map<Value, ReadonlySet<Origin> | undefined>;
  readonly #targets: Map<Value, Value[]>;
  readonly #dominance: DominanceInfo;

  /** Looks at the body of a function. */
  constructor(body: Region) {
    this.#origins = new Map();
    this.#targets = new Map();
    this.#dominance = new DominanceInfo();
    if (!body.isEmpty) for (const argument of body.front.args) this.#origins.set(argument, new Set(["elsewhere"]));
    const targets = new Set<Value>();
    const buffers: Value[] = [];
    this.#visit(body, buffers, targets);
    // What nothing is known to flow into may be anything.
    for (const buffer of buffers) {
      if (!targets.has(buffer) && !this.#origins.has(buffer)) this.#origins.set(buffer, undefined);
    }
    this.#propagate();
  }

  /** Undefined if too little is known, or there are too many. */
  of(buffer: Value): ReadonlySet<Origin> | undefined {
    return this.#origins.get(buffer);
  }

  /** The buffers and all that may be other names of them or parts of them. */
  aliases(buffers: readonly Value[]): ReadonlySet<Value> {
    const aliases = new Set(buffers);
    // What is added meanwhile is visited too.
    for (const alias of aliases) for (const target of this.#targets.get(alias) ?? []) aliases.add(target);
    return aliases;
  }

  /** Whether `buffer` was there before the memory of `allocated` was, and so does not lie in it. */
  isBefore(buffer: Value, allocated: OpResult): boolean {
    return this.#dominance.properlyDominates(buffer, allocated.owner);
  }

  #visit(region: Region, buffers: Value[], targets: Set<Value>): void {
    const connect = (source: Value, target: Value): void => {
      if (!isBuffer(target)) return;
      targets.add(target);
      const known = this.#targets.get(source);
      if (known === undefined) this.#targets.set(source, [target]);
      else known.push(target);
    };
    for (const block of region.blocks()) {
      buffers.push(...block.args.filter(isBuffer));
      for (const op of block.ops()) {
        if (FunctionOpInterface.implementedBy(op)) continue;
        for (const { forwarded, inputs } of regionEdges(op)) {
          forwarded.forEach((source, i) => {
            connect(source, inputs[i]!);
          });
        }
        if (BranchOpInterface.implementedBy(op)) {
          op.successors.forEach(({ args }, i) => {
            successorOperands(op, i).forEach((source, k) => {
              connect(source, args[k]!);
            });
          });
        }
        const results = op.results.filter(isBuffer);
        buffers.push(...results);
        if (!RegionBranchOpInterface.implementedBy(op)) for (const result of results) this.#begin(op, result, connect);
        for (const inner of op.regions) this.#visit(inner, buffers, targets);
      }
    }
  }

  /** A buffer of an operation that hands none through its regions. */
  #begin(op: Operation, result: OpResult, connect: (source: Value, target: Value) => void): void {
    if (isAllocated(result)) this.#origins.set(result, new Set([op]));
    else if (CallOpInterface.implementedBy(op)) this.#origins.set(result, new Set<Origin>([op, "elsewhere"]));
    else if (op.regions.length > 0) this.#origins.set(result, undefined);
    else if (!op.operands.some(isBuffer)) this.#origins.set(result, new Set(["elsewhere"]));
    if (isAllocated(result)) return;
    const view = ViewLikeOpInterface.of(op);
    const sources = view === undefined ? op.operands.filter(isBuffer) : [view.viewSource(op)];
    for (const source of sources) connect(source, result);
  }

  #propagate(): void {
    const changed = [...this.#origins.keys()];
    for (let buffer = changed.pop(); buffer !== undefined; buffer = changed.pop()) {
      const origins = this.#origins.get(buffer);
      for (const target of this.#targets.get(buffer) ?? []) if (this.#add(target, origins)) changed.push(target);
    }
  }

  #add(buffer: Value, added: ReadonlySet<Origin> | undefined): boolean {
    const before = this.#origins.get(buffer);
    if (before === undefined) {
      if (this.#origins.has(buffer)) return false;
      this.#origins.set(buffer, added);
      return true;
    }
    const all = added === undefined ? undefined : new Set([...before, ...added]);
    if (all?.size === before.size) return false;
    this.#origins.set(buffer, all === undefined || all.size > maxListed ? undefined : all);
    return true;
  }
}
