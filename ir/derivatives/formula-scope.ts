/** What a formula may mention, and what is known of each of its parts while it is compiled. */

import { f64, i1, i32 } from "../builtin/types.ts";
import { arityOf, constraintOf, type TypeConstraint } from "../constraint.ts";
import type { OpDefinition, OpSpec } from "../define-op.ts";
import { suggestion } from "../nearest-name.ts";
import type { Formula, NamedFormula } from "./formula.ts";

/** What a rule knows of operations other than its own. */
export interface KnownOps {
  /** All operations that formulas may call. */
  readonly names: Iterable<string>;
  find(name: string): OpDefinition | undefined;
  /** Whether the operation has a rule that says that it is linear, so that gradients may be its operands. */
  isLinear(name: string): boolean;
}

/** Whether something is a truth value, a number, or possibly either. */
export type PartKind = "condition" | "number" | "any";

/** What values with this constraint are. */
export function kindOf(constraint: TypeConstraint): PartKind {
  const mayBeCondition = constraint.is(i1());
  const mayBeNumber = constraint.is(f64()) || constraint.is(i32());
  if (mayBeCondition === mayBeNumber) return "any";
  return mayBeCondition ? "condition" : "number";
}

/** A part of a formula. */
export interface Part {
  readonly formula: Formula;
  readonly kind: PartKind;
  /** Whether it is proportional to gradients. */
  readonly hasGrad: boolean;
}

/** A mistake in a formula; `offset` counts from the formula's beginning. */
export class FormulaError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.name = "FormulaError";
    this.offset = offset;
  }
}

export class FormulaScope {
  readonly op: OpDefinition;
  readonly ops: KnownOps;
  readonly #lets: Map<string, Part>;

  constructor(op: OpDefinition, ops: KnownOps) {
    this.op = op;
    this.ops = ops;
    this.#lets = new Map();
  }

  get lets(): readonly NamedFormula[] {
    return [...this.#lets].map(([name, { formula, hasGrad }]) => ({ name, formula, hasGrad }));
  }

  get results(): readonly string[] {
    return this.op.resultSegments.map(({ name }) => name);
  }

  /** @throws FormulaError if the name is taken. */
  addLet(name: string, part: Part): void {
    if (this.#find(name) !== undefined) throw new FormulaError(`'${name}' has a meaning already`, 0);
    this.#lets.set(name, part);
  }

  /** What a name stands for. */
  lookup(name: string, offset: number): Part {
    if (name === "grad") return this.#onlyGradient(offset);
    const part = this.#find(name);
    if (part !== undefined) return part;
    const spec = this.op.spec as OpSpec;
    const known = [...Object.keys(spec.operands ?? {}), ...this.results, ...Object.keys(spec.attributes ?? {})];
    const names = ["grad", ...known, ...this.#lets.keys()];
    throw new FormulaError(
      `'${name}' is no operand, result or attribute of '${this.op.name}'${suggestion(name, names)}`,
      offset,
    );
  }

  #find(name: string): Part | undefined {
    const named = this.#lets.get(name);
    if (named !== undefined) return { formula: { kind: "let", name }, kind: named.kind, hasGrad: named.hasGrad };
    const spec = this.op.spec as OpSpec;
    const value = spec.operands?.[name] ?? spec.results?.[name];
    if (value !== undefined && arityOf(value) === "single") {
      return { formula: { kind: "value", name }, kind: kindOf(constraintOf(value)), hasGrad: false };
    }
    if (spec.attributes?.[name] === undefined) return undefined;
    return { formula: { kind: "attribute", name }, kind: "number", hasGrad: false };
  }

  /** `grad` */
  #onlyGradient(offset: number): Part {
    const { results } = this;
    if (results.length === 1) return this.gradient(results[0]!, offset);
    const choices = results.map((name) => `grad(${name})`).join(", ");
    throw new FormulaError(`'${this.op.name}' has ${results.length} results: write one of ${choices}`, offset);
  }

  /** `grad(result)` */
  gradient(result: string, offset: number): Part {
    if (this.results.includes(result)) return { formula: { kind: "grad", result }, kind: "number", hasGrad: true };
    throw new FormulaError(`'${result}' is no result of '${this.op.name}'${suggestion(result, this.results)}`, offset);
  }
}
