/**
 * Activity: a value is active if it depends on an active input and an active output depends on it. Only active values
 * get tangents and adjoints.
 *
 * Both directions are searches over one graph: operations that are taken as a whole lead from what they use to what they
 * give, structured ones along their edges. Buffers stand for their contents, each for all that may be the same memory.
 */
import type { Context } from "../../ir/context.ts";
import { CallOpInterface, type RegionEdge } from "../../ir/interfaces/control-flow.ts";
import { memoryEffects } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import type { Aliases } from "./aliases.ts";
import { sourcesOf } from "./derived-buffers.ts";
import { bufferEffects, type CallEffects, carriesDerivative, type Flow, isBuffer, usedValues } from "./flow.ts";

export interface ActivitySeeds {
  /** Values that the derivative is taken with respect to; buffers among them count as outputs, too. */
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/** Whether the operation writes to memory that is reached through no buffer, where a derivative cannot be followed. */
const writesElsewhere = (op: Operation): boolean =>
  memoryEffects(op)?.some(({ kind, value }) => kind === "write" && value !== undefined && !isBuffer(value)) === true;

/** What activity must know of the functions that are called. */
export interface Calls {
  readonly effects: CallEffects;
  /** What hides a derivative in the called function, if it depends on the operands at these positions. */
  escapes(call: Operation, varied: readonly number[]): readonly Operation[];
}

/** A step of the graph: whatever goes in may matter for whatever comes out. */
interface Step {
  readonly from: readonly Value[];
  readonly to: readonly Value[];
}

export class Activity {
  /** What depends on the inputs. */
  readonly #varied: ReadonlySet<Value>;
  /** What the outputs depend on. */
  readonly #useful: ReadonlySet<Value>;
  readonly #context: Context;
  readonly #flow: Flow;
  readonly #aliases: Aliases;
  /** Operations that write active buffers, or contain such. */
  readonly #touching: Set<Operation>;
  /** The active values from outside that are used inside a structured operation. */
  readonly #captures: Map<Operation, Set<Value>>;
  readonly #escapes: Operation[];

