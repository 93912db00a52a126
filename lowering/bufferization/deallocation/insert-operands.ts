/** More operands for operations and terminators. */

import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";

/** Inserts operands at `position`, the end of a part of a variadic group. */
export function insertOperands(op: Operation, position: number, values: readonly Value[]): void {
  if (values.length === 0) return;
  const segment = op.def.operandSegments.findIndex(({ arity }, i) => {
    const { start: first, count } = op.def.operandRange(op, i);
    return arity === "variadic" && first < position && position <= first + count;
  });
  const { start: first, count } = op.def.operandRange(op, segment);
  op.def.setOperandGroup(
    op,
    segment,
    op.operands.slice(first, first + count).toSpliced(position - first, 0, ...values),
  );
}
