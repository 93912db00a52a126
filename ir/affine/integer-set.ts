/** Integer sets: the points that satisfy equalities and inequalities between affine expressions and 0. */
import { intern } from "../attribute.ts";
import { bigintArithmetic, evaluate } from "./evaluate.ts";
import { AffineExpr } from "./expr.ts";
import { printSpace } from "./print.ts";

/** `(d0)[s0] : (d0 - s0 >= 0, d0 == 0)`. Equal sets are the same object. */
export class IntegerSet {
  readonly numDims: number;
  readonly numSymbols: number;
  readonly constraints: readonly AffineExpr[];
  /** For each constraint whether it is `== 0`; otherwise it is `>= 0`. */
  readonly eqFlags: readonly boolean[];
  private constructor(
    numDims: number,
    numSymbols: number,
    constraints: readonly AffineExpr[],
    eqFlags: readonly boolean[],
  ) {
    this.numDims = numDims;
    this.numSymbols = numSymbols;
    this.constraints = constraints;
    this.eqFlags = eqFlags;
  }

  static get(
    numDims: number,
    numSymbols: number,
    constraints: readonly AffineExpr[],
    eqFlags: readonly boolean[],
  ): IntegerSet {
    return intern(
      IntegerSet,
      [numDims, numSymbols, ...constraints, ...eqFlags],
      () => new IntegerSet(numDims, numSymbols, [...constraints], [...eqFlags]),
    );
  }

  /** The set without points: `1 == 0`. */
  static getEmptySet(numDims: number, numSymbols: number): IntegerSet {
    return IntegerSet.get(numDims, numSymbols, [AffineExpr.constant(1)], [true]);
  }

  get numInputs(): number {
    return this.numDims + this.numSymbols;
  }
  get numConstraints(): number {
    return this.constraints.length;
  }
  get numEqualities(): number {
    return this.eqFlags.filter((isEquality) => isEquality).length;
  }
  get numInequalities(): number {
    return this.numConstraints - this.numEqualities;
  }
  /** Whether this is the canonical set without points; other sets may have none either. */
  get isEmptyIntegerSet(): boolean {
    return this === IntegerSet.getEmptySet(this.numDims, this.numSymbols);
  }

  isEq(index: number): boolean {
    return this.eqFlags[index]!;
  }
  /** Calls `visit` for every part of every constraint, parts before the whole. */
  walkExprs(visit: (expr: AffineExpr) => void): void {
    for (const expr of this.constraints) expr.walk(visit);
  }

  /** Whether a point is in the set; undefined where a constraint has no value, as in `AffineMap.evaluate`. */
  contains(dims: readonly bigint[], symbols: readonly bigint[] = []): boolean | undefined {
    let isInside = true;
    for (const [i, expr] of this.constraints.entries()) {
      const value = evaluate(expr, dims, symbols, bigintArithmetic);
      if (value === undefined) return undefined;
      isInside &&= this.eqFlags[i] ? value === 0n : value >= 0n;
    }
    return isInside;
  }

  replaceDimsAndSymbols(
    dims: readonly AffineExpr[],
    symbols: readonly AffineExpr[],
    numDims: number,
    numSymbols: number,
  ): IntegerSet {
    const constraints = this.constraints.map((expr) => expr.replaceDimsAndSymbols(dims, symbols));
    return IntegerSet.get(numDims, numSymbols, constraints, this.eqFlags);
  }

  /** The set as MLIR prints it. */
  toString(): string {
    const constraints = this.constraints.map((expr, i) => `${expr} ${this.eqFlags[i] ? "==" : ">="} 0`);
    return `${printSpace(this.numDims, this.numSymbols)} : (${constraints.join(", ")})`;
  }
}
