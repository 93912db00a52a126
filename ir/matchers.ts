/** Questions that folders and patterns ask about values. */

import { Attribute } from "./attribute.ts";
import { IntegerAttr } from "./builtin/attributes.ts";
import type { Operation } from "./operation.ts";
import { ConstantLike } from "./traits.ts";
import type { Value } from "./value.ts";

/** What a constant operation (trait ConstantLike) holds; undefined for any other operation. */
export function constantOf(op: Operation): Attribute | undefined {
  const { def } = op;
  if (!def.hasTrait(ConstantLike)) return undefined;
  const folded = def.hooks.fold?.(def.view(op), {});
  return folded instanceof Attribute ? folded : undefined;
}

/** The constant that `value` is, if a constant operation defines it. */
export function constantValue(value: Value): Attribute | undefined {
  const op = value.definingOp;
  return op === undefined ? undefined : constantOf(op);
}

/** The integer or index constant that `value` is. */
export function constantInteger(value: Value): IntegerAttr | undefined {
  const constant = constantValue(value);
  return constant instanceof IntegerAttr ? constant : undefined;
}
