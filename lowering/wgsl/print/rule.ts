/** How operations become WGSL: the kinds of rules, from which the tables in rules/ are made. */
import type { Type } from "../../../ir/attribute.ts";
import type { Op, OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { FunctionPrinter } from "./function-printer.ts";

/** An expression for the result, made of expressions for the operands. */
export interface ExpressionRule {
  readonly kind: "expression";
  readonly text: (args: readonly string[], op: Operation, type: (type: Type) => string) => string;
  /** Whether WGSL refuses these constants, for which the operation is not defined: then they are named before. */
  readonly isRefused: (args: readonly string[]) => boolean;
}

/** Writes statements that define the results. */
export interface StatementRule {
  readonly kind: "statement";
  readonly print: (op: Operation, printer: FunctionPrinter) => void;
}

export type Rule = ExpressionRule | StatementRule;
export type RuleEntry = readonly [OpDefinition, Rule];

export const expression = (
  def: OpDefinition,
  text: ExpressionRule["text"],
  isRefused: ExpressionRule["isRefused"] = () => false,
): RuleEntry => [def, { kind: "expression", text, isRefused }];

export const infix = (def: OpDefinition, operator: string, isRefused?: ExpressionRule["isRefused"]): RuleEntry =>
  expression(def, ([a, b]) => `${a} ${operator} ${b}`, isRefused);

export const call = (def: OpDefinition, name: string): RuleEntry =>
  expression(def, (args) => `${name}(${args.join(", ")})`);

/** An integer without a sign. */
export const unsigned = (arg: string | undefined): string =>
  /^\d+i$/.test(arg!) ? `${arg!.slice(0, -1)}u` : `u32(${arg})`;

export const statement = <D extends OpDefinition>(
  def: D,
  print: (view: Op<D>, printer: FunctionPrinter) => void,
): RuleEntry => [def, { kind: "statement", print: (op, printer) => print(def.view(op) as Op<D>, printer) }];
