/** What the analysis found out as attributes of the operations, for tests and for those who ask why there is a copy. */

import { ArrayAttr, StringAttr, UnitAttr } from "../../../ir/builtin/attributes.ts";
import type { AnalysisState } from "../../../ir/interfaces/bufferizable.ts";
import type { Operation } from "../../../ir/operation.ts";
import { BlockArgument, type OpOperand, type Value } from "../../../ir/value.ts";
import { isTensor, ownerOf } from "./state.ts";

/** Says for each operand of each operation in `root` whether it is in place. */
export function annotateDecisions(root: Operation, state: AnalysisState): void {
  root.walk((op) => {
    if (!op.opOperands.some(({ value }) => isTensor(value.type))) return;
    const words = op.opOperands.map((operand) =>
      StringAttr.get(isTensor(operand.value.type) ? String(state.isInPlace(operand)) : "none"),
    );
    op.setAttr("__inplace_operands_attr__", ArrayAttr.get(words));
  });
}

/** Marks a read, the write that changes what it finds, and what it ought to find. */
export function annotateConflict(number: number, read: OpOperand, write: OpOperand, definition: Value): void {
  const mark = (op: Operation, text: string): void => op.setAttr(text, UnitAttr.get());
  const id = `C_${number}`;
  mark(write.owner, `${id}[CONFL-WRITE: ${write.index}]`);
  mark(read.owner, `${id}[READ: ${read.index}]`);
  const what = definition instanceof BlockArgument ? "bbArg" : "result";
  mark(ownerOf(definition)!, `${id}[DEF: ${what} ${definition.index}]`);
}
