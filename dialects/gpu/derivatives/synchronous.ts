/**
 * Operations of the device that the host does not wait for are differentiated as such that it waits for, in the order in
 * which they stand; tokens are still there for those that ask for them. `gpu-async-region` makes them asynchronous again.
 */
import { OpBuilder } from "../../../ir/builder.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import { AsyncOpInterface } from "../async.ts";
import { WaitOp } from "../memory.ts";
import { asyncTokenType } from "../types.ts";

/** Makes the host wait for what `op` depends on, and for `op`. */
export function makeSynchronous(op: Operation): void {
  const { asyncDependencies, asyncToken } = AsyncOpInterface.of(op)!;
  const [dependencies, token] = [asyncDependencies(op), asyncToken(op)];
  if (dependencies.length > 0) {
    OpBuilder.before(op).create(WaitOp, { asyncDependencies: dependencies, resultTypes: [] });
    op.def.setOperandGroup(op, groupOf(op.def), []);
  }
  if (token === undefined) return;
  const builder = new OpBuilder(op.loc).setInsertionPointAfter(op);
  const done = builder.create(WaitOp, { asyncDependencies: [], resultTypes: [asyncTokenType()] }).op;
  token.replaceAllUsesWith(done.result());
  op.eraseResults((i) => i === token.index);
}

const groupOf = (def: OpDefinition): number =>
  def.operandSegments.findIndex(({ name }) => name === "asyncDependencies");
