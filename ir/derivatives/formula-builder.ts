/** Builds the operations that a derivative formula stands for. */

import type { Attribute, Type } from "../attribute.ts";
import { FloatAttr, IntegerAttr } from "../builtin/attributes.ts";
import { isDynamicType } from "../builtin/types.ts";
import type { OpDefinition } from "../define-op.ts";
import { DiagnosticError, errorAt, opError } from "../diagnostic.ts";
import type { Arithmetic } from "../interfaces/arithmetic.ts";
import type { DerivativeBuilder } from "../interfaces/differentiable.ts";
import type { Location } from "../location.ts";
import { checksOf } from "../op-checks.ts";
import type { Operation } from "../operation.ts";
import { valuesNamed } from "../traits.ts";
import type { Value } from "../value.ts";
import { type ArithmeticOperator, type Formula, isLiteral, type Literal, type NamedFormula } from "./formula.ts";

/** The gradients that `grad` stands for, by the result's name; one that is missing is zero. */
export type Gradients = ReadonlyMap<string, Value>;
/** Undefined stands for zero. */
type Term = Value | undefined;

/** Names under which operations keep their fast-math flags. */
const flagNames = ["fastmath", "fastmathFlags"];

const methods = { "+": "add", "-": "subtract", "*": "multiply", "/": "divide" } as const;

/** Builds the formulas of one rule for one operation. */
export class FormulaBuilder {
  readonly #op: Operation;
  readonly #b: DerivativeBuilder;
  readonly #arithmetic: Arithmetic;
  readonly #flags: Attribute | undefined;
  readonly #lets: readonly NamedFormula[];
  /** How a value of the operation is reached where the derivative is computed. */
  readonly #primal: (value: Value) => Value;
  readonly #findOp: (name: string) => OpDefinition;
  /** Where the rule stands, if it comes from a file. */
  readonly #location: Location | undefined;
  /** What the named formulas without `grad` became. */
  readonly #shared: Map<string, Term>;

  constructor(
    op: Operation,
    b: DerivativeBuilder,
    primal: (value: Value) => Value,
    lets: readonly NamedFormula[],
    findOp: (name: string) => OpDefinition,
    location?: Location,
  ) {
    this.#op = op;
    this.#b = b;
    this.#arithmetic = b.arithmetic;
    this.#flags = flagNames.map((name) => op.attr(name)).find((flags) => flags !== undefined);
    this.#lets = lets;
    this.#primal = primal;
    this.#findOp = findOp;
    this.#location = location;
    this.#shared = new Map();
  }

  /** For formulas in which `grad` stands for these gradients. */
  with(gradients: Gradients): Evaluation {
    return new Evaluation(this, gradients);
  }

  primal(name: string): Value {
    return this.#primal(valuesNamed(this.#op, name)[0]!);
  }

