/** Makes rules for the differentiation engine of rules that are data: one formula gives forward and reverse mode. */

import type { OpDefinition } from "../define-op.ts";
import { opError } from "../diagnostic.ts";
import type { AdjointBuilder, DerivativeRule, TangentBuilder } from "../interfaces/differentiable.ts";
import type { Location } from "../location.ts";
import type { Operation } from "../operation.ts";
import { valuesNamed } from "../traits.ts";
import type { Value } from "../value.ts";
import { applyToTangents } from "./apply-to-tangents.ts";
import type { Formula, FormulaRule } from "./formula.ts";
import { FormulaBuilder } from "./formula-builder.ts";
import { functionOperation } from "./function-operation.ts";

type Formulas = Extract<FormulaRule, { kind: "formulas" }>;

/** What building a rule's formulas needs besides the rule. */
interface Surroundings {
  readonly findOp: (name: string) => OpDefinition;
  /** Where the rule stands, if it comes from a file. */
  readonly location: Location | undefined;
}

/**
 * The rules for operations among `ops`, in which the operations that formulas mention are looked for as well. `locations`
 * tells where rules stand that come from files.
 * @throws Error if an operation is not there.
 */
export function derivativeRules(
  rules: readonly FormulaRule[],
  ops: Iterable<OpDefinition>,
  locations?: ReadonlyMap<FormulaRule, Location>,
): DerivativeRule[] {
  const byName = new Map<string, OpDefinition>();
  for (const op of ops) byName.set(op.name, op);
  const findOp = (name: string): OpDefinition => {
    const op = byName.get(name);
    if (op === undefined) throw new Error(`a derivative rule needs the operation '${name}', which is not registered`);
    return op;
  };
  return rules.map((rule) => derivativeRule(rule, { findOp, location: locations?.get(rule) }));
}

function derivativeRule(rule: FormulaRule, surroundings: Surroundings): DerivativeRule {
  const { findOp } = surroundings;
  const named = findOp(rule.op);
  const op = rule.function === undefined ? named : functionOperation(named, rule.function, rule.kind === "formulas");
  if (rule.kind === "none") return { op, inactive: "all" };
  if (rule.kind === "error") {
    const refuse = (operation: Operation): never => {
      throw opError(operation, rule.message);
    };
    return { op, inactive: [], escapes: true, jvp: refuse, vjp: refuse };
  }
  return {
    op,
    inactive: Object.keys(rule.operands).filter((name) => rule.operands[name] === null),
    linear: rule.linear,
    jvp: (operation, b) =>
      rule.linear
        ? applyToTangents(operation, b, (name) => rule.operands[name] !== null)
        : pushForward(rule, operation, b, surroundings),
    vjp: (operation, b) => pullBack(rule, operation, b, surroundings),
  };
}

interface Active {
  readonly value: Value;
  readonly formula: Formula;
}

/** The operands with formulas through which a derivative can flow. */
function activeOperands(rule: Formulas, op: Operation, isActive: (value: Value) => boolean): Active[] {
  const active: Active[] = [];
  for (const [name, formula] of Object.entries(rule.operands)) {
    const [value] = valuesNamed(op, name);
    if (formula !== null && value !== undefined && isActive(value)) active.push({ value, formula });
  }
  return active;
}

/** The names of an operation's results, each of which is a single value. */
const resultNames = (op: Operation): string[] => op.def.resultSegments.map(({ name }) => name);

/** yDot = the sum, over the operands, of the formulas in which xDot stands for the gradient of y. */
function pushForward(rule: Formulas, op: Operation, b: TangentBuilder, { findOp, location }: Surroundings): void {
  const operands = activeOperands(rule, op, (value) => b.tangent(value) !== undefined);
  const build = new FormulaBuilder(op, b, (value) => value, rule.lets, findOp, location);
  resultNames(op).forEach((name, i) => {
    const result = op.result(i);
    if (!b.isActive(result)) return;
    let sum: Value | undefined;
    for (const { value, formula } of operands) {
      const term = build.with(new Map([[name, b.tangent(value)!]])).evaluate(formula, result.type);
      if (term === undefined) continue;
      sum = sum === undefined ? term : b.arithmetic.add(b.builder, sum, term);
    }
    if (sum !== undefined) b.setTangent(result, sum);
  });
}

/**
 * xBar += the formula of x. Adjoints of complex numbers are pairs of those of their parts, so that they are multiplied by
 * the conjugate of the derivative: conj(formula(conj(grad))).
 */
function pullBack(rule: Formulas, op: Operation, b: AdjointBuilder, { findOp, location }: Surroundings): void {
  const conjugate = (value: Value): Value => b.arithmetic.conjugate?.(b.builder, value) ?? value;
  const gradients = new Map<string, Value>();
  resultNames(op).forEach((name, i) => {
    const gradient = b.gradient(op.result(i));
    if (gradient !== undefined) gradients.set(name, conjugate(gradient));
  });
  if (gradients.size === 0) return;
  const build = new FormulaBuilder(op, b, (value) => b.primal(value), rule.lets, findOp, location);
  const evaluation = build.with(gradients);
  for (const { value, formula } of activeOperands(rule, op, (operand) => b.isActive(operand))) {
    const contribution = evaluation.evaluate(formula, value.type);
    if (contribution !== undefined) b.accumulate(value, conjugate(contribution));
  }
}
