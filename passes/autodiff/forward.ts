/**
 * Forward mode: tangents are computed beside the values, one for each or several in several lanes. Rules say how an
 * operation's tangent follows from those of its operands. Structured control flow needs no rules unless it joins
 * values: whatever a region is given, yields and returns, it is given, yields and returns the tangent of, too.
 */
import { TapeSetOp } from "../../dialects/ad/index.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import type { Context } from "../../ir/context.ts";
import { opError } from "../../ir/diagnostic.ts";
import { CallOpInterface, type RegionEdge } from "../../ir/interfaces/control-flow.ts";
import type { Iterations, KeptValues, TangentBuilder } from "../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";
import type { Activity } from "./analysis/activity.ts";
import { isBuffer } from "./analysis/flow.ts";
import { accompany } from "./memory/companions.ts";
import { deriveShadows, shadowOfConstant, sourcesOf } from "./memory/derived-buffers.ts";
import { pointsNowhere } from "./memory/nowhere.ts";
import { createTape, freeTape, readSlot, staticSlot } from "./reverse/tapes.ts";
import { Sweep, severalBlocks } from "./sweep.ts";

export interface ForwardOptions {
  readonly context: Context;
  readonly activity: Activity;
  /** How many tangents there are for each value. */
  readonly width: number;
  /** Emits a call that gives tangents, too. Returns what takes the place of the results; undefined if the call stays. */
  readonly forwardCall: (call: Operation, sweep: ForwardSweep) => readonly Value[] | undefined;
  /** Whether a buffer is memory that holds the same numbers for ever. */
  readonly isConstant: (buffer: Value) => boolean;
  /** Emits the shadow of a constant variable, the address of which an operation gives. */
  readonly shadowOfVariable: (address: Operation, builder: OpBuilder) => Value;
}

export class ForwardSweep extends Sweep implements TangentBuilder {
  readonly #options: ForwardOptions;
  /** The lanes that tangents are computed in where operations are visited. */
  #lanes: readonly number[];
  /** The lane of which a rule gets to know. */
  #lane: number;
  /** Tangents of values, and shadows of buffers, by the lane. */
  readonly #tangents: readonly Map<Value, Value>[];
  /** Calls that are superfluous in the end, and what stands for their results. */
  readonly #replacedCalls: Map<Operation, readonly Value[]>;

  constructor(options: ForwardOptions, builder: OpBuilder) {
    super(options.context, options.activity, builder);
    this.#options = options;
    this.#lanes = Array.from({ length: options.width }, (_, lane) => lane);
    this.#lane = 0;
    this.#tangents = this.#lanes.map(() => new Map());
    this.#replacedCalls = new Map();
  }

