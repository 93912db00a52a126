/** When two operations compute the same: kind, operands, attributes, result types and regions agree. Locations may differ. */

import type { Attribute } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { Commutative } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";

/** Which value of the second operation stands for which of the first; those from outside stand for themselves. */
type Correspondence = Map<Value | Block, Value | Block>;

export function areEquivalent(a: Operation, b: Operation, known?: Correspondence): boolean {
  if (a.def !== b.def || a.numOperands !== b.numOperands || a.numResults !== b.numResults) return false;
  for (let i = 0; i < a.numResults; i++) if (a.result(i).type !== b.result(i).type) return false;
  for (let i = 0; i < a.numProperties; i++) if (a.property(i) !== b.property(i)) return false;
  return (
    sameAttributes(a.discardableAttrs, b.discardableAttrs) &&
    sameOperands(a, b, known) &&
    sameSuccessors(a, b, known) &&
    (a.regions.length === 0 ? b.regions.length === 0 : sameRegions(a.regions, b.regions, known))
  );
}

function sameAttributes(a: ReadonlyMap<string, Attribute>, b: ReadonlyMap<string, Attribute>): boolean {
  if (a.size !== b.size) return false;
  for (const [name, value] of a) if (b.get(name) !== value) return false;
  return true;
}

const stands = (a: Value | Block, b: Value | Block, known?: Correspondence): boolean => (known?.get(a) ?? a) === b;

function sameOperands(a: Operation, b: Operation, known?: Correspondence): boolean {
  let inOrder = true;
  for (let i = 0; i < a.numOperands; i++) if (!stands(a.operand(i), b.operand(i), known)) inOrder = false;
  if (inOrder || !a.def.hasTrait(Commutative)) return inOrder;
  if (a.numOperands === 2)
    return stands(a.operand(0), b.operand(1), known) && stands(a.operand(1), b.operand(0), known);
  const rest = b.operands;
  return a.operands.every((value) => {
    const at = rest.findIndex((other) => stands(value, other, known));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
}

function sameSuccessors(a: Operation, b: Operation, known?: Correspondence): boolean {
  const [from, to] = [a.successors, b.successors];
  return from.length === to.length && from.every((block, i) => stands(block, to[i]!, known));
}

function sameRegions(a: readonly Region[], b: readonly Region[], known: Correspondence = new Map()): boolean {
  return a.length === b.length && a.every((region, i) => sameBlocks(region, b[i]!, known));
}

function sameBlocks(a: Region, b: Region, known: Correspondence): boolean {
  // Blocks and arguments first: branches may go forward.
  let [from, to] = [a.first, b.first];
  for (; from !== null && to !== null; from = from.next, to = to.next) {
    if (from.args.length !== to.args.length) return false;
    known.set(from, to);
    for (let i = 0; i < from.args.length; i++) {
      if (from.args[i]!.type !== to.args[i]!.type) return false;
      known.set(from.args[i]!, to.args[i]!);
    }
  }
  if (from !== null || to !== null) return false;
  for (from = a.first, to = b.first; from !== null; from = from.next, to = to!.next) {
    let [left, right] = [from.first, to!.first];
    for (; left !== null && right !== null; left = left.next, right = right.next) {
      if (!areEquivalent(left, right, known)) return false;
      for (let i = 0; i < left.numResults; i++) known.set(left.result(i), right.result(i));
    }
    if (left !== null || right !== null) return false;
  }
  return true;
}

/** Hash codes such that equivalent operations have the same. */
export class OperationHasher {
  readonly #numbers: Map<object, number>;
  constructor() {
    this.#numbers = new Map();
  }

  #number(thing: object | undefined): number {
    if (thing === undefined) return 0;
    let number = this.#numbers.get(thing);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(thing, number);
    }
    return number;
  }

  hash(op: Operation): number {
    const { def } = op;
    let hash = this.#number(def);
    if (isCommutative(def)) {
      let sum = 0;
      for (let i = 0; i < op.numOperands; i++) sum = (sum + scramble(this.#number(op.operand(i)))) | 0;
      hash = combine(hash, sum);
    } else for (let i = 0; i < op.numOperands; i++) hash = combine(hash, this.#number(op.operand(i)));
    for (let i = 0; i < op.numProperties; i++) hash = combine(hash, this.#number(op.property(i)));
    for (let i = 0; i < op.numResults; i++) hash = combine(hash, this.#number(op.result(i).type));
    return hash;
  }
}

const isCommutative = (def: OpDefinition): boolean => def.hasTrait(Commutative);
const scramble = (value: number): number => Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
const combine = (hash: number, value: number): number => scramble((Math.imul(hash, 31) + value) | 0);
