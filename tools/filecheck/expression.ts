/** Numeric expressions, as in `[[#X + 1]]`: their trees, values and formats. */
import { CheckFileError } from "./errors.ts";
import { formatName, type NumericFormat, sameFormat } from "./numeric-format.ts";
import type { Location } from "./source-buffer.ts";
import type { NumericVariable } from "./variables.ts";

/** A piece of source text. */
export interface SourceText {
  readonly location: Location;
  readonly text: string;
}

export type BinaryOperator = "add" | "sub" | "mul" | "div" | "max" | "min";

export type Expression =
  | { readonly kind: "literal"; readonly source: SourceText; readonly value: bigint }
  | { readonly kind: "variable"; readonly source: SourceText; readonly variable: NumericVariable }
  | {
      readonly kind: "binary";
      readonly source: SourceText;
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

/** Integers have any size; only a division by zero has no value. */
const operations: Readonly<Record<BinaryOperator, (left: bigint, right: bigint) => bigint | undefined>> = {
  add: (left, right) => left + right,
  sub: (left, right) => left - right,
  mul: (left, right) => left * right,
  div: (left, right) => (right === 0n ? undefined : left / right),
  max: (left, right) => (left > right ? left : right),
  min: (left, right) => (left < right ? left : right),
};

export function isBinaryOperator(name: string): name is BinaryOperator {
  return Object.hasOwn(operations, name);
}

/** Why an expression has no value: a variable that is not set, or a result that is no number. */
export type EvaluationFailure =
  | { readonly kind: "undefined"; readonly variable: SourceText }
  | { readonly kind: "overflow" };

/** The value of an expression, or all reasons why it has none. */
export function evaluate(expression: Expression): bigint | readonly EvaluationFailure[] {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "variable":
      return expression.variable.value ?? [{ kind: "undefined", variable: expression.source }];
    case "binary": {
      const left = evaluate(expression.left);
      const right = evaluate(expression.right);
      if (typeof left === "bigint" && typeof right === "bigint") {
        return operations[expression.operator](left, right) ?? [{ kind: "overflow" }];
      }
      return [left, right].flatMap((operand) => (typeof operand === "bigint" ? [] : operand));
    }
  }
}

/**
 * The format that an expression takes from its variables, or undefined when it has none.
 *
 * @throws CheckFileError when two operands have different formats.
 */
export function implicitFormat(expression: Expression): NumericFormat | undefined {
  if (expression.kind === "literal") return undefined;
  if (expression.kind === "variable") return expression.variable.format;
  const left = implicitFormat(expression.left);
  const right = implicitFormat(expression.right);
  if (left === undefined || right === undefined) return left ?? right;
  if (!sameFormat(left, right)) {
    const operands =
      `'${expression.left.source.text}' (${formatName(left)}) and ` +
      `'${expression.right.source.text}' (${formatName(right)})`;
    throw new CheckFileError(
      expression.source.location,
      `implicit format conflict between ${operands}, need an explicit format specifier`,
    );
  }
  return left;
}