  override zero(like: Value): Value {
    return this.constant(0, like);
  }
  /** What `visit` gives for each lane. */
  inLanes<T>(visit: (lane: number) => T): T[] {
    const outer = this.#lane;
    const all = this.#lanes.map((lane) => {
      this.#lane = lane;
      return visit(lane);
    });
    this.#lane = outer;
    return all;
  }
  /** Whether a call stands for others already, in another lane. */
  isReplaced(call: Operation): boolean {
    return this.#replacedCalls.has(call);
  }

  tangent(value: Value): Value | undefined {
    return this.#tangents[this.#lane]!.get(value);
  }
  tangentOrZero(value: Value): Value {
    return this.tangent(value) ?? this.zero(value);
  }
  setTangent(value: Value, tangent: Value): void {
    this.#tangents[this.#lane]!.set(value, tangent);
  }
  shadow(buffer: Value): Value | undefined {
    const shadow = pointsNowhere(buffer) ? buffer : this.#tangents[this.#lane]!.get(buffer);
    if (shadow === undefined && this.isActive(buffer)) {
      throw opError(this.current!, "uses a buffer whose shadow is not known");
    }
    return shadow;
  }
  shadowValue(buffer: Value): Value {
    const shadow = this.shadow(buffer) ?? this.#shadowOfConstant(buffer);
    if (shadow === undefined) throw opError(this.current!, "passes on a buffer that has no shadow");
    return shadow;
  }
  #shadowOfConstant(buffer: Value): Value | undefined {
    const { isConstant, shadowOfVariable } = this.#options;
    return isConstant(buffer) ? shadowOfConstant(buffer, shadowOfVariable) : undefined;
  }
  setShadow(buffer: Value, shadow: Value): void {
    this.#tangents[this.#lane]!.set(buffer, shadow);
  }

  /** In one lane: the rule of the operation around is applied in each. */
  forwardRegion(region: Region): readonly (Value | undefined)[] {
    if (!region.hasOneBlock) throw severalBlocks(region.parentOp!);
    const block = region.front;
    const outer = this.#lanes;
    this.#lanes = [this.#lane];
    this.builder.guarded(() => this.block(block));
    this.#lanes = outer;
    return block.terminator!.operands.map((value) => this.tangent(value));
  }

  keep({ op, tripCounts, indices }: Iterations, value: Value): KeptValues {
    const tape = createTape(OpBuilder.before(op), value, staticSlot, tripCounts, []);
    OpBuilder.before(op.regions[0]!.front.terminator!).create(TapeSetOp, { value, tape, indices });
    return {
      read: (places) => readSlot(this.builder, value, tape, places),
      free: () => freeTape(this.builder, { tape, buffers: [] }),
    };
  }

  /** Emits the tangents of a function's body. Throws if a derivative escapes. */
  run(entry: Block): void {
    this.refuseEscapes();
    this.block(entry);
  }

  /** Puts the calls that give tangents in the place of the others. Nothing can be asked about values any more then. */
  finish(): void {
    for (const [call, results] of this.#replacedCalls) {
      call.replaceAllUsesWith(results);
      call.erase();
    }
  }

  protected override applyRule(op: Operation): void {
    const jvp = this.ruleFor(op, "jvp");
    if (jvp === undefined) return;
    this.inLanes(() => {
      this.builder.setInsertionPointAfter(op);
      jvp(op, this);
    });
  }

  /** Emits the tangents of a block's operations, each behind its operation; the terminator stays as it is. */
  block(block: Block): void {
    const { activity } = this;
    for (const op of [...block.ops()]) {
      if (op === block.terminator) continue;
      const isNeeded = op.results.some((result) => activity.isActive(result)) || activity.touchesActiveMemory(op);
      if (isNeeded) this.#operation(op);
    }
  }

  #operation(op: Operation): void {
    const { forwardCall } = this.#options;
    const outer = this.current;
    this.current = op;
    this.builder.loc = op.loc;
    const edges = this.activity.edges(op);
    const hasRule = this.context.derivative(op.def)?.jvp !== undefined;
    if (edges.length > 0 && !hasRule) this.#regions(op, edges);
    else if (CallOpInterface.implementedBy(op)) {
      this.builder.setInsertionPointAfter(op);
      const results = forwardCall(op, this);
      if (results !== undefined && !this.isReplaced(op)) this.#replacedCalls.set(op, results);
    } else if (sourcesOf(op).length > 0) {
      this.inLanes(() => {
        this.builder.setInsertionPointAfter(op);
        deriveShadows(op, this.builder, {
          isActive: (buffer) => this.isActive(buffer),
          of: (buffer) => this.shadowValue(buffer),
          set: (buffer, shadow) => this.setShadow(buffer, shadow),
        });
      });
    } else this.applyRule(op);
    this.current = outer;
  }

  /** Adds tangents to everything that an operation's regions pass on. */
  #regions(op: Operation, edges: readonly RegionEdge[]): void {
    for (const region of op.regions) {
      if (!region.isEmpty && !region.hasOneBlock) throw severalBlocks(op);
    }
    accompany(op, edges, {
      count: this.#lanes.length,
      has: (input) => this.isActive(input),
      of: (value, source) => {
        this.builder.setInsertionPoint(source);
        return this.inLanes(() => (isBuffer(value) ? this.shadowValue(value) : this.tangentOrZero(value)));
      },
      set: (input, tangents) => {
        let next = 0;
        this.inLanes(() => this.setTangent(input, tangents[next++]!));
      },
      inside: (region) => this.block(region.front),
    });
  }
}
