/** Forward mode of linear operations. */

import type { TangentBuilder } from "../interfaces/differentiable.ts";
import type { Operation } from "../operation.ts";

/**
 * The tangent of an operation that is linear in the operands of these names, all of them together: the operation applied
 * to their tangents. None if there are no such tangents.
 */
export function applyToTangents(op: Operation, b: TangentBuilder, isLinearIn: (name: string) => boolean): void {
  const positions = op.def.operandSegments.flatMap(({ name }, segment) => {
    if (!isLinearIn(name)) return [];
    const { start, count } = op.def.operandRange(op, segment);
    return Array.from({ length: count }, (_, i) => start + i);
  });
  if (positions.every((i) => b.tangent(op.operand(i)) === undefined)) return;
  const copy = op.clone();
  for (const i of positions) copy.setOperand(i, b.tangentOrZero(op.operand(i)));
  b.builder.insert(copy);
  op.results.forEach((result, i) => {
    if (b.isActive(result)) b.setTangent(result, copy.result(i));
  });
}
