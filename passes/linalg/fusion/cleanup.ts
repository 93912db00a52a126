/** Operands and results of `linalg.generic` that are not needed. */

import { createGeneric, GenericOp } from "../../../dialects/linalg/index.ts";
import { hasPureTensorSemantics } from "../../../ir/interfaces/destination-style.ts";
import {
  areBoundsKnown,
  bodyArgument,
  indexingMaps,
  iteratorTypes,
  linalgBody,
  numLoops,
  usesOperand,
} from "../../../ir/interfaces/linalg.ts";
import { getOrMake } from "../../../ir/maps.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { Value } from "../../../ir/value.ts";
import { cloneBody } from "../bodies.ts";

/** Which operands stay, and which one stands for each of those that do not; some have no such one. */
class OperandChoice {
  readonly #generic: GenericOp;
  readonly kept: number[];
  /** For each operand the position in `kept` of the one with its elements. */
  readonly positions: Map<number, number>;
  readonly #dropped: Set<number>;
  readonly #known: Map<string, number>;
  readonly #numbers: Map<object, number>;

  constructor(generic: GenericOp) {
    this.#generic = generic;
    this.kept = [];
    this.positions = new Map();
    this.#dropped = new Set();
    this.#known = new Map();
    this.#numbers = new Map();
  }

  keep(operand: number, key?: string): void {
    if (key !== undefined) this.#known.set(key, this.kept.length);
    this.positions.set(operand, this.kept.length);
    this.kept.push(operand);
  }

  /** Drops `operand` if the bounds of the loops can be told without it. */
  tryToDrop(operand: number): boolean {
    const { op } = this.#generic;
    const maps = indexingMaps(op).filter((_, i) => i !== operand && !this.#dropped.has(i));
    if (!areBoundsKnown(maps, numLoops(op))) return false;
    this.#dropped.add(operand);
    return true;
  }

  /** Lets an operand with the same key stand for `operand`. */
  tryToShare(operand: number, key: string): boolean {
    const position = this.#known.get(key);
    if (position === undefined) return false;
    this.positions.set(operand, position);
    this.#dropped.add(operand);
    return true;
  }

  /** Tells things from each other, each by the number that it has here. */
  key(kind: string, ...parts: readonly object[]): string {
    const number = (part: object): number => {
      return getOrMake(this.#numbers, part, () => this.#numbers.size);
    };
    return `${kind} ${parts.map(number).join(" ")}`;
  }
}

function chooseInputs(generic: GenericOp, choice: OperandChoice): void {
  const maps = indexingMaps(generic.op);
  generic.inputs.forEach((value, i) => {
    if (!usesOperand(generic.op, i) && choice.tryToDrop(i)) return;
    const key = choice.key("in", value, maps[i]!);
    if (!choice.tryToShare(i, key)) choice.keep(i, key);
  });
}

function chooseOutputs(generic: GenericOp, choice: OperandChoice): void {
  const { op, inputs, outputs } = generic;
  const maps = indexingMaps(op);
  const yielded = linalgBody(op).terminator!.operands;
  outputs.forEach((value, i) => {
    const operand = inputs.length + i;
    if (!hasPureTensorSemantics(op)) {
      choice.keep(operand);
      return;
    }
    if (isResultDead(generic, i) && choice.tryToDrop(operand)) return;
    const key = choice.key("out", value, maps[operand]!, yielded[i]!);
    if (!usesOperand(op, operand) && choice.tryToShare(operand, key)) return;
    choice.keep(operand, key);
  });
}

/** Nobody uses the result, and the body makes nothing else of the output's elements than to give them back. */
function isResultDead({ op, inputs }: GenericOp, i: number): boolean {
  if (op.result(i).hasUses) return false;
  const argument = bodyArgument(op, inputs.length + i);
  if (!argument.hasUses) return true;
  const { terminator } = linalgBody(op);
  return argument.hasOneUse && argument.users[0] === terminator && terminator?.operand(i) === argument;
}

const dropOperands = pattern("deduplicate-and-remove-dead-operands", GenericOp, (generic, rewriter) => {
  const { op, inputs } = generic;
  const choice = new OperandChoice(generic);
  chooseInputs(generic, choice);
  const keptInputs = choice.kept.length;
  chooseOutputs(generic, choice);
  if (choice.kept.length === op.numOperands) return false;
  const values = choice.kept.map((i) => op.operand(i));
  const allMaps = indexingMaps(op);
  const copy = createGeneric(
    rewriter,
    values.slice(0, keptInputs),
    values.slice(keptInputs),
    { maps: choice.kept.map((i) => allMaps[i]!), iteratorTypes: iteratorTypes(op) },
    (builder, elements) => {
      const ofOperands = op.opOperands.map((_, i) => elements[choice.positions.get(i) ?? -1]);
      const yielded = cloneBody(builder, op, ofOperands);
      return choice.kept.slice(keptInputs).map((i) => yielded[i - inputs.length]!);
    },
  );
  for (const name of ["doc", "library_call"]) {
    const value = op.attr(name);
    if (value !== undefined) copy.op.setAttr(name, value);
  }
  copy.op.setDiscardableAttrs(op.discardableAttrs);
  op.results.forEach((result, i) => {
    const position = choice.positions.get(inputs.length + i);
    if (position !== undefined) rewriter.replaceAllUsesWith(result, copy.op.result(position - keptInputs));
  });
  rewriter.erase(op);
  return true;
});

/** An output whose elements only become its own new elements, which nobody uses, keeps them. */
const dropCycles = pattern("remove-unused-cycle-in-generic-op", GenericOp, ({ op, inputs, outputs }, rewriter) => {
  if (!hasPureTensorSemantics(op)) return false;
  const { terminator } = linalgBody(op);
  let changed = false;
  outputs.forEach((_, i) => {
    const argument = bodyArgument(op, inputs.length + i);
    if (op.result(i).hasUses || !argument.hasOneUse) return;
    const cycle = argument.users[0]!;
    if (cycle === terminator || cycle.numResults !== 1 || !cycle.result().hasOneUse) return;
    if (terminator!.operand(i) !== (cycle.result() as Value)) return;
    rewriter.replace(cycle, [argument]);
    rewriter.modify(op, () => {});
    changed = true;
  });
  return changed;
});

export const cleanupPatterns: readonly Pattern[] = [dropOperands, dropCycles];
