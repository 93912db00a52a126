/**
 * Simplifies affine expressions by way of their linear form: the sum of variables times coefficients, where a quotient
 * that cannot be resolved is a variable of its own. The method, and for pure affine expressions the result, are MLIR's
 * (`simplifyAffineExpr`); MLIR orders the terms of semi-affine expressions differently.
 */
import { type AffineBinaryOpExpr, AffineExpr } from "./expr.ts";
import { gcd } from "./fold.ts";
import type { AffineMap } from "./map.ts";

/** `constant` plus the sum of the keys of `terms` times their coefficients, which are not 0. */
export interface LinearForm {
  readonly terms: ReadonlyMap<AffineExpr, bigint>;
  readonly constant: bigint;
}

/**
 * An equal expression in which equal terms are joined, in the order dimensions, symbols, quotients, constant. What has
 * a divisor that is not positive, or would overflow, is left as it is.
 */
export function simplifyAffineExpr(expr: AffineExpr): AffineExpr {
  const flattener = new Flattener();
  const form = flattener.flatten(expr);
  return (form && flattener.rebuild(form)) ?? expr;
}

/** The linear form; undefined where a divisor is not positive or something would overflow. */
export const linearForm = (expr: AffineExpr): LinearForm | undefined => new Flattener().flatten(expr);

/** Simplifies all results of a map. */
export const simplifyAffineMap = (map: AffineMap): AffineMap => map.mapResults(simplifyAffineExpr);

const fits = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

const isConstant = (form: LinearForm): boolean => form.terms.size === 0;

/** `a * factor + b` */
function combine(a: LinearForm, factor: bigint, b: LinearForm): LinearForm {
  const terms = new Map(b.terms);
  for (const [variable, coefficient] of a.terms) {
    const sum = coefficient * factor + (terms.get(variable) ?? 0n);
    if (sum === 0n) terms.delete(variable);
    else terms.set(variable, sum);
  }
  return { terms, constant: a.constant * factor + b.constant };
}

const mapCoefficients = (form: LinearForm, map: (coefficient: bigint) => bigint): LinearForm => ({
  terms: new Map([...form.terms].map(([variable, coefficient]) => [variable, map(coefficient)])),
  constant: map(form.constant),
});

class Flattener {
  /** The quotients and products that became variables, numbered in the order in which they were met. */
  readonly #locals: Map<AffineExpr, number>;

  constructor() {
    this.#locals = new Map();
  }

  /** The linear form; undefined where it does not exist or does not fit 64 bits. */
  flatten(expr: AffineExpr): LinearForm | undefined {
    switch (expr.kind) {
      case "constant":
        return { terms: new Map(), constant: expr.value };
      case "dim":
      case "symbol":
        return variable(expr);
      default: {
        const lhs = this.flatten(expr.lhs);
        const rhs = lhs && this.flatten(expr.rhs);
        const form = rhs && this.#flattenBinary(expr.kind, lhs, rhs);
        return form && fits(form.constant) && [...form.terms.values()].every(fits) ? form : undefined;
      }
    }
  }

  #flattenBinary(kind: AffineBinaryOpExpr["kind"], lhs: LinearForm, rhs: LinearForm): LinearForm | undefined {
    if (kind === "add") return combine(rhs, 1n, lhs);
    if (kind === "mul") {
      if (isConstant(rhs)) return combine(lhs, rhs.constant, zero);
      if (isConstant(lhs)) return combine(rhs, lhs.constant, zero);
      return this.#local(this.rebuild(lhs).mul(this.rebuild(rhs)));
    }
    if (!isConstant(rhs)) {
      const [dividend, divisor] = [this.rebuild(lhs), this.rebuild(rhs)];
      if (kind === "mod") return this.#local(dividend.mod(divisor));
      return this.#local(kind === "floordiv" ? dividend.floorDiv(divisor) : dividend.ceilDiv(divisor));
    }
    if (rhs.constant <= 0n) return undefined;
    return kind === "mod" ? this.#flattenMod(lhs, rhs.constant) : this.#flattenDiv(kind, lhs, rhs.constant);
  }

  /** x mod c = x - c * (x floordiv c) */
  #flattenMod(lhs: LinearForm, divisor: bigint): LinearForm {
    const quotient = this.#flattenDiv("floordiv", lhs, divisor);
    return combine(quotient, -divisor, lhs);
  }

  #flattenDiv(kind: "floordiv" | "ceildiv", lhs: LinearForm, divisor: bigint): LinearForm {
    const common = [...lhs.terms.values(), lhs.constant].reduce((a, b) => gcd(a, b < 0n ? -b : b), divisor);
    const dividend = mapCoefficients(lhs, (coefficient) => coefficient / common);
    if (common === divisor) return dividend;
    const expr = this.rebuild(dividend);
    return this.#local(kind === "floordiv" ? expr.floorDiv(divisor / common) : expr.ceilDiv(divisor / common));
  }

  #local(expr: AffineExpr): LinearForm {
    if (!this.#locals.has(expr)) this.#locals.set(expr, this.#locals.size);
    return variable(expr);
  }

  /** The expression that a linear form stands for. */
  rebuild({ terms, constant }: LinearForm): AffineExpr {
    const order = (expr: AffineExpr): [group: number, position: number] => {
      if (expr.kind === "dim") return [0, expr.position];
      return expr.kind === "symbol" ? [1, expr.position] : [2, this.#locals.get(expr)!];
    };
    return [...terms]
      .map(([expr, coefficient]) => ({ term: expr.mul(coefficient), order: order(expr) }))
      .sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
      .reduce((sum, { term }) => sum.add(term), AffineExpr.constant(0) as AffineExpr)
      .add(constant);
  }
}

const zero: LinearForm = { terms: new Map(), constant: 0n };

const variable = (expr: AffineExpr): LinearForm => ({ terms: new Map([[expr, 1n]]), constant: 0n });
