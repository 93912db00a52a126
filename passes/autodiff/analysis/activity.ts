/**
 * Activity: a value is active if it depends on an active input and an active output depends on it. Only active values
 * get tangents and adjoints.
 *
 * Both directions are searches over one graph: operations that are taken as a whole lead from what they use to what they
 * give, structured ones along their edges. Buffers stand for their contents, each for all that may be the same memory.
 */
import { BaseMemRefType, i8 } from "../../../ir/builtin/types.ts";
import type { Context } from "../../../ir/context.ts";
import { CallOpInterface, type RegionEdge } from "../../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { Aliases } from "../memory/aliases.ts";
import type { Layouts } from "../memory/layouts.ts";
import { NumberBits } from "../memory/number-bits.ts";
import { type Escape, escapesAt } from "./escapes.ts";
import { bufferEffects, type CallEffects, carriesDerivative, type Flow, isBuffer, usedValues } from "./flow.ts";

export interface ActivitySeeds {
  /** Values that the derivative is taken with respect to; buffers among them count as outputs, too. */
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/** What activity must know of the functions that are called. */
export interface Calls {
  readonly effects: CallEffects;
  /** The escapes in the called function, if the operands at these positions depend on the inputs. */
  escapes(call: Operation, varied: readonly number[]): readonly Escape[];
}

/** Whether a value carries derivatives, or is memory that may be seen as a buffer of numbers. */
const mayHoldNumbers = (value: Value): boolean =>
  carriesDerivative(value) || (value.type instanceof BaseMemRefType && value.type.elementType === i8());

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
  readonly #escapes: Escape[];

  constructor(
    flow: Flow,
    { aliases, layouts }: { readonly aliases: Aliases; readonly layouts: Layouts },
    calls: Calls,
    context: Context,
    { inputs, outputs }: ActivitySeeds,
  ) {
    const bits = new NumberBits(flow, layouts);
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
      // A function may fill a buffer of bytes with numbers.
      const canHold = CallOpInterface.implementedBy(op) ? mayHoldNumbers : carriesDerivative;
      const to = [...op.results, ...changed].filter(canHold);
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
    for (const [op, buffers] of written) this.#recordUnit(op, buffers, calls, bits);
    for (const op of [...flow.structured].reverse()) this.#captures.set(op, this.#capturesOf(op));
  }

  isActive(value: Value): boolean {
    const key = this.#key(value);
    return this.#varied.has(key) && this.#useful.has(key);
  }

  /** Where derivatives would get lost, in the order of the program. */
  get escapes(): readonly Escape[] {
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
    return isBuffer(value) ? this.#aliases.family(value) : value;
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
      const { start, count } = op.def.operandRange(op, group);
      for (let i = start; i < start + count; i++) values.push(op.operand(i));
    });
    return values.filter(carriesDerivative);
  }

  #recordUnit(op: Operation, written: readonly Value[], calls: Calls, bits: NumberBits): void {
    const isVaried = (value: Value): boolean => this.#varied.has(this.#key(value));
    this.#escapes.push(
      ...escapesAt(op, {
        context: this.#context,
        isVaried,
        misread: (op) => bits.misread(op, isVaried),
        onlyDecides: (op) => bits.sinkOf(op) === undefined,
        ofCall: calls.escapes,
      }),
    );
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
