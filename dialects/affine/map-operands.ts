/**
 * Affine maps and integer sets together with the values that they are applied to: the canonical form of both, and
 * composition with the `affine.apply` operations that the values come from. The order of the operands is MLIR's.
 */
import { AffineExpr, type AffineMap, type IntegerSet, simplifyAffineMap } from "../../ir/affine.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Value } from "../../ir/value.ts";
import { ApplyOp, appliedMap } from "./apply.ts";
import { isValidDim, isValidSymbol } from "./scope.ts";

/** A map or set with the values of its dimensions and, behind them, of its symbols. */
export interface Applied<M extends AffineMap | IntegerSet = AffineMap> {
  readonly map: M;
  readonly operands: readonly Value[];
}

/** Bounds of a loop: it starts at the greatest result of the one, and stays below the least of the other. */
export interface LoopBounds {
  readonly lower: Applied;
  readonly upper: Applied;
}

/** Whether both are the same function of the same values. */
export const isSame = <M extends AffineMap | IntegerSet>(a: Applied<M>, b: Applied<M>): boolean =>
  a.map === b.map && a.operands.length === b.operands.length && a.operands.every((value, i) => value === b.operands[i]);

/** An input of a map, and the value that is given for it. */
interface Input {
  readonly expr: AffineExpr;
  readonly value: Value;
}

/** The inputs in a new order: new expressions for the old ones, and the values. */
class Placement {
  readonly #replacements: Map<AffineExpr, AffineExpr>;
  readonly #dims: Map<Value, AffineExpr>;
  readonly #symbols: Map<Value, AffineExpr>;

  constructor() {
    this.#replacements = new Map();
    this.#dims = new Map();
    this.#symbols = new Map();
  }

  /** Makes the input a dimension, the same one for the same value. */
  addDim({ expr, value }: Input): void {
    if (!this.#dims.has(value)) this.#dims.set(value, AffineExpr.dim(this.#dims.size));
    this.#replacements.set(expr, this.#dims.get(value)!);
  }

  /** Makes the input a symbol, the same one for the same value, or a constant. */
  addSymbol({ expr, value }: Input): void {
    const constant = constantInteger(value);
    if (constant === undefined && !this.#symbols.has(value)) {
      this.#symbols.set(value, AffineExpr.symbol(this.#symbols.size));
    }
    const symbol = constant === undefined ? this.#symbols.get(value)! : AffineExpr.constant(constant.value);
    this.#replacements.set(expr, symbol);
  }

  /** The map over the inputs in their new order. Those that were not placed must not be used. */
  applied<M extends AffineMap | IntegerSet>(map: M): Applied<M> {
    const unused = AffineExpr.constant(0);
    const replacements = (count: number, make: (position: number) => AffineExpr): AffineExpr[] =>
      Array.from({ length: count }, (_, i) => this.#replacements.get(make(i)) ?? unused);
    const replaced = map.replaceDimsAndSymbols(
      replacements(map.numDims, AffineExpr.dim),
      replacements(map.numSymbols, AffineExpr.symbol),
      this.#dims.size,
      this.#symbols.size,
    );
    return { map: replaced as M, operands: [...this.#dims.keys(), ...this.#symbols.keys()] };
  }
}

/**
 * Makes dimensions that may be symbols symbols, and symbols that may only be dimensions dimensions; drops inputs that are
 * not used or are given twice; puts in the values of constant symbols.
 */
export const canonicalizeMapAndOperands = <M extends AffineMap | IntegerSet>({
  map,
  operands,
}: Applied<M>): Applied<M> => canonicalize(map, operands);

/** Inputs that are not used need no value. */
function canonicalize<M extends AffineMap | IntegerSet>(map: M, operands: readonly (Value | undefined)[]): Applied<M> {
  const used = new Set<AffineExpr>();
  map.walkExprs((expr) => {
    used.add(expr);
  });
  const dims: Input[] = [];
  const symbols: Input[] = [];
  const promoted: Input[] = [];
  operands.forEach((value, i) => {
    const expr = i < map.numDims ? AffineExpr.dim(i) : AffineExpr.symbol(i - map.numDims);
    if (value === undefined || !used.has(expr)) return;
    const isSymbol = isValidSymbol(value);
    const isDim = expr.kind === "dim" ? !isSymbol : !isSymbol && isValidDim(value);
    (isDim ? dims : expr.kind === "dim" ? promoted : symbols).push({ expr, value });
  });
  const placement = new Placement();
  for (const input of dims) placement.addDim(input);
  for (const input of [...symbols, ...promoted]) placement.addSymbol(input);
  return placement.applied(map);
}

/** Larger expressions are not made, since every step of a composition may double them. */
const maxSize = 10_000;

/** A map into which `affine.apply` operations are put. Their inputs are appended; those that they replace are left empty. */
class Composition {
  #map: AffineMap;
  readonly #dims: (Value | undefined)[];
  readonly #symbols: (Value | undefined)[];

  constructor({ map, operands }: Applied) {
    this.#map = map;
    this.#dims = operands.slice(0, map.numDims);
    this.#symbols = operands.slice(map.numDims);
  }

  /** Puts in all operations that inputs come from, dimensions first, until there are none left. */
  run(): Applied {
    let [dim, symbol] = [0, 0];
    while (dim < this.#dims.length || symbol < this.#symbols.length) {
      if (dim < this.#dims.length) this.#putIn(this.#dims, dim++, AffineExpr.dim);
      else this.#putIn(this.#symbols, symbol++, AffineExpr.symbol);
    }
    return canonicalize(this.#map, [...this.#dims, ...this.#symbols]);
  }

  #putIn(inputs: (Value | undefined)[], position: number, make: (position: number) => AffineExpr): void {
    const apply = ApplyOp.defining(inputs[position]!);
    if (apply === undefined) return;
    // Only the canonical form is sure to tell dimensions and symbols apart.
    const inner = canonicalizeMapAndOperands(appliedMap(apply));
    const [expr] = inner.map.shiftDims(this.#dims.length).shiftSymbols(this.#symbols.length).results;
    const input = make(position);
    if (sizeAfter(this.#map, input, expr!) > maxSize) return;
    inputs[position] = undefined;
    this.#dims.push(...inner.operands.slice(0, inner.map.numDims));
    this.#symbols.push(...inner.operands.slice(inner.map.numDims));
    this.#map = this.#map.replace(new Map([[input, expr!]]), this.#dims.length, this.#symbols.length);
  }
}

/** How many parts the expressions of the map have when `input` is replaced by `expr`. */
function sizeAfter(map: AffineMap, input: AffineExpr, expr: AffineExpr): number {
  let size = 0;
  map.walkExprs((part) => {
    size += part === input ? expr.size : 1;
  });
  return size;
}

/** The map with the operations that its inputs come from put into it, in canonical form and simplified. */
export function composeMapAndOperands(applied: Applied): Applied {
  const { map, operands } = new Composition(applied).run();
  return { map: simplifyAffineMap(map), operands };
}
