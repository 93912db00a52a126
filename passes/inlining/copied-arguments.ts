/** Arguments that a function would be given copies of, where it is not called any more. */

import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";

/** Lets `entry`, of a copy of the body of `fn`, copy what `fn` would get copies of. */
export function copyArguments(fn: Operation, entry: Block): void {
  const { copiedArguments, copyArgument } = FunctionOpInterface.of(fn)!;
  for (const index of copiedArguments?.(fn) ?? []) {
    const argument = entry.args[index]!;
    const uses = [...argument.uses()];
    const builder = new OpBuilder(fn.loc).setInsertionPointToStart(entry);
    const copy = copyArgument!(fn, index, builder, argument);
    for (const { owner, index: position } of uses) owner.setOperand(position, copy);
  }
}
