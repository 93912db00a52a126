/** Bounds of affine loops as expressions over one list of operands. */

import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { AffineMapAttr } from "../../ir/builtin/attributes.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Value } from "../../ir/value.ts";
import { createIndex } from "../arith/index.ts";
import { createApplied } from "./composed-apply.ts";
import type { Applied } from "./map-operands.ts";
import { MaxOp, MinOp } from "./min-max.ts";

/** The iterations of a counted loop: from the greatest of the lower bounds on, below the least of the upper ones. */
export class Iterations {
  readonly lower: readonly AffineExpr[];
  readonly upper: readonly AffineExpr[];
  readonly step: bigint;
  readonly #numDims: number;
  readonly #numSymbols: number;
  /** The dimensions of both bounds, then the symbols of both. */
  readonly #operands: readonly Value[];

  constructor(lower: Applied, upper: Applied, step: bigint) {
    this.step = step;
    this.#numDims = lower.map.numDims + upper.map.numDims;
    this.#numSymbols = lower.map.numSymbols + upper.map.numSymbols;
    this.lower = lower.map.results;
    this.upper = upper.map.shiftDims(lower.map.numDims).shiftSymbols(lower.map.numSymbols).results;
    const dims = ({ map, operands }: Applied): readonly Value[] => operands.slice(0, map.numDims);
    const symbols = ({ map, operands }: Applied): readonly Value[] => operands.slice(map.numDims);
    this.#operands = [...dims(lower), ...dims(upper), ...symbols(lower), ...symbols(upper)];
  }

  /** Expressions over the operands of the bounds, applied to these as `primal` gives them. */
  applied(results: readonly AffineExpr[], primal: (value: Value) => Value): Applied {
    return { map: AffineMap.get(this.#numDims, this.#numSymbols, results), operands: this.#operands.map(primal) };
  }

  /** How many iterations there are, in front of the loop. */
  count(builder: OpBuilder): Value {
    const counts = this.upper.flatMap((upper) => this.lower.map((lower) => upper.sub(lower).ceilDiv(this.step)));
    const count = createLeast(
      builder,
      this.applied(counts, (value) => value),
    );
    const known = constantInteger(count);
    if (known !== undefined && known.value >= 0n) return count;
    const map = AffineMapAttr.get(AffineMap.get(1, 0, [AffineExpr.dim(0), AffineExpr.constant(0)]));
    return builder.create(MaxOp, { map, operands: [count] }).result;
  }

  /** The value of the induction variable in the first iteration, in front of the loop. */
  first(builder: OpBuilder): Value {
    const { map, operands } = this.applied(this.lower, (value) => value);
    if (map.numResults > 1) return builder.create(MaxOp, { map: AffineMapAttr.get(map), operands }).result;
    return createIndex(builder, createApplied(builder, { map, operands }));
  }

  /** The number of the iteration in which the induction variable is `iv`, counted from 0. */
  number(builder: OpBuilder, iv: Value, primal: (value: Value) => Value): Value {
    const { map, operands } = this.applied(this.lower, primal);
    // The least distance is the one from the greatest bound.
    const numbers = map.shiftDims(1).results.map((lower) => AffineExpr.dim(0).sub(lower).floorDiv(this.step));
    return createLeast(builder, {
      map: AffineMap.get(map.numDims + 1, map.numSymbols, numbers),
      operands: [iv, ...operands],
    });
  }
}

/** The least of the results of a map. */
function createLeast(builder: OpBuilder, applied: Applied): Value {
  const { map, operands } = applied;
  if (map.numResults > 1) return builder.create(MinOp, { map: AffineMapAttr.get(map), operands }).result;
  return createIndex(builder, createApplied(builder, applied));
}
