/** Affine maps: functions from dimensions and symbols to a list of affine expressions. */
import { intern } from "../attribute.ts";
import { bigintArithmetic, evaluateAll, numberArithmetic } from "./evaluate.ts";
import { AffineExpr } from "./expr.ts";
import { printSpace } from "./print.ts";

/** By the number of dimensions. */
const identityMaps: AffineMap[] = [];

const countUp = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** `(d0, d1)[s0] -> (d0 + s0, d1)`. Equal maps are the same object. */
export class AffineMap {
  readonly numDims: number;
  readonly numSymbols: number;
  readonly results: readonly AffineExpr[];
  private constructor(numDims: number, numSymbols: number, results: readonly AffineExpr[]) {
    this.numDims = numDims;
    this.numSymbols = numSymbols;
    this.results = results;
  }

  static get(numDims: number, numSymbols: number, results: readonly AffineExpr[] = []): AffineMap {
    return intern(AffineMap, [numDims, numSymbols, ...results], () => new AffineMap(numDims, numSymbols, [...results]));
  }

  /** `() -> (value)` */
  static getConstantMap(value: bigint | number): AffineMap {
    return AffineMap.get(0, 0, [AffineExpr.constant(value)]);
  }

  /** `(d0, d1) -> (d0, d1)` */
  static getMultiDimIdentityMap(numDims: number): AffineMap {
    identityMaps[numDims] ??= AffineMap.getMultiDimMapWithTargets(numDims, countUp(numDims));
    return identityMaps[numDims];
  }

  /** `(d0, d1, d2) -> (d1, d2)`: the last dimensions. */
  static getMinorIdentityMap(numDims: number, numResults: number): AffineMap {
    return AffineMap.getMultiDimIdentityMap(numDims).getMinorSubMap(numResults);
  }

  /** The identity without the dimensions that are not kept. */
  static getFilteredIdentityMap(numDims: number, isKept: (position: number) => boolean): AffineMap {
    return AffineMap.getMultiDimMapWithTargets(numDims, countUp(numDims).filter(isKept));
  }

  /** `[1, 2, 0]` gives `(d0, d1, d2) -> (d1, d2, d0)`. */
  static getPermutationMap(permutation: readonly number[]): AffineMap {
    return AffineMap.getMultiDimMapWithTargets(permutation.length, permutation);
  }

  /** The map whose results are the dimensions at the given positions. */
  static getMultiDimMapWithTargets(numDims: number, targets: readonly number[]): AffineMap {
    return AffineMap.get(numDims, 0, targets.map(AffineExpr.dim));
  }

  /**
   * The linear position of an element: the offset plus each index times its stride. Those equal to `dynamic` become
   * symbols, the offset first.
   */
  static fromStrides(offset: number, strides: readonly number[], dynamic: number): AffineMap {
    let numSymbols = 0;
    const term = (value: number): AffineExpr =>
      value === dynamic ? AffineExpr.symbol(numSymbols++) : AffineExpr.constant(value);
    const position = strides.reduce((sum, stride, i) => sum.add(AffineExpr.dim(i).mul(term(stride))), term(offset));
    return AffineMap.get(strides.length, numSymbols, [position]);
  }

  get numResults(): number {
    return this.results.length;
  }
  get numInputs(): number {
    return this.numDims + this.numSymbols;
  }
  get isEmpty(): boolean {
    return this.numInputs === 0 && this.numResults === 0;
  }

  get isIdentity(): boolean {
    return this.numDims === this.numResults && this.results.every(isDimAt);
  }
  get isSymbolIdentity(): boolean {
    return (
      this.numSymbols === this.numResults &&
      this.results.every((expr, i) => expr.kind === "symbol" && expr.position === i)
    );
  }
  /** Whether the results are the last dimensions, in order. */
  get isMinorIdentity(): boolean {
    const dropped = this.numDims - this.numResults;
    return dropped >= 0 && this.results.every((expr, i) => isDimAt(expr, dropped + i));
  }
  get isConstant(): boolean {
    return this.results.every((expr) => expr.kind === "constant");
  }
  get isSingleConstant(): boolean {
    return this.numResults === 1 && this.isConstant;
  }
  /** @throws Error when the map is not a single constant. */
  get singleConstantResult(): bigint {
    if (!this.isSingleConstant) throw new Error(`${this} is not a single constant`);
    return this.constantResults[0]!;
  }
  /** @throws Error when a result is not constant. */
  get constantResults(): bigint[] {
    return this.results.map((expr) => {
      if (expr.kind !== "constant") throw new Error(`${this} is not constant`);
      return expr.value;
    });
  }

  /** Whether the map has no symbols and its results are different dimensions, or also zeros where they are allowed. */
  isProjectedPermutation(allowZeroInResults = false): boolean {
    if (this.numSymbols > 0) return false;
    const seen = new Set<AffineExpr>();
    return this.results.every((expr) => {
      if (expr.kind !== "dim") return allowZeroInResults && expr.constantValue === 0n;
      if (seen.has(expr)) return false;
      seen.add(expr);
      return true;
    });
  }
  get isPermutation(): boolean {
    return this.numDims === this.numResults && this.isProjectedPermutation();
  }

  /**
   * Where the results are the last dimensions in order, but for some that are 0: the indices of these; otherwise
   * undefined.
   */
  get minorIdentityBroadcastDims(): number[] | undefined {
    const dropped = this.numDims - this.numResults;
    if (dropped < 0) return undefined;
    const isZero = (expr: AffineExpr): boolean => expr.constantValue === 0n;
    if (!this.results.every((expr, i) => isZero(expr) || isDimAt(expr, dropped + i))) return undefined;
    return countUp(this.numResults).filter((i) => isZero(this.results[i]!));
  }

