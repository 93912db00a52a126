/**
 * Affine expressions: integer expressions over dimensions (`d0`) and symbols (`s0`).
 *
 * Expressions are interned, so that equal ones are the same object, and simplified while they are built, by the same
 * rules as in MLIR (fold.ts). Constants are 64-bit integers; what would overflow is not folded.
 */
import { intern } from "../attribute.ts";
import { foldAdd, foldCeilDiv, foldConstants, foldFloorDiv, foldMod, foldMul, gcd } from "./fold.ts";
import type { AffineMap } from "./map.ts";
import { printAffineExpr } from "./print.ts";

export type AffineBinaryKind = "add" | "mul" | "mod" | "floordiv" | "ceildiv";

export type AffineExpr = AffineBinaryOpExpr | AffineDimExpr | AffineSymbolExpr | AffineConstantExpr;

/** What an operation of an affine expression takes on its right side. */
export type AffineOperand = AffineExpr | bigint | number;

abstract class AffineExprBase {
  /** Whether the expression has no dimension in it. */
  readonly isSymbolicOrConstant: boolean;
  /** Whether every product has a constant factor and every divisor is constant. */
  readonly isPureAffine: boolean;
  /** The largest integer that is known to divide the value, whatever the dimensions and symbols are; 0 divides 0. */
  readonly largestKnownDivisor: bigint;
  /** The number of parts that `walk` visits. */
  readonly size: number;

  constructor(isSymbolicOrConstant: boolean, isPureAffine: boolean, largestKnownDivisor: bigint, size = 1) {
    this.isSymbolicOrConstant = isSymbolicOrConstant;
    this.isPureAffine = isPureAffine;
    this.largestKnownDivisor = largestKnownDivisor;
    this.size = size;
  }

  /** The value of a constant; undefined for other expressions. */
  get constantValue(): bigint | undefined {
    return undefined;
  }

  add(this: AffineExpr, other: AffineOperand): AffineExpr {
    return binary("add", this, toExpr(other));
  }
  sub(this: AffineExpr, other: AffineOperand): AffineExpr {
    return this.add(toExpr(other).neg());
  }
  neg(this: AffineExpr): AffineExpr {
    return this.mul(-1n);
  }
  mul(this: AffineExpr, other: AffineOperand): AffineExpr {
    return binary("mul", this, toExpr(other));
  }
  /** The remainder of `floorDiv`, which is not negative; the divisor must be positive. */
  mod(this: AffineExpr, other: AffineOperand): AffineExpr {
    return binary("mod", this, toExpr(other));
  }
  floorDiv(this: AffineExpr, other: AffineOperand): AffineExpr {
    return binary("floordiv", this, toExpr(other));
  }
  ceilDiv(this: AffineExpr, other: AffineOperand): AffineExpr {
    return binary("ceildiv", this, toExpr(other));
  }

  /** Whether the value is known to be a multiple of `factor`. */
  isMultipleOf(factor: bigint | number): boolean {
    return this.largestKnownDivisor % BigInt(factor) === 0n;
  }

  isFunctionOfDim(this: AffineExpr, position: number): boolean {
    return contains(this, AffineDimExpr.get(position));
  }
  isFunctionOfSymbol(this: AffineExpr, position: number): boolean {
    return contains(this, AffineSymbolExpr.get(position));
  }

  /** Calls `visit` for every part of the expression and then for the expression itself. */
  walk(this: AffineExpr, visit: (expr: AffineExpr) => void): void {
    if (this instanceof AffineBinaryOpExpr) {
      this.lhs.walk(visit);
      this.rhs.walk(visit);
    }
    visit(this);
  }

  /** Replaces the expressions that are keys of `map`, the outermost first. */
  replace(this: AffineExpr, map: ReadonlyMap<AffineExpr, AffineExpr>): AffineExpr {
    return rebuild(this, (expr) => map.get(expr));
  }

  /** Replaces dimensions and symbols by position; what has no replacement stays. */
  replaceDimsAndSymbols(this: AffineExpr, dims: readonly AffineExpr[], symbols: readonly AffineExpr[]): AffineExpr {
    return rebuild(this, (expr) => {
      if (expr.kind === "dim") return dims[expr.position];
      return expr.kind === "symbol" ? symbols[expr.position] : undefined;
    });
  }
  replaceDims(this: AffineExpr, dims: readonly AffineExpr[]): AffineExpr {
    return this.replaceDimsAndSymbols(dims, []);
  }
  replaceSymbols(this: AffineExpr, symbols: readonly AffineExpr[]): AffineExpr {
    return this.replaceDimsAndSymbols([], symbols);
  }

  /** Adds `shift` to the positions of the dimensions from `offset` on. */
  shiftDims(this: AffineExpr, shift: number, offset = 0): AffineExpr {
    return rebuild(this, (expr) =>
      expr.kind === "dim" && expr.position >= offset ? AffineDimExpr.get(expr.position + shift) : undefined,
    );
  }
  /** Adds `shift` to the positions of the symbols from `offset` on. */
  shiftSymbols(this: AffineExpr, shift: number, offset = 0): AffineExpr {
    return rebuild(this, (expr) =>
      expr.kind === "symbol" && expr.position >= offset ? AffineSymbolExpr.get(expr.position + shift) : undefined,
    );
  }

