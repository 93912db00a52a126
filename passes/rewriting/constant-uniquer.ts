/**
 * Keeps one operation for each constant: at the beginning of the closest region that constants may be moved out to,
 * that of an operation which is isolated from above.
 */

import type { Attribute, Type } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import type { Dialect } from "../../ir/dialect.ts";
import { UnknownLoc } from "../../ir/location.ts";
import { getOrMake } from "../../ir/maps.ts";
import { constantOf } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import { IsolatedFromAbove } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";

/** By dialect, type and value: dialects may have different operations for the same constant. */
type KnownConstants = Map<string, Map<Type, Map<Attribute, Operation>>>;

export class ConstantUniquer {
  readonly #rewriter: PatternRewriter;
  readonly #scopes: Map<Region, KnownConstants>;
  /** The operations that are kept. */
  readonly #kept: Set<Operation>;

  constructor(rewriter: PatternRewriter) {
    this.#rewriter = rewriter;
    this.#scopes = new Map();
    this.#kept = new Set();
  }

  /**
   * Hoists `op` if it is a constant that was not met before, and replaces it by the earlier one otherwise. Returns
   * whether it was replaced.
   */
  unique(op: Operation): boolean {
    const value = constantOf(op);
    if (value === undefined) return false;
    const region = insertionRegion(op.block!);
    const known = this.#constantsIn(region, op.def.dialectName, op.result().type);
    const earlier = known.get(value);
    if (earlier !== undefined) {
      this.#rewriter.replace(op, earlier.results);
      earlier.loc = UnknownLoc.get();
      return true;
    }
    const front = region.front;
    if (op.block !== front || (op.prev !== null && !this.#kept.has(op.prev))) {
      op.moveBefore(front.first!);
      op.loc = UnknownLoc.get();
    }
    known.set(value, op);
    this.#kept.add(op);
    return false;
  }

  /** The constant as a value that can be used in `block`; undefined if the dialect cannot make it. */
  getOrCreate(block: Block, dialect: Dialect, value: Attribute, type: Type): Value | undefined {
    const region = insertionRegion(block);
    const known = this.#constantsIn(region, dialect.name, type);
    let op = known.get(value);
    if (op === undefined) {
      this.#rewriter.setInsertionPointToStart(region.front).loc = UnknownLoc.get();
      op = dialect.materializeConstant?.(this.#rewriter, value, type);
      if (op === undefined) return undefined;
      known.set(value, op);
      this.#kept.add(op);
    }
    return op.result();
  }

  #constantsIn(region: Region, dialectName: string, type: Type): Map<Attribute, Operation> {
    const byDialect = getOrMake(this.#scopes, region, () => new Map());
    const byType = getOrMake(byDialect, dialectName, () => new Map());
    return getOrMake(byType, type, () => new Map());
  }
}

/** Unregistered operations might be isolated from above. */
function insertionRegion(block: Block): Region {
  let region = block.region!;
  for (;;) {
    const parent = region.parentOp;
    if (parent === null || parent.block === null) return region;
    if (!parent.def.isRegistered || parent.def.hasTrait(IsolatedFromAbove)) return region;
    region = parent.block.region!;
  }
}