  /** The position of the dimension that result `index` is. @throws Error when it is not a dimension. */
  getDimPosition(index: number): number {
    const expr = this.results[index];
    if (expr?.kind !== "dim") throw new Error(`result ${index} of ${this} is not a dimension`);
    return expr.position;
  }
  /** The index of the result that is `expr`, or undefined. */
  getResultPosition(expr: AffineExpr): number | undefined {
    const index = this.results.indexOf(expr);
    return index < 0 ? undefined : index;
  }
  isFunctionOfDim(position: number): boolean {
    return this.results.some((expr) => expr.isFunctionOfDim(position));
  }
  isFunctionOfSymbol(position: number): boolean {
    return this.results.some((expr) => expr.isFunctionOfSymbol(position));
  }
  /** Calls `visit` for every part of every result, parts before the whole. */
  walkExprs(visit: (expr: AffineExpr) => void): void {
    for (const expr of this.results) expr.walk(visit);
  }

  /** The map with other results over the same dimensions and symbols. */
  withResults(results: readonly AffineExpr[]): AffineMap {
    return AffineMap.get(this.numDims, this.numSymbols, results);
  }
  mapResults(map: (expr: AffineExpr) => AffineExpr): AffineMap {
    return this.withResults(this.results.map(map));
  }
  replaceDimsAndSymbols(
    dims: readonly AffineExpr[],
    symbols: readonly AffineExpr[],
    numDims: number,
    numSymbols: number,
  ): AffineMap {
    const results = this.results.map((expr) => expr.replaceDimsAndSymbols(dims, symbols));
    return AffineMap.get(numDims, numSymbols, results);
  }
  /** Replaces expressions in all results, the outermost first. */
  replace(map: ReadonlyMap<AffineExpr, AffineExpr>, numDims = this.numDims, numSymbols = this.numSymbols): AffineMap {
    return AffineMap.get(
      numDims,
      numSymbols,
      this.results.map((expr) => expr.replace(map)),
    );
  }
  /** Inserts `shift` dimensions at position `offset`. */
  shiftDims(shift: number, offset = 0): AffineMap {
    const results = this.results.map((expr) => expr.shiftDims(shift, offset));
    return AffineMap.get(this.numDims + shift, this.numSymbols, results);
  }
  /** Inserts `shift` symbols at position `offset`. */
  shiftSymbols(shift: number, offset = 0): AffineMap {
    const results = this.results.map((expr) => expr.shiftSymbols(shift, offset));
    return AffineMap.get(this.numDims, this.numSymbols + shift, results);
  }

  dropResult(index: number): AffineMap {
    return this.dropResults([index]);
  }
  dropResults(indices: Iterable<number>): AffineMap {
    const dropped = new Set(indices);
    return this.withResults(this.results.filter((_, i) => !dropped.has(i)));
  }
  insertResult(expr: AffineExpr, index: number): AffineMap {
    return this.withResults(this.results.toSpliced(index, 0, expr));
  }
  getSubMap(indices: readonly number[]): AffineMap {
    return this.withResults(indices.map((i) => this.results[i]!));
  }
  getSliceMap(start: number, length: number): AffineMap {
    return this.withResults(this.results.slice(start, start + length));
  }
  /** The map with the first results; the map itself if it has no more. */
  getMajorSubMap(numResults: number): AffineMap {
    return this.getSliceMap(0, numResults);
  }
  /** The map with the last results; the map itself if it has no more. */
  getMinorSubMap(numResults: number): AffineMap {
    return this.withResults(this.results.slice(Math.max(this.numResults - numResults, 0)));
  }

  /**
   * This map after `inner`: its dimensions become the results of `inner`, whose symbols follow its own.
   * @throws {Error} if there are more or fewer of the latter
   */
  compose(inner: AffineMap): AffineMap {
    if (inner.numResults !== this.numDims) throw new Error(`cannot compose ${this} with ${inner}`);
    const shifted = inner.shiftSymbols(this.numSymbols);
    const results = this.results.map((expr) => expr.compose(shifted));
    return AffineMap.get(inner.numDims, shifted.numSymbols, results);
  }

  /**
   * The results for values of the dimensions and symbols; undefined where a result has no value, because of a division
   * by zero or a remainder by something that is not positive.
   * @throws RangeError when a dimension or symbol has no value.
   */
  evaluate(dims: readonly bigint[], symbols: readonly bigint[] = []): bigint[] | undefined {
    return evaluateAll(this.results, dims, symbols, bigintArithmetic);
  }
  /** Like `evaluate`, in numbers, which are exact up to 2^53. */
  evaluateNumbers(dims: readonly number[], symbols: readonly number[] = []): number[] | undefined {
    return evaluateAll(this.results, dims, symbols, numberArithmetic);
  }

  /** Puts in the inputs that are known and folds; `inputs` has the dimensions and then the symbols. */
  partialConstantFold(inputs: readonly (bigint | undefined)[]): AffineMap {
    const constants = inputs.map((value) => (value === undefined ? undefined : AffineExpr.constant(value)));
    const known = (expr: AffineExpr, i: number): AffineExpr => constants[i] ?? expr;
    const dims = countUp(this.numDims).map((i) => known(AffineExpr.dim(i), i));
    const symbols = countUp(this.numSymbols).map((i) => known(AffineExpr.symbol(i), this.numDims + i));
    return this.mapResults((expr) => {
      const folded = expr.replaceDimsAndSymbols(dims, symbols);
      return folded.kind === "constant" ? folded : expr;
    });
  }

  /** The map as MLIR prints it. */
  toString(): string {
    return `${printSpace(this.numDims, this.numSymbols)} -> (${this.results.join(", ")})`;
  }
}

const isDimAt = (expr: AffineExpr, position: number): boolean => expr.kind === "dim" && expr.position === position;
