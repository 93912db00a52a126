/** Rewrite patterns: local changes that a driver applies until none applies any more. */

import type { OpDefinition, OpSpec, OpView } from "./define-op.ts";
import type { OpInterface } from "./interfaces/interface.ts";
import type { Operation } from "./operation.ts";
import type { PatternRewriter } from "./rewriter.ts";

/** The operations that a pattern may apply to: those of one kind, those with an interface, or any. */
export type PatternRoot = OpDefinition | OpInterface<any> | null;

export interface Pattern {
  readonly name: string;
  /** What it applies to. */
  readonly root: PatternRoot;
  /** Patterns with a higher benefit are tried first. */
  readonly benefit: number;
  /** Returns whether it applied. It must not change the IR when it returns false. */
  rewrite(op: Operation, rewriter: PatternRewriter): boolean;
}

/** A rewrite of one kind of operation. The insertion point is before the operation. */
export const pattern = <S extends OpSpec>(
  name: string,
  root: OpDefinition<S>,
  rewrite: (op: OpView<S>, rewriter: PatternRewriter) => boolean,
  benefit = 1,
): Pattern => ({
  name,
  root: root as OpDefinition,
  benefit,
  rewrite: (op, rewriter) => rewrite(root.view(op), rewriter),
});

/** A rewrite of the operations that implement an interface. As `OpInterfaceRewritePattern` in MLIR. */
export const interfacePattern = (
  name: string,
  root: OpInterface<any>,
  rewrite: (op: Operation, rewriter: PatternRewriter) => boolean,
  benefit = 1,
): Pattern => ({ name, root, benefit, rewrite });

/** A rewrite of operations of any kind. */
export const anyOpPattern = (
  name: string,
  rewrite: (op: Operation, rewriter: PatternRewriter) => boolean,
  benefit = 1,
): Pattern => ({ name, root: null, benefit, rewrite });