  constructor(flow: Flow, aliases: Aliases, calls: Calls, context: Context, { inputs, outputs }: ActivitySeeds) {
    this.#context = context;
    this.#flow = flow;
    this.#aliases = aliases;
    this.#touching = new Set();
    this.#captures = new Map();
    this.#escapes = [];
    const steps: Step[] = [];
    const written = new Map<Operation, readonly Value[]>();
    for (const op of flow.units) {
      const effects = bufferEffects(op, calls.effects);
      const changed = [...effects.written, ...effects.freed];
      written.set(op, changed);
      const to = [...op.results, ...changed].filter(carriesDerivative);
      if (to.length > 0) steps.push({ from: this.#differentiableInputs(op), to });
    }
    for (const { forwarded, inputs: received } of flow.allEdges()) {
      received.forEach((input, i) => {
        const value = forwarded[i];
        if (value !== undefined && carriesDerivative(input)) steps.push({ from: [value], to: [input] });
      });
    }
    for (const { from, to } of flow.dependences) {
      steps.push({ from: from.filter(carriesDerivative), to: to.filter(carriesDerivative) });
    }
    this.#varied = this.#reach(inputs, steps);
    this.#useful = this.#reach(
      [...outputs, ...inputs.filter(isBuffer)],
      steps.map(({ from, to }) => ({ from: to, to: from })),
    );
    for (const [op, buffers] of written) this.#recordUnit(op, buffers, calls);
    for (const op of [...flow.structured].reverse()) this.#captures.set(op, this.#capturesOf(op));
  }

  isActive(value: Value): boolean {
    const key = this.#key(value);
    return this.#varied.has(key) && this.#useful.has(key);
  }

  /**
   * Operations that turn what depends on the inputs into something that has no derivative (a float into an integer), and
   * whose rules do not say that none flows there. To ignore them would be silently wrong.
   */
  get escapes(): readonly Operation[] {
    return this.#escapes;
  }

  /** The edges between the regions of a structured operation. */
  edges(op: Operation): readonly RegionEdge[] {
    return this.#flow.edges(op);
  }

  /** Whether `op` changes an active buffer, itself or inside. */
  touchesActiveMemory(op: Operation): boolean {
    return this.#touching.has(op);
  }

  /** The active values from outside `op` that are used inside it, in the order of their first use. */
  activeCaptures(op: Operation): readonly Value[] {
    return [...(this.#captures.get(op) ?? [])];
  }

  #key(value: Value): Value {
    return isBuffer(value) ? this.#aliases.root(value) : value;
  }

  /** What can be reached from `seeds`. */
  #reach(seeds: readonly Value[], steps: readonly Step[]): ReadonlySet<Value> {
    const leaving = new Map<Value, Step[]>();
    for (const step of steps) {
      for (const value of step.from) {
        const key = this.#key(value);
        const list = leaving.get(key);
        if (list === undefined) leaving.set(key, [step]);
        else list.push(step);
      }
    }
    const reached = new Set(seeds.map((value) => this.#key(value)));
    const taken = new Set<Step>();
    // The set grows while it is walked.
    for (const value of reached) {
      for (const step of leaving.get(value) ?? []) {
        if (taken.has(step)) continue;
        taken.add(step);
        for (const next of step.to) reached.add(this.#key(next));
      }
    }
    return reached;
  }

  /** What an operation uses of which derivatives may flow. */
  #differentiableInputs(op: Operation): readonly Value[] {
    const rule = this.#context.derivative(op.def);
    if (rule?.inactive === "all") return [];
    if (rule === undefined || rule.inactive.length === 0) return usedValues(op).filter(carriesDerivative);
    const inactive = rule.inactive;
    const values: Value[] = [];
    op.def.operandSegments.forEach(({ name }, group) => {
      if (inactive.includes(name)) return;
      const [start, count] = op.def.operandRange(op, group);
      for (let i = start; i < start + count; i++) values.push(op.operand(i));
    });
    return values.filter(carriesDerivative);
  }

  #hidesDerivative(op: Operation): boolean {
    // What is made without a look at memory has sizes of it at most.
    if (op.def.isTerminator || sourcesOf(op).length > 0) return false;
    const rule = this.#context.derivative(op.def);
    if (rule !== undefined && rule.escapes !== true) return false;
    const givesOther = op.results.some((result) => result.hasUses && !carriesDerivative(result));
    if (!givesOther && !writesElsewhere(op)) return false;
    return usedValues(op).some((value) => carriesDerivative(value) && this.#varied.has(this.#key(value)));
  }

  /** Positions of the operands that depend on the inputs. */
  #variedOperands(op: Operation): number[] {
    const isVaried = (value: Value): boolean => carriesDerivative(value) && this.#varied.has(this.#key(value));
    return op.operands.flatMap((value, i) => (isVaried(value) ? [i] : []));
  }

  #recordUnit(op: Operation, written: readonly Value[], calls: Calls): void {
    if (this.#hidesDerivative(op)) {
      if (!CallOpInterface.implementedBy(op)) this.#escapes.push(op);
      else this.#escapes.push(...calls.escapes(op, this.#variedOperands(op)));
    }
    if (written.some((buffer) => this.isActive(buffer))) {
      for (let around: Operation | null = op; around !== null; around = around.parentOp) {
        if (this.#touching.has(around)) break;
        this.#touching.add(around);
      }
    }
  }

  /** To be asked from the inside out. */
  #capturesOf(op: Operation): Set<Value> {
    const captures = new Set<Value>();
    const add = (value: Value): void => {
      if (value.parentBlock?.parentOp !== op && !isBuffer(value) && this.isActive(value)) captures.add(value);
    };
    for (const region of op.regions) {
      for (const block of region.blocks()) {
        for (const inner of block.ops()) {
          const inside = this.#captures.get(inner);
          for (const value of inside === undefined ? usedValues(inner) : inner.operands) add(value);
          for (const value of inside ?? []) add(value);
        }
      }
    }
    return captures;
  }
}
