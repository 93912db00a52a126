/**
 * Who owns which buffer. Each block has its own view: while control is in it, it has to free a buffer that it owns, or to
 * hand it over where it ends. Whether it does is known, or an `i1` tells when the program runs.
 */
import { AndIOp, createConstant, SelectOp } from "../../../dialects/arith/index.ts";
import { CloneOp, DeallocOp } from "../../../dialects/bufferization/index.ts";
import { ExtractStridedMetadataOp, ReinterpretCastOp, reinterpretedType } from "../../../dialects/memref/index.ts";
import { sliceArgs } from "../../../dialects/offset-size-stride.ts";
import type { Block } from "../../../ir/block.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { i1, UnrankedMemRefType } from "../../../ir/builtin/types.ts";
import { errorAt } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { BufferLiveness } from "./buffer-liveness.ts";
import { isBuffer } from "./buffers.ts";

/** "unknown": the buffer is one of several, of which some are owned. Values are indicators. */
export type Ownership = boolean | Value | "unknown";

export class OwnershipState {
  readonly liveness: BufferLiveness;
  readonly #ownership: Map<Block, Map<Value, Ownership>>;
  /** The buffers that a block may own. */
  readonly #held: Map<Block, Value[]>;

  constructor(liveness: BufferLiveness) {
    this.liveness = liveness;
    this.#ownership = new Map();
    this.#held = new Map();
  }

  /** Undefined if nothing was said about the buffer. */
  get(buffer: Value, block = buffer.parentBlock!): Ownership | undefined {
    return this.#ownership.get(block)?.get(buffer);
  }

  set(buffer: Value, ownership: Ownership, block = buffer.parentBlock!): void {
    const known = this.#ownership.get(block);
    if (known === undefined) this.#ownership.set(block, new Map([[buffer, ownership]]));
    else known.set(buffer, ownership);
  }

  /** The buffer, if the block owns it, is freed where the block ends. */
  hold(buffer: Value, ownership: Ownership, block = buffer.parentBlock!): void {
    this.set(buffer, ownership, block);
    const held = this.#held.get(block);
    if (held === undefined) this.#held.set(block, [buffer]);
    else held.push(buffer);
  }

  holdsAny(block: Block): boolean {
    return this.#held.has(block);
  }

  /** The ownership of a buffer that may be each of these. */
  join(ownerships: readonly (Ownership | undefined)[]): Ownership {
    const known = ownerships.filter((ownership) => ownership !== undefined);
    const [first = false] = known;
    return known.every((ownership) => ownership === first) ? first : "unknown";
  }

  /** The buffer, or a copy of it that is owned, for which it is known whether it is owned. */
  withKnownOwnership(builder: OpBuilder, buffer: Value): readonly [buffer: Value, isOwned: boolean | Value] {
    const ownership = this.get(buffer, builder.insertionBlock) ?? false;
    if (ownership !== "unknown") return [buffer, ownership];
    const chosen = this.#ownershipOfChoice(builder, buffer);
    if (chosen !== undefined) return [buffer, chosen];
    const { output } = builder.create(CloneOp, { input: buffer, resultTypes: [buffer.type] });
    this.hold(output, true);
    return [output, true];
  }

  /** For a buffer that is chosen from two of which it is known whether they are owned. */
  #ownershipOfChoice(builder: OpBuilder, buffer: Value): Value | undefined {
    const select = SelectOp.defining(buffer);
    const block = builder.insertionBlock;
    if (select === undefined || select.op.block !== block) return undefined;
    const [whenTrue, whenFalse] = [select.true_value, select.false_value].map(
      (value) => this.get(value, block) ?? false,
    );
    if (whenTrue === "unknown" || whenFalse === "unknown") return undefined;
    const [true_value, false_value] = [indicator(builder, whenTrue!), indicator(builder, whenFalse!)];
    return builder.create(SelectOp, { condition: select.condition, true_value, false_value }).result;
  }

  /**
   * Frees in front of a terminator what its block owns, unless it is needed: passed on as `passed`, or used in `target`.
   * From then on the block owns what is needed of it. With a condition, it is freed only where that holds, and the
   * ownership stays as it was.
   *
   * @returns for each needed buffer whether it is owned
   */
  free(terminator: Operation, passed: readonly Value[], target?: Block, condition?: Value): Map<Value, Value> {
    const block = terminator.block!;
    const builder = OpBuilder.before(terminator);
    const held = (this.#held.get(block) ?? []).filter((buffer) => this.get(buffer, block) !== false);
    const retained = [...new Set([...passed.filter(isBuffer), ...this.#alive(block, target)])];
    if (held.length === 0) return new Map(retained.map((buffer) => [buffer, indicator(builder, false)]));
    const memrefs = held.map((buffer) => baseBuffer(builder, buffer));
    const conditions = held.map((buffer) => this.#condition(builder, buffer, block, condition));
    const { updatedConditions } = builder.create(DeallocOp, { memrefs, conditions, retained });
    return new Map(retained.map((buffer, i) => [buffer, updatedConditions[i]!]));
  }

  #condition(builder: OpBuilder, buffer: Value, block: Block, condition: Value | undefined): Value {
    const ownership = this.get(buffer, block);
    if (ownership === "unknown") throw errorAt(buffer.loc, "MemRef value does not have valid ownership");
    const isOwned = indicator(builder, ownership ?? false);
    return condition === undefined ? isOwned : builder.create(AndIOp, { lhs: isOwned, rhs: condition }).result;
  }

  #alive(block: Block, target: Block | undefined): Value[] {
    if (target === undefined) return [];
    const out = this.liveness.liveOut(block);
    return [...this.liveness.liveIn(target)].filter((buffer) => out.has(buffer));
  }
}

export const indicator = (builder: OpBuilder, ownership: boolean | Value): Value =>
  typeof ownership === "boolean" ? createConstant(builder, i1(), ownership ? 1 : 0) : ownership;

/** The memory that the buffer lies in. */
function baseBuffer(builder: OpBuilder, buffer: Value): Value {
  const source = buffer.type instanceof UnrankedMemRefType ? firstElement(builder, buffer, buffer.type) : buffer;
  return builder.create(ExtractStridedMetadataOp, { source }).base_buffer;
}

/** A buffer of rank 0 in the same memory as one of unknown rank. */
function firstElement(builder: OpBuilder, source: Value, type: UnrankedMemRefType): Value {
  const slice = { offsets: [0n], sizes: [], strides: [] };
  const resultTypes = [reinterpretedType(type, slice)];
  return builder.create(ReinterpretCastOp, { source, ...sliceArgs(slice), resultTypes }).result;
}