  /** Replaces the dimensions by the results of `map`. */
  compose(this: AffineExpr, map: AffineMap): AffineExpr {
    return this.replaceDims(map.results);
  }

  /** The expression as MLIR prints it. */
  toString(this: AffineExpr): string {
    return printAffineExpr(this);
  }
}

export class AffineBinaryOpExpr extends AffineExprBase {
  readonly kind: AffineBinaryKind;
  readonly lhs: AffineExpr;
  readonly rhs: AffineExpr;
  private constructor(kind: AffineBinaryKind, lhs: AffineExpr, rhs: AffineExpr) {
    super(
      lhs.isSymbolicOrConstant && rhs.isSymbolicOrConstant,
      isPure(kind, lhs, rhs),
      divisor(kind, lhs, rhs),
      lhs.size + rhs.size + 1,
    );
    this.kind = kind;
    this.lhs = lhs;
    this.rhs = rhs;
  }
  /** The operation as it is given; the methods of expressions simplify it. */
  static get(kind: AffineBinaryKind, lhs: AffineExpr, rhs: AffineExpr): AffineBinaryOpExpr {
    return intern(AffineBinaryOpExpr, [kind, lhs, rhs], () => new AffineBinaryOpExpr(kind, lhs, rhs));
  }
  /** The same operation on other expressions, simplified. */
  withOperands(lhs: AffineExpr, rhs: AffineExpr): AffineExpr {
    return binary(this.kind, lhs, rhs);
  }
}

export class AffineDimExpr extends AffineExprBase {
  readonly kind: "dim";
  readonly position: number;
  private constructor(position: number) {
    super(false, true, 1n);
    this.kind = "dim";
    this.position = position;
  }
  static get(position: number): AffineDimExpr {
    return intern(AffineDimExpr, [position], () => new AffineDimExpr(position));
  }
}

export class AffineSymbolExpr extends AffineExprBase {
  readonly kind: "symbol";
  readonly position: number;
  private constructor(position: number) {
    super(true, true, 1n);
    this.kind = "symbol";
    this.position = position;
  }
  static get(position: number): AffineSymbolExpr {
    return intern(AffineSymbolExpr, [position], () => new AffineSymbolExpr(position));
  }
}

export class AffineConstantExpr extends AffineExprBase {
  readonly kind: "constant";
  readonly value: bigint;
  private constructor(value: bigint) {
    super(true, true, value < 0n ? -value : value);
    this.kind = "constant";
    this.value = value;
  }
  /** @throws RangeError when the value is no 64-bit integer. */
  static get(value: bigint | number): AffineConstantExpr {
    const exact = BigInt(value);
    if (exact !== BigInt.asIntN(64, exact)) throw new RangeError(`${exact} does not fit a 64-bit integer`);
    return intern(AffineConstantExpr, [exact], () => new AffineConstantExpr(exact));
  }
  override get constantValue(): bigint {
    return this.value;
  }
}

/** Makes the leaves of expressions. */
export const AffineExpr = {
  dim: AffineDimExpr.get,
  symbol: AffineSymbolExpr.get,
  constant: AffineConstantExpr.get,
};

const toExpr = (operand: AffineOperand): AffineExpr =>
  typeof operand === "object" ? operand : AffineConstantExpr.get(operand);

const folders = { add: foldAdd, mul: foldMul, mod: foldMod, floordiv: foldFloorDiv, ceildiv: foldCeilDiv };

function binary(kind: AffineBinaryKind, lhs: AffineExpr, rhs: AffineExpr): AffineExpr {
  const folded =
    lhs.kind === "constant" && rhs.kind === "constant"
      ? foldConstants(kind, lhs.value, rhs.value)
      : folders[kind](lhs, rhs);
  return folded === undefined ? AffineBinaryOpExpr.get(kind, lhs, rhs) : toExpr(folded);
}

/** Rebuilds an expression with the parts for which `substitute` gives something; those are not looked into. */
function rebuild(expr: AffineExpr, substitute: (expr: AffineExpr) => AffineExpr | undefined): AffineExpr {
  const replacement = substitute(expr);
  if (replacement !== undefined) return replacement;
  if (!(expr instanceof AffineBinaryOpExpr)) return expr;
  const lhs = rebuild(expr.lhs, substitute);
  const rhs = rebuild(expr.rhs, substitute);
  return lhs === expr.lhs && rhs === expr.rhs ? expr : binary(expr.kind, lhs, rhs);
}

function contains(expr: AffineExpr, part: AffineExpr): boolean {
  if (expr === part) return true;
  return expr instanceof AffineBinaryOpExpr && (contains(expr.lhs, part) || contains(expr.rhs, part));
}

function isPure(kind: AffineBinaryKind, lhs: AffineExpr, rhs: AffineExpr): boolean {
  if (!lhs.isPureAffine || !rhs.isPureAffine) return false;
  return kind === "add" || rhs.kind === "constant" || (kind === "mul" && lhs.kind === "constant");
}

function divisor(kind: AffineBinaryKind, lhs: AffineExpr, rhs: AffineExpr): bigint {
  const left = lhs.largestKnownDivisor;
  const right = rhs.largestKnownDivisor;
  switch (kind) {
    case "add":
    case "mod":
      return gcd(left, right);
    case "mul":
      return left * right;
    default:
      return rhs.kind === "constant" && right !== 0n && left % right === 0n ? left / right : 1n;
  }
}
