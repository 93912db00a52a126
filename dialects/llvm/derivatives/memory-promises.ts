/**
 * What is said of memory for the sake of the optimiser or the debugger. It is about the accesses of the program as it was
 * written. Its derivative has further ones, in another order, and uses variables for longer: there it would be untrue.
 */
import { type DerivativeRule, differentiatedAs } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import { DbgDeclareOp, DbgValueOp } from "../intrinsics/debug.ts";
import { AssumeOp, NoAliasScopeDeclOp } from "../intrinsics/hints.ts";
import { LifetimeEndOp, LifetimeStartOp, PrefetchOp, StackRestoreOp } from "../intrinsics/memory.ts";

/** That others mean other memory, or that none changes it. The type of what is there stays the same. */
const promises = ["access_groups", "alias_scopes", "noalias_scopes", "invariant", "invariantGroup"];

/** Takes away what an access says of others. */
export function withoutPromises({ op }: { readonly op: Operation }): void {
  for (const name of promises) op.removeAttr(name);
}

/** Local variables live until the function returns, even those of a part of it: the reverse sweep reads them again. */
const dropped = [
  AssumeOp,
  DbgDeclareOp,
  DbgValueOp,
  LifetimeEndOp,
  LifetimeStartOp,
  NoAliasScopeDeclOp,
  PrefetchOp,
  StackRestoreOp,
];

export const promiseDerivatives: readonly DerivativeRule[] = dropped.map((def) =>
  differentiatedAs(def as typeof PrefetchOp, ({ op }) => op.erase()),
);
