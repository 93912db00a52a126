/**
 * Reverse mode: the reverse sweep over the operations of a region, last to first. Rules say what each operation
 * contributes to the adjoints of its operands; structured operations reverse their regions through the same builder.
 */
import { AccumulateOp, StackPopOp } from "../../../dialects/ad/index.ts";
import { DeallocOp } from "../../../dialects/memref/index.ts";
import type { Block } from "../../../ir/block.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import type { Context } from "../../../ir/context.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { regionMemoryOf } from "../../../ir/interfaces/concurrent.ts";
import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import type {
  AdjointBuilder,
  CopiedParts,
  CountedRegion,
  GrowingRegion,
  RegionStorage,
  ReverseRegionOptions,
} from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import { Value } from "../../../ir/value.ts";
import type { Activity } from "../analysis/activity.ts";
import { isInOrder, outermostConcurrent, type SharedBuffers } from "../analysis/concurrency.ts";
import { isBuffer } from "../analysis/flow.ts";
import { baseOfBuffer, mayRepeatElements } from "../memory/base-buffer.ts";
import { accompany } from "../memory/companions.ts";
import { BufferContents } from "../memory/contents.ts";
import { deriveShadows, shadowOfConstant, sourcesOf } from "../memory/derived-buffers.ts";
import type { Layouts } from "../memory/layouts.ts";
import type { MemoryUse } from "../memory/memory.ts";
import { pointsNowhere } from "../memory/nowhere.ts";
import type { PlanReport } from "../report.ts";
import type { PrimalSizes } from "../shapes.ts";
import { Sweep, severalBlocks } from "../sweep.ts";
import { FunctionScope, RegionScope, type Scope } from "./scope.ts";
import { StackStorage } from "./stacks.ts";
import { countedStorage, type Freed, growingStorage, noStorage, resultStorage, StorageCache } from "./storage.ts";
import { freeTape } from "./tapes.ts";

/** How calls are reversed. */
export interface CallReverser {
  /** Comes before the reverse sweep, for calls through which derivatives flow. */
  prepare(call: Operation, sweep: ReverseSweep): void;
  /** Emits the contributions of a call to the adjoints of its arguments. */
  reverse(call: Operation, sweep: ReverseSweep): void;
}

export interface ReverseOptions {
  readonly context: Context;
  readonly activity: Activity;
  readonly memory: MemoryUse;
  readonly layouts: Layouts;
  readonly sizes: PrimalSizes;
  /** Buffers to whose shadows several executions of the function may add at the same time. */
  readonly shared: SharedBuffers;
  readonly body: Region;
  readonly builder: OpBuilder;
  readonly calls: CallReverser;
  /** Emits the shadow of a constant variable, the address of which an operation gives. */
  readonly shadowOfVariable: (address: Operation, builder: OpBuilder) => Value;
  readonly report: PlanReport;
}

export class ReverseSweep extends Sweep implements AdjointBuilder {
  readonly #options: ReverseOptions;
  #scope: Scope;
  readonly #shadows: Map<Value, Value>;
  /** By what gives a shadow: what gives the buffer. The pointers in shadow memory change when those in the other do. */
  readonly #shadowed: Map<Operation, Operation>;
  readonly #cache: StorageCache;
  readonly #contents: BufferContents;
  /** What must be reversed although nothing may flow through it, and what that stands inside of. */
  readonly #required: Set<Operation>;

  constructor(options: ReverseOptions) {
    super(options.context, options.activity, options.builder);
    this.#options = options;
    this.#scope = new FunctionScope(options.body);
    this.#shadows = new Map();
    this.#shadowed = new Map();
    this.#cache = new StorageCache();
    this.#contents = new BufferContents(options.memory, this.#cache);
    this.#required = new Set();
  }

  activeCaptures(op: Operation): readonly Value[] {
    return this.activity.activeCaptures(op);
  }

  primal(value: Value): Value {
    return this.#scope.primal(value);
  }

