/**
 * Derivative rules as data. A rule has a formula for each operand of an operation; it says what the operand's adjoint
 * gets in reverse mode. Since formulas are linear in `grad`, they say in forward mode what the operand's tangent gives to
 * the tangent of the result.
 *
 * Rule files (rule-file.ts) are the text form; formula-rules.ts makes rules that build operations.
 */
import type { ComparisonPredicate } from "../interfaces/arithmetic.ts";
import type { RuledFunction } from "./function-operation.ts";

export type ArithmeticOperator = "+" | "-" | "*" | "/";

/** What numbers a formula may use in place of values: written ones, and attributes of the operation. */
export type Literal =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "attribute"; readonly name: string };

export type Formula =
  | Literal
  /** An operand or result. */
  | { readonly kind: "value"; readonly name: string }
  /** A formula that the rule has a name for. */
  | { readonly kind: "let"; readonly name: string }
  /** The adjoint of a result, or in forward mode the tangent of an operand. */
  | { readonly kind: "grad"; readonly result: string }
  | { readonly kind: "negate"; readonly operand: Formula }
  | {
      readonly kind: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly lhs: Formula;
      readonly rhs: Formula;
    }
  | {
      readonly kind: "compare";
      readonly predicate: ComparisonPredicate;
      readonly lhs: Formula;
      readonly rhs: Formula;
    }
  | {
      readonly kind: "select";
      readonly condition: Formula;
      readonly whenTrue: Formula;
      readonly whenFalse: Formula;
    }
  /** An operation; its attributes are attributes of the operation that is differentiated. */
  | {
      readonly kind: "call";
      readonly op: string;
      readonly operands: readonly Formula[];
      readonly attributes: Readonly<Record<string, string>>;
    };

export const isLiteral = (formula: Formula): formula is Literal =>
  formula.kind === "number" || formula.kind === "attribute";

/** A formula that several others of the rule use. */
export interface NamedFormula {
  readonly name: string;
  readonly formula: Formula;
  /** Whether `grad` occurs in it. */
  readonly hasGrad: boolean;
}

/** What a rule is for. */
interface Subject {
  readonly op: string;
  /** The function, if the rule is for calls of one. */
  readonly function?: RuledFunction;
}

export type FormulaRule =
  /** No derivative flows through the operation. */
  | (Subject & { readonly kind: "none" })
  /** The operation cannot be differentiated, for a reason. */
  | (Subject & { readonly kind: "error"; readonly message: string })
  | (Subject & {
      readonly kind: "formulas";
      /** Linear in all operands that have a formula: in forward mode the operation is applied to their tangents. */
      readonly linear: boolean;
      readonly lets: readonly NamedFormula[];
      /** By operand; `null` where no derivative flows. */
      readonly operands: Readonly<Record<string, Formula | null>>;
    });
