/**
 * Memory that holds the same numbers for ever: that of constant variables of the module. It may be read through a pointer
 * that is elsewhere at other times; as nobody writes to it, it still has nothing in common with other memory.
 */
import { isPure } from "../../../ir/interfaces/memory-effects.ts";
import { PointerMemoryOpInterface } from "../../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Assumption } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { isBuffer } from "../analysis/flow.ts";

/** The only buffer that a result of an operation can be made of; undefined if there is none, or it may be of several. */
export function sourceOf({ definingOp: op, index }: Value): Value | undefined {
  if (op === undefined) return undefined;
  if (op.def.hasTrait(Assumption)) return op.operand(index);
  if (op.regions.length > 0) return undefined;
  const sources = op.operands.filter(isBuffer);
  return sources.length === 1 && isPure(op) ? sources[0] : undefined;
}

/** What a buffer that may be memory of a constant is a view of, or is loaded from: constants hold the addresses of others. */
export function constantSourceOf(buffer: Value): Value | undefined {
  const { definingOp: op } = buffer;
  const held = op === undefined ? undefined : PointerMemoryOpInterface.of(op)?.held?.(op);
  return held?.find(({ pointer }) => pointer === buffer)?.memory ?? sourceOf(buffer);
}

/**
 * Whether an operation gives the memory of a constant variable that holds nothing but numbers and addresses of functions and
 * of such variables.
 */
export type GivesConstant = (op: Operation) => boolean;

export class ConstantMemory {
  readonly #givesConstant: GivesConstant;
  readonly #known: Map<Value, boolean>;

  constructor(givesConstant: GivesConstant) {
    this.#givesConstant = givesConstant;
    this.#known = new Map();
  }

  /** Whether a buffer is memory of a constant variable, or a view of it. */
  has(buffer: Value): boolean {
    const views: Value[] = [];
    let base = buffer;
    let isConstant = this.#known.get(base);
    for (; isConstant === undefined; isConstant = this.#known.get(base)) {
      views.push(base);
      const source = constantSourceOf(base);
      if (source === undefined) {
        isConstant = base.definingOp !== undefined && this.#givesConstant(base.definingOp);
        break;
      }
      base = source;
    }
    for (const view of views) this.#known.set(view, isConstant);
    return isConstant;
  }
}
