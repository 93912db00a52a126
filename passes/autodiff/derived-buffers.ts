/** Buffers that are made of others without a look at memory: views, casts, choices. Their shadows are made the same way. */

import type { OpBuilder } from "../../ir/builder.ts";
import { elementTypeOrSelf } from "../../ir/builtin/types.ts";
import { isShadowedType } from "../../ir/interfaces/differentiable.ts";
import { isMemoryEffectFree } from "../../ir/interfaces/memory-effects.ts";
import { ViewLikeOpInterface } from "../../ir/interfaces/view-like.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { isBuffer } from "./flow.ts";

/**
 * The buffers whose memory the buffers among the results are. None if that is not known, or if they have no shadows that
 * can be seen in the same way, since the results have elements of another type.
 */
export function sourcesOf(op: Operation): readonly Value[] {
  const results = op.results.filter(isBuffer);
  if (op.regions.length > 0 || results.length === 0 || !isMemoryEffectFree(op)) return [];
  const view = ViewLikeOpInterface.of(op);
  const sources = view === undefined ? op.operands.filter(isBuffer) : [view.viewSource(op)];
  const elementType = elementTypeOrSelf(results[0]!.type);
  const isAlike = ({ type }: Value): boolean => elementTypeOrSelf(type) === elementType;
  return [...sources, ...results].every((value) => isShadowedType(value.type) && isAlike(value)) ? sources : [];
}

/** Repeats `op` with the shadows of its sources; gives the shadows of its results. */
export function deriveShadows(
  op: Operation,
  builder: OpBuilder,
  shadowOf: (buffer: Value) => Value,
  setShadow: (buffer: Value, shadow: Value) => void,
): void {
  const mapping = new IRMapping();
  for (const source of sourcesOf(op)) mapping.map(source, shadowOf(source));
  const copy = builder.clone(op, mapping);
  op.results.forEach((result, i) => {
    if (isBuffer(result)) setShadow(result, copy.result(i));
  });
}
