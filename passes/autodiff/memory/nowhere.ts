/** Pointers that are constants, and of these the ones to nothing. */

import { SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import { isBufferType } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import { ConstantLike } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";

/** The name of the variable whose memory an operation gives; undefined for other operations. */
export const variableOf = (op: Operation): string | undefined => {
  if (op.numOperands > 0) return undefined;
  const name = op.properties.find((attribute) => attribute instanceof SymbolRefAttr);
  return name === undefined ? undefined : (name as SymbolRefAttr).root;
};

/** Whether memory is nowhere: a constant that is no variable's address. */
export const pointsNowhere = ({ type, definingOp: op }: Value): boolean =>
  op !== undefined && isBufferType(type) && op.def.hasTrait(ConstantLike) && variableOf(op) === undefined;
