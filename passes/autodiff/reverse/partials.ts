/**
 * Partial derivatives that follow from primal values alone, such as the cosine for a sine: where they are costly, the
 * reverse sweep's operations move to the primal sweep. There the plan can choose to keep what they give, and the primal's
 * own operations may give the same already.
 */
import type { Block } from "../../../ir/block.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { DominanceInfo } from "../../../ir/dominance.ts";
import { isPure } from "../../../ir/interfaces/memory-effects.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Costly } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { areEquivalent, OperationHasher } from "../../analysis/equivalence.ts";

export interface PartialsQuestion {
  /** The operations of the reverse sweep: this one, or none, and those behind it in its block. */
  readonly first: Operation | null;
  /** The block of the primal sweep that it reverses. */
  readonly primal: Block;
  /** The values of `primal` that the reverse uses, by what stands for them there. */
  readonly primals: ReadonlyMap<Value, Value>;
  /** Values of `reverse` that must stay. */
  readonly held: ReadonlySet<Value | undefined>;
  /** What stands in `reverse` for a value of `primal`. */
  needed(value: Value): Value;
}

/** Moves the costly operations. Returns those of the keys of `primals` that nothing uses any more. */
export function moveCostlyOps({ first, primal, primals, held, needed }: PartialsQuestion): Value[] {
  if (primals.size === 0) return [];
  const terminator = primal.terminator!;
  const dominance = new DominanceInfo();
  const movable = new Set<Value>(primals.keys());
  const isKnownInPrimal = (value: Value): boolean =>
    movable.has(value) || dominance.properlyDominates(value, terminator);
  const ops: Operation[] = [];
  const costly: Operation[] = [];
  for (let op = first; op !== null; op = op.next) {
    if (op.regions.length > 0 || op.numResults === 0 || !isPure(op)) continue;
    if (!op.operands.every(isKnownInPrimal)) continue;
    ops.push(op);
    for (const result of op.results) movable.add(result);
    if (op.def.hasTrait(Costly) && !op.results.some((result) => held.has(result))) costly.push(op);
  }
  if (costly.length === 0) return [];
  const copier = new PrimalCopier(primal, primals, new Set(ops));
  for (const op of costly) op.replaceAllUsesWith(copier.copy(op).results.map(needed));
  for (const op of ops.reverse()) {
    if (op.results.every((result) => !result.hasUses && !held.has(result))) op.erase();
  }
  return [...primals.keys()].filter((placeholder) => !placeholder.hasUses && !held.has(placeholder));
}

/** Copies operations to the end of a block of the primal, those that they depend on first. */
class PrimalCopier {
  readonly #primals: ReadonlyMap<Value, Value>;
  /** The operations that can be copied; what others give is known in the primal. */
  readonly #movable: ReadonlySet<Operation>;
  readonly #copies: Map<Operation, Operation>;
  readonly #builder: OpBuilder;
  readonly #hasher: OperationHasher;
  /** The costly operations of the block by hash. */
  readonly #present: Map<number, Operation[]>;

  constructor(primal: Block, primals: ReadonlyMap<Value, Value>, movable: ReadonlySet<Operation>) {
    this.#primals = primals;
    this.#movable = movable;
    this.#copies = new Map();
    this.#builder = OpBuilder.before(primal.terminator!);
    this.#hasher = new OperationHasher();
    this.#present = new Map();
    for (const op of primal.ops()) if (op.def.hasTrait(Costly)) this.#remember(op);
  }

  /** Walks the operands with an explicit stack, since the chain of definitions may be long. */
  copy(wanted: Operation): Operation {
    const stack = [wanted];
    while (stack.length > 0) {
      const op = stack[stack.length - 1]!;
      const missing = this.#copies.has(op) ? [] : op.operands.flatMap((value) => this.#missing(value));
      if (missing.length > 0) {
        stack.push(...missing);
        continue;
      }
      stack.pop();
      if (!this.#copies.has(op)) this.#copies.set(op, this.#emit(op));
    }
    return this.#copies.get(wanted)!;
  }

  /** The operation that must be copied before a user of `value` can be. */
  #missing({ definingOp }: Value): Operation[] {
    return definingOp !== undefined && this.#movable.has(definingOp) && !this.#copies.has(definingOp)
      ? [definingOp]
      : [];
  }

  #emit(op: Operation): Operation {
    const mapping = new IRMapping();
    for (const operand of op.operands) {
      const copied = operand.definingOp === undefined ? undefined : this.#copies.get(operand.definingOp);
      mapping.map(operand, copied?.result(operand.index) ?? this.#primals.get(operand) ?? operand);
    }
    const copy = op.clone(mapping);
    if (!copy.def.hasTrait(Costly)) return this.#builder.insert(copy);
    const same = this.#present.get(this.#hasher.hash(copy))?.find((other) => areEquivalent(other, copy));
    if (same !== undefined) {
      copy.erase();
      return same;
    }
    this.#remember(copy);
    return this.#builder.insert(copy);
  }

  #remember(op: Operation): void {
    const hash = this.#hasher.hash(op);
    const list = this.#present.get(hash);
    if (list === undefined) this.#present.set(hash, [op]);
    else list.push(op);
  }
}
