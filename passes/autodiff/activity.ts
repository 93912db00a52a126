/**
 * Activity: a value is active if it depends on an active input and an active output depends on it. Only active values
 * get tangents and adjoints.
 *
 * Both directions are data-flow problems over the operations of a function with structured control flow. They are solved
 * by sweeps over the operations until nothing changes, which takes about as many sweeps as loops are nested.
 */
import type { Block, Region } from "../../ir/block.ts";
import type { Context } from "../../ir/context.ts";
import { CallOpInterface, type RegionEdge, regionEdges } from "../../ir/interfaces/control-flow.ts";
import { isDifferentiableType, isShadowedType } from "../../ir/interfaces/differentiable.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { isBuffer, memoryRoot } from "./memory.ts";

export interface ActivitySeeds {
  /** Values that the derivative is taken with respect to; buffers among them count as outputs, too. */
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

const carriesDerivative = (value: Value): boolean => isDifferentiableType(value.type) || isShadowedType(value.type);

export class Activity {
  /** What depends on the inputs. Buffers stand for their contents, by their roots. */
  readonly #varied: Set<Value>;
  /** What the outputs depend on. */
  readonly #useful: Set<Value>;
  /** Edges between the regions of each operation that has regions. */
  readonly #edges: Map<Operation, readonly RegionEdge[]>;
  readonly #context: Context;
  /** Operations that write active buffers, or contain such. */
  readonly #touching: Set<Operation>;
  /** The values from outside that are used inside an operation with regions. */
  readonly #captures: Map<Operation, Set<Value>>;
  readonly #escapes: Operation[];
  #changed: boolean;

  constructor(body: Region, context: Context, { inputs, outputs }: ActivitySeeds) {
    this.#varied = new Set(inputs);
    this.#useful = new Set(outputs);
    for (const input of inputs) if (isBuffer(input)) this.#useful.add(input);
    this.#context = context;
    this.#edges = new Map();
    this.#touching = new Set();
    this.#captures = new Map();
    this.#escapes = [];
    this.#changed = true;
    while (this.#changed) {
      this.#changed = false;
      for (const block of body.blocks()) this.#forwardBlock(block);
    }
    for (this.#changed = true; this.#changed; ) {
      this.#changed = false;
      for (const block of body.blocks()) this.#backwardBlock(block);
    }
    for (const block of body.blocks()) for (const op of block.ops()) this.#summarise(op);
  }

  isActive(value: Value): boolean {
    const key = isBuffer(value) ? memoryRoot(value) : value;
    return this.#varied.has(key) && this.#useful.has(key);
  }

  /**
   * Operations that turn what depends on the inputs into something that has no derivative (a float into an integer), and
   * whose rules do not say that none flows there. To ignore them would be silently wrong.
   */
  get escapes(): readonly Operation[] {
    return this.#escapes;
  }

  /** Whether `op` changes an active buffer, itself or inside. */
  touchesActiveMemory(op: Operation): boolean {
    return this.#touching.has(op);
  }

  /** The active values from outside `op` that are used inside it, in the order of their first use. */
  activeCaptures(op: Operation): readonly Value[] {
    return [...(this.#captures.get(op) ?? [])].filter((value) => !isBuffer(value) && this.isActive(value));
  }

  #edgesOf(op: Operation): readonly RegionEdge[] {
    let edges = this.#edges.get(op);
    if (edges === undefined) {
      edges = regionEdges(op);
      this.#edges.set(op, edges);
    }
    return edges;
  }

  #mark(set: Set<Value>, value: Value): void {
    if (!carriesDerivative(value)) return;
    const key = isBuffer(value) ? memoryRoot(value) : value;
    if (set.has(key)) return;
    set.add(key);
    this.#changed = true;
  }

  #has(set: Set<Value>, value: Value): boolean {
    return set.has(isBuffer(value) ? memoryRoot(value) : value);
  }

