/** The one way in which patterns change the IR, so that the driver sees every change. */

import { Block } from "./block.ts";
import { OpBuilder } from "./builder.ts";
import type { BuildArgs, OpDefinition, OpSpec, OpView } from "./define-op.ts";
import type { Operation } from "./operation.ts";
import type { Region } from "./region.ts";
import type { Value } from "./value.ts";

/** What patterns change the IR through: it tells a listener of every change, so that drivers see all that is new. */
export class PatternRewriter extends OpBuilder {
  /** Moves the uses of `op`'s results to `values` and erases it. @throws {Error} unless there is one for each */
  replace(op: Operation, values: readonly Value[]): void {
    if (values.length !== op.numResults) {
      throw new Error(`'${op.name}' has ${op.numResults} results but is replaced by ${values.length} values`);
    }
    this.listener?.replaced?.(op, values);
    for (let i = 0; i < values.length; i++) this.replaceAllUsesWith(op.result(i), values[i]!);
    this.erase(op);
  }

  /** Creates an operation before `op` and replaces `op` by it. */
  replaceWithNew<S extends OpSpec>(op: Operation, def: OpDefinition<S>, args: BuildArgs<S>): OpView<S> {
    const view = this.guarded(() => {
      this.setInsertionPoint(op).locateAt(op);
      return this.create(def, args);
    });
    this.replace(op, view.op.results);
    return view;
  }

  erase(op: Operation): void {
    this.notifyErased(op);
    op.erase();
  }

  /**
   * Tells the listener that `op` and everything inside it is about to go: users before what they use, so that a listener
   * who looks at the definitions of operands again will hear of them later.
   */
  notifyErased(op: Operation): void {
    const listener = this.listener;
    if (listener?.erased === undefined) return;
    if (op.regions.length === 0) {
      listener.erased(op);
      return;
    }
    const erased: Operation[] = [];
    op.walk((inner) => {
      erased.push(inner);
    }, "pre");
    for (let i = erased.length - 1; i >= 0; i--) listener.erased(erased[i]!);
  }

  replaceAllUsesWith(from: Value, to: Value): void {
    if (from === to) return;
    while (from.firstUse !== null) {
      const use = from.firstUse;
      use.set(to);
      this.listener?.modified?.(use.owner);
    }
  }

  replaceUsesWithIf(from: Value, to: Value, condition: (user: Operation) => boolean): void {
    for (const use of from.uses()) {
      if (!condition(use.owner)) continue;
      use.set(to);
      this.listener?.modified?.(use.owner);
    }
  }

  /** Changes `op` in place through `change`. */
  modify(op: Operation, change: () => void): void {
    change();
    this.listener?.modified?.(op);
  }

  eraseBlock(block: Block): void {
    for (const op of block.opsReversed()) this.erase(op);
    block.erase();
  }

  /** Moves the operations of `source` before `before` in `target` (or to its end) and replaces its arguments. */
  inlineBlockBefore(source: Block, target: Block, before: Operation | null, argumentValues: readonly Value[]): void {
    source.args.forEach((argument, i) => {
      this.replaceAllUsesWith(argument, argumentValues[i]!);
    });
    target.takeOpsOf(source, before);
    // The operations stand elsewhere now, which matters to patterns that look at their parents.
    source.replaceAllUsesWith(target);
    source.erase();
  }

  /** Moves `source` to the end of `target`. */
  mergeBlocks(source: Block, target: Block, argumentValues: readonly Value[] = []): void {
    this.inlineBlockBefore(source, target, null, argumentValues);
  }

  /** Moves the blocks of `region` into `parent` before `before`. */
  inlineRegionBefore(region: Region, parent: Region, before: Block | null): void {
    parent.takeBlocksOf(region, before);
  }

  /** Splits the block before `op`; `op` and what follows stand in the new block, which is returned. */
  splitBlock(block: Block, op: Operation | null): Block {
    if (op !== null) return block.splitBefore(op);
    const rest = new Block();
    block.region!.insertBefore(rest, block.next);
    return rest;
  }
}
