/** How operations become JavaScript: the kinds of rules, from which the tables in rules/ are made. */

import type { Type } from "../../ir/attribute.ts";
import type { Op, OpDefinition } from "../../ir/define-op.ts";
import { fileLocation } from "../../ir/location.ts";
import type { Operation } from "../../ir/operation.ts";
import type { FunctionEmitter } from "./function-emitter.ts";
import type { RuntimeName } from "./runtime/index.ts";

/** What the expression of a scalar operation is made from. */
export interface ScalarContext {
  readonly op: Operation;
  /** Expressions for the operands. They have no effects and may be written more than once. */
  readonly args: readonly string[];
  /** The operands' types; of vectors, those of their elements. */
  readonly operandTypes: readonly Type[];
  readonly resultTypes: readonly Type[];
  /**
   * An expression for an index that a double may not hold exactly: `fast` if it does, `exact`, which takes care of that,
   * if it does not. Operands of at most these magnitudes give a result of at most `bound`.
   */
  checked(fast: string, exact: string, bound: (...magnitudes: number[]) => number): string;
}

/** An operation on scalars whose results are expressions; on vectors it works element by element. */
export interface ScalarRule {
  readonly kind: "scalar";
  /** One expression for each result. */
  readonly texts: (context: ScalarContext) => readonly string[];
}

/** Any other operation: writes statements that define its results. */
export interface StatementRule {
  readonly kind: "statement";
  readonly emit: (op: Operation, fn: FunctionEmitter) => void;
}

export type Rule = ScalarRule | StatementRule;
export type RuleEntry = readonly [OpDefinition, Rule];

export const scalar = (def: OpDefinition, text: (context: ScalarContext) => string): RuleEntry => [
  def,
  { kind: "scalar", texts: (context) => [text(context)] },
];

/** An operation with several results. */
export const scalars = (def: OpDefinition, texts: (context: ScalarContext) => readonly string[]): RuleEntry => [
  def,
  { kind: "scalar", texts },
];

export const statement = <D extends OpDefinition>(
  def: D,
  emit: (view: Op<D>, fn: FunctionEmitter) => void,
): RuleEntry => [def, { kind: "statement", emit: (op, fn) => emit(def.view(op) as Op<D>, fn) }];

/** A call of a function of the runtime. */
export const call = (name: RuntimeName, ...args: readonly string[]): string => `${name}(${args.join(", ")})`;

/** An operation and its place in the source, as a literal for messages. */
export function placeText(op: Operation): string {
  const place = fileLocation(op.loc);
  const where = place === undefined ? "" : ` at ${place.file}:${place.line}:${place.column}`;
  return JSON.stringify(`'${op.name}'${where}`);
}