  /** Operands through which a derivative may flow. */
  #differentiableOperands(op: Operation): Value[] {
    const rule = this.#context.derivative(op.def);
    if (rule?.inactive === "all") return [];
    if (rule === undefined || rule.inactive.length === 0) return op.operands.filter(carriesDerivative);
    const inactive = rule.inactive;
    const values: Value[] = [];
    op.def.operandSegments.forEach(({ name }, group) => {
      if (inactive.includes(name)) return;
      const [start, count] = op.def.operandRange(op, group);
      for (let i = start; i < start + count; i++) values.push(op.operand(i));
    });
    return values.filter(carriesDerivative);
  }

  /** The buffers that an operation writes or frees; for a call all that it is given. */
  #writes(op: Operation): Value[] {
    if (CallOpInterface.implementedBy(op)) return op.operands.filter(isBuffer);
    const effects = MemoryEffectOpInterface.of(op)?.effects(op) ?? [];
    return effects.flatMap(({ kind, value }) =>
      (kind === "write" || kind === "free") && value !== undefined && isBuffer(value) ? [value] : [],
    );
  }

  #forwardBlock(block: Block): void {
    for (const op of block.ops()) {
      if (op.regions.length > 0) {
        for (const edge of this.#edgesOf(op)) {
          edge.forwarded.forEach((value, i) => {
            const input = edge.inputs[i];
            if (input !== undefined && this.#has(this.#varied, value)) this.#mark(this.#varied, input);
          });
        }
        for (const region of op.regions) for (const inner of region.blocks()) this.#forwardBlock(inner);
        if (this.#edgesOf(op).length > 0) continue;
      }
      if (!this.#differentiableOperands(op).some((value) => this.#has(this.#varied, value))) continue;
      for (const result of op.results) this.#mark(this.#varied, result);
      for (const buffer of this.#writes(op)) this.#mark(this.#varied, buffer);
    }
  }

  #backwardBlock(block: Block): void {
    for (const op of block.opsReversed()) {
      if (op.regions.length > 0) {
        for (const edge of this.#edgesOf(op)) {
          edge.inputs.forEach((input, i) => {
            const value = edge.forwarded[i];
            if (value !== undefined && this.#has(this.#useful, input)) this.#mark(this.#useful, value);
          });
        }
        for (const region of op.regions) for (const inner of region.blocks()) this.#backwardBlock(inner);
        if (this.#edgesOf(op).length > 0) continue;
      }
      const isUseful =
        op.results.some((result) => this.#has(this.#useful, result)) ||
        this.#writes(op).some((buffer) => this.#has(this.#useful, buffer));
      if (isUseful) for (const value of this.#differentiableOperands(op)) this.#mark(this.#useful, value);
    }
  }

  #hidesDerivative(op: Operation): boolean {
    if (op.regions.length > 0 || op.def.isTerminator || CallOpInterface.implementedBy(op)) return false;
    const rule = this.#context.derivative(op.def);
    if (rule !== undefined && rule.escapes !== true) return false;
    if (!op.results.some((result) => result.hasUses && !carriesDerivative(result))) return false;
    return op.operands.some((value) => carriesDerivative(value) && this.#has(this.#varied, value));
  }

  /** Collects, from the inside out, which operations touch active memory and what they use from outside. */
  #summarise(op: Operation): void {
    if (this.#hidesDerivative(op)) this.#escapes.push(op);
    if (this.#writes(op).some((buffer) => this.isActive(buffer))) this.#touching.add(op);
    if (op.regions.length === 0) return;
    const captures = new Set<Value>();
    for (const region of op.regions) {
      for (const block of region.blocks()) {
        for (const inner of block.ops()) {
          this.#summarise(inner);
          if (this.#touching.has(inner)) this.#touching.add(op);
          for (const value of inner.operands) if (!isDefinedInside(value, op)) captures.add(value);
          for (const value of this.#captures.get(inner) ?? []) if (!isDefinedInside(value, op)) captures.add(value);
        }
      }
    }
    this.#captures.set(op, captures);
  }
}

/** Whether a value is defined directly in a region of `op`; what is used there from deeper inside cannot be captured. */
const isDefinedInside = (value: Value, op: Operation): boolean => value.parentBlock?.parentOp === op;