  /** The named formula, and where its value is kept once it is built. */
  named(name: string, own: Map<string, Term>): { formula: Formula; memo: Map<string, Term> } {
    const { formula, hasGrad } = this.#lets.find((candidate) => candidate.name === name)!;
    return { formula, memo: hasGrad ? own : this.#shared };
  }

  /** A constant of a type, which has the shape of `like` if the type does not tell it. */
  literal(literal: Literal, type: Type, like: Term): Value {
    const number = this.#number(literal);
    if (!isDynamicType(type)) return this.#arithmetic.constant(this.#b.builder, type, number);
    if (like?.type === type) return this.#b.constant(number, like);
    throw opError(this.#op, `has a derivative with a constant of type '${type}', which needs a static shape`);
  }

  #number(literal: Literal): number {
    if (literal.kind === "number") return literal.value;
    const attribute = this.#op.attr(literal.name);
    if (attribute instanceof FloatAttr) return attribute.value;
    if (attribute instanceof IntegerAttr) return attribute.number;
    throw opError(this.#op, `has a derivative that needs a number as attribute '${literal.name}'`);
  }

  negate(value: Value): Value {
    return this.#arithmetic.negate(this.#b.builder, value, this.#flags);
  }
  arithmetic(operator: ArithmeticOperator, lhs: Value, rhs: Value): Value {
    return this.#arithmetic[methods[operator]](this.#b.builder, lhs, rhs, this.#flags);
  }
  compare(predicate: Parameters<Arithmetic["compare"]>[1], lhs: Value, rhs: Value): Value {
    return this.#arithmetic.compare(this.#b.builder, predicate, lhs, rhs);
  }
  select(condition: Value, whenTrue: Value, whenFalse: Value): Value {
    return this.#arithmetic.select(this.#b.builder, condition, whenTrue, whenFalse);
  }

  /** An operation with one result, which has the type `type` unless it follows from the operands. */
  call(name: string, operands: readonly Value[], attributes: Readonly<Record<string, string>>, type: Type): Value {
    const def = this.#findOp(name);
    const given: Record<string, Attribute> = {};
    for (const [key, source] of Object.entries(attributes)) {
      const attribute = this.#op.attr(source);
      if (attribute !== undefined) given[key] = attribute;
    }
    for (const flag of flagNames) {
      const flags = this.#op.attr(flag);
      if (flags !== undefined && def.attributeSlot(flag) !== undefined) given[flag] ??= flags;
    }
    const state = { loc: this.#b.builder.loc, operands, regions: [], attr: (key: string) => given[key] };
    const resultTypes = def.inferResultTypes(state) ?? [type];
    const made = this.#b.builder.createOperation(def, operands, resultTypes, given);
    this.#check(made);
    return made.result();
  }

  /** A rule may not fit all types that its operation has; that is the rule's mistake, not the program's. */
  #check(made: Operation): void {
    const { entrance, exit } = checksOf(made.def);
    try {
      for (const check of entrance) check(made);
      for (const check of exit) check(made);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      const rule = `the derivative rule of '${this.#op.name}' makes an operation that is not valid`;
      throw errorAt(this.#location ?? this.#op.loc, `${rule}: ${error.message}`).attachNote(this.#op.loc, "used here");
    }
  }
}

/** Formulas with one set of gradients. */
export class Evaluation {
  readonly #build: FormulaBuilder;
  readonly #gradients: Gradients;
  /** What the named formulas with `grad` became. */
  readonly #lets: Map<string, Term>;

  constructor(build: FormulaBuilder, gradients: Gradients) {
    this.#build = build;
    this.#gradients = gradients;
    this.#lets = new Map();
  }

  /**
   * The value of a formula whose type is `type`; undefined if it is zero because gradients are. `like` is a value of the
   * shape that it has, where one is known.
   */
  evaluate(formula: Formula, type: Type, like?: Value): Term {
    switch (formula.kind) {
      case "number":
      case "attribute":
        return formula.kind === "number" && formula.value === 0 ? undefined : this.#build.literal(formula, type, like);
      case "value":
        return this.#build.primal(formula.name);
      case "let":
        return this.#named(formula.name, type, like);
      case "grad":
        return this.#gradients.get(formula.result);
      case "negate": {
        const operand = this.evaluate(formula.operand, type, like);
        return operand === undefined ? undefined : this.#build.negate(operand);
      }
      case "arithmetic":
        return this.#arithmetic(formula.operator, formula.lhs, formula.rhs, type, like);
      case "compare": {
        const [lhs, rhs] = this.#both(formula.lhs, formula.rhs, type, like);
        return this.#build.compare(formula.predicate, lhs, rhs);
      }
      case "select":
        return this.#select(formula.condition, formula.whenTrue, formula.whenFalse, type, like);
      case "call":
        return this.#call(formula, type, like);
    }
  }

  #named(name: string, type: Type, like: Term): Term {
    const { formula, memo } = this.#build.named(name, this.#lets);
    if (memo.has(name)) return memo.get(name);
    const term = this.evaluate(formula, type, like);
    memo.set(name, term);
    return term;
  }

  /** Both sides; a literal has the type of the other side. */
  #pair(lhs: Formula, rhs: Formula, type: Type, like: Term): [Term, Term] {
    if (isLiteral(lhs)) {
      const right = this.evaluate(rhs, type, like);
      return [this.evaluate(lhs, right?.type ?? type, right ?? like), right];
    }
    const left = this.evaluate(lhs, type, like);
    return [left, this.evaluate(rhs, left?.type ?? type, left ?? like)];
  }

  /** Both sides, with zeros made explicit. */
  #both(lhs: Formula, rhs: Formula, type: Type, like: Term): [Value, Value] {
    const [left, right] = this.#pair(lhs, rhs, type, like);
    const known = left ?? right ?? like;
    const common = left?.type ?? right?.type ?? type;
    return [left ?? this.#zero(common, known), right ?? this.#zero(common, known)];
  }

  #zero(type: Type, like: Term): Value {
    return this.#build.literal({ kind: "number", value: 0 }, type, like);
  }

  #arithmetic(operator: ArithmeticOperator, lhs: Formula, rhs: Formula, type: Type, like: Term): Term {
    const [left, right] = this.#pair(lhs, rhs, type, like);
    if (left !== undefined && right !== undefined) return this.#build.arithmetic(operator, left, right);
    if (operator === "*" || operator === "/") return undefined;
    if (right === undefined) return left;
    return operator === "+" ? right : this.#build.negate(right);
  }

  #select(condition: Formula, whenTrue: Formula, whenFalse: Formula, type: Type, like: Term): Term {
    const [left, right] = this.#pair(whenTrue, whenFalse, type, like);
    const known = left ?? right;
    if (known === undefined) return undefined;
    const chosen = this.evaluate(condition, known.type, known)!;
    const [whenChosen, otherwise] = [left, right].map((value) => value ?? this.#zero(known.type, known));
    return this.#build.select(chosen, whenChosen!, otherwise!);
  }

  #call({ op, operands, attributes }: Extract<Formula, { kind: "call" }>, type: Type, like: Term): Term {
    const values: Term[] = [];
    for (const operand of operands) {
      const value = isLiteral(operand) ? undefined : this.evaluate(operand, type, like);
      // At most one operand has a gradient in it, and the operation is linear in that.
      if (value === undefined && !isLiteral(operand)) return undefined;
      values.push(value);
    }
    const known = values.find((value) => value !== undefined) ?? like;
    const complete = operands.map(
      (operand, i) => values[i] ?? this.#build.literal(operand as Literal, known?.type ?? type, known),
    );
    return this.#build.call(op, complete, attributes, type);
  }
}
