/** Derivatives of accesses to memory at affine positions. Where threads share no shadow, they stay affine. */

import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { type AffineMapAttr, UnitAttr } from "../../../ir/builtin/attributes.ts";
import {
  type AdjointBuilder,
  type DerivativeRule,
  derivative,
  inOrderAttr,
} from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { createIndex } from "../../arith/index.ts";
import { LoadOp, StoreOp, VectorLoadOp, VectorStoreOp } from "../access.ts";
import { createApplied } from "../composed-apply.ts";
import { ForOp } from "../for.ts";

/** A place of a buffer, or where a vector of elements begins. */
interface Place {
  readonly memref: Value;
  readonly indices: readonly Value[];
  readonly map: AffineMapAttr;
}

type Load = typeof LoadOp | typeof VectorLoadOp;
type Store = typeof StoreOp | typeof VectorStoreOp;

const load = (builder: OpBuilder, def: Load, place: Place, type: Type): Value =>
  builder.create(def as typeof LoadOp, { ...place, resultTypes: [type] }).result;

const store = (builder: OpBuilder, def: Store, value: Value, place: Place): Operation =>
  builder.create(def as typeof StoreOp, { value, ...place }).op;

/** The place of the shadow that the reverse of an operation means. */
const shadowPlace = (b: AdjointBuilder, { memref, indices, map }: Place): Place | undefined => {
  const shadow = b.shadow(memref);
  return shadow && { memref: shadow, indices: indices.map((index) => b.primal(index)), map };
};

/** Whether the addition to the shadow should be told apart: several threads may add at once, or a loop may gather. */
const isTold = (op: Operation, memref: Value, b: AdjointBuilder): boolean =>
  LoadOp.is(op) && (b.isShared(op, memref) || ForOp.is(op.parentOp));

/** shadow[place] += contribution, by an operation that says so. */
function addTold(b: AdjointBuilder, { memref, indices, map }: Place, contribution: Value): void {
  const places = map.affineMap.results.map((_, i) =>
    createIndex(b.builder, createApplied(b.builder, { map: map.affineMap.getSubMap([i]), operands: indices })),
  );
  b.accumulateElement(memref, places, contribution);
}

const loadRule = (def: Load, storing: Store): DerivativeRule =>
  derivative(def as typeof LoadOp, {
    jvp({ memref, indices, map, result }, b) {
      const shadow = b.shadow(memref);
      if (shadow !== undefined) {
        b.setTangent(result, load(b.builder, def, { memref: shadow, indices, map }, result.type));
      }
    },
    /** shadow[place] += resultBar */
    vjp(access, b) {
      const gradient = b.gradient(access.result);
      const place = gradient && shadowPlace(b, access);
      if (gradient === undefined || place === undefined) return;
      if (isTold(access.op, access.memref, b)) {
        addTold(b, place, gradient);
        return;
      }
      const before = load(b.builder, def, place, gradient.type);
      const written = store(b.builder, storing, b.add(before, gradient), place);
      // Of a vector there is no atomic addition.
      if (b.isShared(access.op, access.memref)) written.setAttr(inOrderAttr, UnitAttr.get());
    },
  });

const storeRule = (def: Store, loading: Load): DerivativeRule =>
  derivative(def as typeof StoreOp, {
    jvp({ value, memref, indices, map }, b) {
      const shadow = b.shadow(memref);
      if (shadow !== undefined) store(b.builder, def, b.tangentOrZero(value), { memref: shadow, indices, map });
    },
    /** valueBar += shadow[place]; shadow[place] = 0 */
    vjp(access, b) {
      const { value } = access;
      const place = shadowPlace(b, access);
      if (place === undefined) return;
      const gradient = load(b.builder, loading, place, value.type);
      store(b.builder, def, b.zero(value), place);
      b.accumulate(value, gradient);
    },
  });

export const accessRules: readonly DerivativeRule[] = [
  loadRule(LoadOp, StoreOp),
  loadRule(VectorLoadOp, VectorStoreOp),
  storeRule(StoreOp, LoadOp),
  storeRule(VectorStoreOp, VectorLoadOp),
];