  gradient(value: Value): Value | undefined {
    return this.#scope.adjoints.get(value);
  }
  gradientOrZero(value: Value): Value {
    return this.gradient(value) ?? this.zero(value);
  }
  setGradient(value: Value, gradient: Value): void {
    this.#scope.adjoints.set(value, gradient);
  }
  accumulate(value: Value, contribution: Value): void {
    if (!this.isActive(value)) return;
    const before = this.gradient(value);
    this.setGradient(value, before === undefined ? contribution : this.add(before, contribution));
  }
  override zero(like: Value): Value {
    return this.constants.constant(0, like.type, () => this.sizes(like));
  }
  sizes(value: Value): readonly Value[] {
    return this.#options.sizes.of(value, this.current!).map((size) => this.primal(size));
  }

  shadow(buffer: Value): Value | undefined {
    return this.isActive(buffer) ? this.primal(this.shadowValue(buffer)) : undefined;
  }
  accumulateElement(shadow: Value, indices: readonly Value[], contribution: Value): void {
    this.builder.create(AccumulateOp, { value: contribution, memref: shadow, indices });
  }
  /** The buffers that hold adjoints. */
  get shadows(): ReadonlySet<Value> {
    return new Set(this.#shadows.values());
  }
  shadowValue(buffer: Value): Value {
    const shadow = pointsNowhere(buffer) ? buffer : (this.#shadows.get(buffer) ?? this.#shadowOfConstant(buffer));
    if (shadow === undefined) {
      throw opError(this.current!, "uses a buffer whose shadow is not known").attachNote(
        buffer.loc,
        "the buffer comes from here; differentiation follows buffers that are arguments in 'wrt' or allocated in the function",
      );
    }
    return shadow;
  }
  #shadowOfConstant(buffer: Value): Value | undefined {
    if (!this.#options.memory.isConstant(buffer)) return undefined;
    const shadow = shadowOfConstant(buffer, this.#options.shadowOfVariable);
    this.setShadow(buffer, shadow);
    return shadow;
  }
  contents(op: Operation, buffer: Value): Value {
    return this.primal(this.#contents.inFrontOf(op, buffer));
  }
  copiedParts(op: Operation, pointers: readonly Value[], length: number | undefined): CopiedParts {
    return this.#options.layouts.copied(op, pointers, length);
  }
  mayOverlap(a: Value, b: Value): boolean {
    return this.#options.memory.mayOverlap(a, b);
  }
  mayRepeatElements(buffer: Value): boolean {
    return mayRepeatElements(buffer);
  }
  isShared(op: Operation, buffer: Value): boolean {
    return this.#options.shared.has(buffer) || outermostConcurrent(op, baseOfBuffer(buffer)) !== undefined;
  }
  freeBehind(op: Operation, buffer: Value, by?: Operation): void {
    this.#cache.freeBehind(op, by === undefined ? buffer : { buffer, by });
  }
  takeOverFrees(buffer: Value): readonly Operation[] {
    const { memory } = this.#options;
    const frees = memory.isOwn(buffer) ? memory.freesOf(buffer) : memory.handedOver(buffer);
    for (const free of frees) this.#cache.takeOver(free);
    return frees;
  }
  isTakenOver(free: Operation): boolean {
    return this.#cache.isTakenOver(free) || isFromStack(free.operand(0));
  }
  setShadow(buffer: Value, shadow: Value): void {
    this.#shadows.set(buffer, shadow);
    if (shadow.definingOp !== undefined && buffer.definingOp !== undefined) {
      this.#shadowed.set(shadow.definingOp, buffer.definingOp);
    }
  }

  /** Sees to it that what a call reads is still there when it is executed again. Throws if it is changed before. */
  keepForCall(call: Operation): void {
    this.#contents.keepForCall(call);
  }
  /** The same for one buffer, which is not changed before. */
  keep(call: Operation, buffer: Value): void {
    this.#contents.inFrontOf(call, buffer);
  }
  /** Sees to it that the reverse of `op` is emitted. */
  require(op: Operation): void {
    for (let around: Operation | null = op; around !== null; around = around.parentOp) this.#required.add(around);
  }

  primalBuilder(op: Operation): OpBuilder {
    return OpBuilder.before(op);
  }

  countedStorage(region: CountedRegion): RegionStorage {
    return (
      this.#stackStorage(region.op, region.op.regions[0]!) ??
      countedStorage(region, this.#scope, this.#cache, this.#options.sizes)
    );
  }
  resultStorage(op: Operation, region: Region): RegionStorage {
    return this.#stackStorage(op, region) ?? resultStorage(op, region, this.#cache, this.#options.sizes);
  }
  /** In a split function, for regions whose executions its reverse meets one by one in the opposite order. */
  #stackStorage(op: Operation, region: Region): RegionStorage | undefined {
    const { storage } = this.#scope;
    return storage instanceof StackStorage && isInOrder(op) ? storage.inside(region) : undefined;
  }
  noStorage(op: Operation): RegionStorage {
    return noStorage(op);
  }
  growingStorage(region: GrowingRegion): RegionStorage {
    return this.#stackStorage(region.op, region.region) ?? growingStorage(region, this.#cache, this.#options.sizes);
  }

  reverseRegion(
    region: Region,
    { seeds, wrt, adjoints, known, storage }: ReverseRegionOptions,
  ): readonly (Value | undefined)[] {
    const outer = this.#scope;
    const scope = this.#scopeOf(region, known, storage);
    this.#scope = scope;
    for (const [value, adjoint] of adjoints ?? []) this.setGradient(value, adjoint);
    const block = region.front;
    const terminator = block.terminator!;
    for (const [index, seed] of seeds) {
      this.accumulate(terminator.operand(index), seed instanceof Value ? seed : seed());
    }
    this.block(block);
    const gradients = wrt.map((value) =>
      value.parentBlock === block ? this.gradientOrZero(value) : this.gradient(value),
    );
    const resolved = scope.close(new Set(gradients));
    this.#scope = outer;
    return gradients.map((gradient) => (gradient === undefined ? undefined : (resolved.get(gradient) ?? gradient)));
  }

  regionValue(
    region: Region,
    value: Value,
    { known, storage }: Pick<ReverseRegionOptions, "known" | "storage">,
  ): Value {
    const outer = this.#scope;
    const scope = this.#scopeOf(region, known, storage);
    const needed = scope.primal(value);
    this.#scope = scope;
    const resolved = scope.close(new Set([needed]));
    this.#scope = outer;
    return resolved.get(needed) ?? needed;
  }

  #scopeOf(region: Region, known: ReadonlyMap<Value, Value> | undefined, storage: RegionStorage): RegionScope {
    if (!region.hasOneBlock) throw severalBlocks(region.parentOp!);
    const { memory, report, body } = this.#options;
    return new RegionScope({
      parent: this.#scope,
      region,
      storage,
      known: known ?? new Map(),
      builder: this.builder,
      // What is computed again in the scope of the body comes too late to let anything wait.
      isRepeatable: (op) => memory.isRepeatable(this.#shadowed.get(op) ?? op, region !== body),
      repeats: (op) => this.#contents.keepForRepetition(this.#shadowed.get(op) ?? op),
      report,
    });
  }

  /** Lets the operations inside `body` declare the shadows of the buffers that they make. Throws if a derivative escapes. */
  prepare(body: Region): void {
    this.refuseEscapes();
    this.#prepareRegion(body);
  }

  #prepareRegion(region: Region): void {
    const outer = this.current;
    for (const block of region.blocks()) for (const op of [...block.ops()]) this.#prepareOp(op);
    this.current = outer;
  }

  #prepareOp(op: Operation): void {
    const { activity, context } = this;
    this.current = op;
    const edges = activity.edges(op);
    const isActiveBuffer = (value: Value): boolean => isBuffer(value) && this.isActive(value);
    if (edges.some(({ inputs }) => inputs.some(isActiveBuffer))) {
      accompany(op, edges, {
        count: 1,
        has: isActiveBuffer,
        of: (buffer) => [this.shadowValue(buffer)],
        set: (buffer, [shadow]) => this.setShadow(buffer, shadow!),
        inside: (region) => this.#prepareRegion(region),
      });
      return;
    }
    const given = [...op.results, ...regionMemoryOf(op).map(({ buffer }) => buffer)];
    if (given.some((value) => this.isActive(value)) || activity.touchesActiveMemory(op)) {
      if (sourcesOf(op).length > 0) {
        deriveShadows(op, new OpBuilder(op.loc).setInsertionPointAfter(op), {
          isActive: (buffer) => this.isActive(buffer),
          of: (buffer) => this.shadowValue(buffer),
          set: (buffer, shadow) => this.setShadow(buffer, shadow),
        });
      } else if (CallOpInterface.implementedBy(op)) this.#options.calls.prepare(op, this);
      else context.derivative(op.def)?.prepare?.(op, this);
    }
    for (const region of op.regions) this.#prepareRegion(region);
  }

  /** Reverses a function's body, given the adjoints of its outputs. */
  run(entry: Block, terminator: Operation, outputs: readonly Value[], cotangents: readonly Value[]): void {
    this.current = terminator;
    outputs.forEach((output, i) => {
      this.accumulate(output, cotangents[i]!);
    });
    this.block(entry);
    this.#cache.erasePatterns();
  }

  /** The same where the builder stands in another function. Returns the adjoints of `wrt`, which are arguments. */
  runApart(terminator: Operation, options: ReverseRegionOptions): readonly Value[] {
    this.current = terminator;
    const adjoints = this.reverseRegion(this.#options.body, options) as readonly Value[];
    this.#cache.erasePatterns();
    return adjoints;
  }

  /** Emits the reverse of a block's operations; the terminator's operands have their adjoints already. */
  block(block: Block): void {
    const ops = [...block.opsReversed()];
    for (const op of ops) if (op !== block.terminator) this.operation(op);
  }

  /** Emits the reverse of one operation. */
  operation(op: Operation): void {
    if (!this.#contributes(op)) return;
    const outer = this.current;
    this.current = op;
    this.builder.loc = op.loc;
    if (CallOpInterface.implementedBy(op)) this.#options.calls.reverse(op, this);
    else this.applyRule(op);
    for (const memory of this.#cache.freedBehind(op)) this.#free(memory);
    this.current = outer;
  }

  #free(memory: Freed): void {
    if (memory instanceof Value) this.builder.create(DeallocOp, { memref: this.primal(memory) });
    else if ("by" in memory) {
      // The region may be reversed in several places.
      const { buffer, by } = memory;
      const free = by.clone();
      by.operands.forEach((value, i) => {
        free.setOperand(i, this.primal(i === 0 ? buffer : value));
      });
      this.builder.insert(free);
    } else {
      const [tape, ...buffers] = [memory.tape, ...memory.buffers].map((value) => this.primal(value));
      freeTape(this.builder, { tape: tape!, buffers });
    }
  }

  protected override applyRule(op: Operation): void {
    if (sourcesOf(op).length === 0) this.ruleFor(op, "vjp")?.(op, this);
  }

  /**
   * Whether the operation has a reverse: adjoints flow into its results or through memory, there is memory to free, or
   * it keeps others in an order.
   */
  #contributes(op: Operation): boolean {
    const { activity, context } = this;
    if (context.derivative(op.def)?.synchronizes === true || this.#required.has(op)) return true;
    if (activity.touchesActiveMemory(op) || this.#cache.freedBehind(op).length > 0) return true;
    return op.results.some((result) => activity.isActive(result) && this.#hasAdjoint(result));
  }

  #hasAdjoint(value: Value): boolean {
    return this.#scope.adjoints.has(value) || this.#shadowedAllocation(value);
  }

  /** An operation that makes an active buffer must make its shadow, too. */
  #shadowedAllocation(value: Value): boolean {
    return this.#shadows.has(value) && value.definingOp !== undefined;
  }
}

/** Who has put a buffer on a stack frees it in reverse. */
const isFromStack = (buffer: Value): boolean => isBuffer(buffer) && StackPopOp.is(buffer.definingOp);
