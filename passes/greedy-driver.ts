/**
 * The greedy pattern driver: folds operations, applies patterns and removes dead code until nothing changes any more.
 *
 * Each round puts all operations on a worklist, hoisting and merging constants on the way. Whatever a rewrite touches is
 * visited again. Between rounds the control flow is cleaned up. The work of a round is linear in the number of operations
 * and rewrites.
 */
import type { Attribute } from "../ir/attribute.ts";
import type { Block } from "../ir/block.ts";
import type { RewriteListener } from "../ir/builder.ts";
import type { Context } from "../ir/context.ts";
import { foldedInPlace } from "../ir/define-op.ts";
import { isOpTriviallyDead } from "../ir/interfaces/memory-effects.ts";
import type { Operation } from "../ir/operation.ts";
import type { Pattern } from "../ir/pattern.ts";
import type { Region } from "../ir/region.ts";
import { PatternRewriter } from "../ir/rewriter.ts";
import { ConstantLike, isIsolatedFromAbove } from "../ir/traits.ts";
import { Value } from "../ir/value.ts";
import { type RegionSimplification, simplifyRegions } from "./regions/simplify.ts";
import { ConstantUniquer } from "./rewriting/constant-uniquer.ts";
import { fold } from "./rewriting/fold.ts";
import { PatternSet } from "./rewriting/pattern-set.ts";
import { Worklist } from "./rewriting/worklist.ts";

/** As `GreedyRewriteConfig` in MLIR. */
export interface GreedyConfig {
  /** Visit operations from the first to the last in each round, not the other way round. On by default. */
  readonly topDown?: boolean;
  /** Rounds; -1 for no limit. 10 by default. */
  readonly maxIterations?: number;
  /** Pattern applications in each round; -1 for no limit, which is the default. */
  readonly maxNumRewrites?: number;
  /** What happens to control flow between rounds; "aggressive" by default. */
  readonly regionSimplification?: RegionSimplification;
  /**
   * Erase dead operations before anything is tried on them, which takes less time. Constants that folding makes may then
   * stand in another order. Off by default.
   */
  readonly eraseDeadFirst?: boolean;
  /** Fold operations. On by default. */
  readonly fold?: boolean;
  /** Merge equal constants and move them to the beginning of isolated regions. On by default. */
  readonly cseConstants?: boolean;
  /** Hears of every change. */
  readonly listener?: RewriteListener;
}

export interface GreedyResult {
  readonly changed: boolean;
  /** Whether the last round found nothing to change. */
  readonly converged: boolean;
}

/** Rewrites everything inside `root`, which must be isolated from above; `root` itself is not rewritten. */
export function applyPatternsGreedily(
  root: Operation,
  patterns: readonly Pattern[] | PatternSet<Pattern>,
  context: Context,
  config: GreedyConfig = {},
): GreedyResult {
  const set = patterns instanceof PatternSet ? patterns : new PatternSet(patterns);
  return new GreedyDriver(root, set, context, config).run();
}

/**
 * Rewrites the given operations inside `root`, and whatever a rewrite touches, until no pattern applies to them. Control
 * flow and constants stay as they are otherwise.
 */
export function applyOpPatternsGreedily(
  root: Operation,
  ops: readonly Operation[],
  patterns: readonly Pattern[] | PatternSet<Pattern>,
  context: Context,
  config: Pick<GreedyConfig, "maxNumRewrites" | "fold" | "listener"> = {},
): GreedyResult {
  const set = patterns instanceof PatternSet ? patterns : new PatternSet(patterns);
  return new GreedyDriver(root, set, context, config).runOn(ops);
}

/**
 * Rewrites in one round, for each operation that there is at its beginning, after which the round ends: patterns that
 * undo each other would go on for ever.
 */
const rewritesPerOperation = 64;

class GreedyDriver implements RewriteListener {
  readonly #root: Operation;
  readonly #patterns: PatternSet<Pattern>;
  readonly #context: Context;
  readonly #config: GreedyConfig;
  readonly #rewriter: PatternRewriter;
  readonly #worklist: Worklist;
  /** Operations inside the root that are isolated from above; what is inside them is not on the worklist. */
  readonly #isolated: Set<Operation>;

  constructor(root: Operation, patterns: PatternSet<Pattern>, context: Context, config: GreedyConfig) {
    this.#root = root;
    this.#patterns = patterns;
    this.#context = context;
    this.#config = config;
    this.#rewriter = new PatternRewriter(root.loc, this);
    this.#worklist = new Worklist();
    this.#isolated = new Set();
  }

  run(): GreedyResult {
    const own = this.#runRounds();
    let { changed, converged } = own;
    // Each to its own end: what happens in one function does not make others be looked at again.
    for (const op of this.#isolated) {
      const inside = new GreedyDriver(op, this.#patterns, this.#context, this.#config).run();
      changed ||= inside.changed;
      converged &&= inside.converged;
    }
    return { changed, converged };
  }

  #runRounds(): GreedyResult {
    const { maxIterations = 10, regionSimplification = "aggressive" } = this.#config;
    let changed = simplifyRegions(this.#root.regions, "disabled", this.#rewriter);
    if (this.#config.eraseDeadFirst === true && this.#eraseDead()) changed = true;
    for (let round = 0; maxIterations < 0 || round < maxIterations; round++) {
      this.#worklist.clear();
      const limit = this.#fillWorklist();
      const rewritten = this.#processWorklist(limit);
      const simplified = simplifyRegions(this.#root.regions, regionSimplification, this.#rewriter);
      if (!rewritten && !simplified) return { changed, converged: true };
      changed = true;
    }
    return { changed, converged: false };
  }

  runOn(ops: readonly Operation[]): GreedyResult {
    for (const op of ops) this.#worklist.push(op);
    this.#worklist.reverse();
    const changed = this.#processWorklist(rewritesPerOperation * (ops.length + 1000));
    return { changed, converged: this.#worklist.pop() === undefined };
  }

  /** Erases dead operations, each before those whose results it uses. */
  #eraseDead(): boolean {
    const rewriter = new PatternRewriter(this.#root.loc, this.#config.listener);
    const known = new Map<Operation, boolean>();
    let changed = false;
    const visit = (region: Region): void => {
      for (let block = region.last; block !== null; block = block.prev) {
        for (let op = block.last; op !== null; ) {
          const { prev }: Operation = op;
          if (isOpTriviallyDead(op, known)) {
            rewriter.erase(op);
            changed = true;
          } else if (op.regions.length > 0 && !isIsolatedFromAbove(op)) op.regions.forEach(visit);
          op = prev;
        }
      }
    };
    this.#root.regions.forEach(visit);
    return changed;
  }

  /** Returns the number of rewrites after which the round is given up. */
  #fillWorklist(): number {
    const { topDown = true, cseConstants = true } = this.#config;
    const constants = cseConstants ? new ConstantUniquer(this.#rewriter) : undefined;
    this.#isolated.clear();
    let count = 0;
    const enqueue = (op: Operation): void => {
      if (constants?.unique(op) === true) return;
      this.#worklist.push(op);
      count++;
    };
    const visit = (region: Region): void => {
      for (let block = region.first; block !== null; block = block.next) {
        for (let op = block.first; op !== null; ) {
          const next: Operation | null = op.next;
          if (topDown) enqueue(op);
          if (op.regions.length > 0) {
            if (isIsolatedFromAbove(op)) this.#isolated.add(op);
            else op.regions.forEach(visit);
          }
          if (!topDown) enqueue(op);
          op = next;
        }
      }
    };
    this.#root.regions.forEach(visit);
    if (topDown) this.#worklist.reverse();
    return rewritesPerOperation * (count + 1000);
  }

  #processWorklist(limit: number): boolean {
    const { maxNumRewrites = -1 } = this.#config;
    let changed = false;
    let applied = 0;
    for (let rewrites = 0; rewrites < limit; ) {
      if (maxNumRewrites >= 0 && applied >= maxNumRewrites) break;
      const op = this.#worklist.pop();
      if (op === undefined) break;
      if (isOpTriviallyDead(op)) {
        this.#rewriter.erase(op);
        changed = true;
      } else if (this.#fold(op)) {
        rewrites++;
        changed = true;
      } else if (this.#applyPattern(op)) {
        rewrites++;
        applied++;
        changed = true;
      }
    }
    return changed;
  }

  /** Constants are not folded: each would only become a new one. */
  #fold(op: Operation): boolean {
    if (this.#config.fold === false || op.def.hasTrait(ConstantLike)) return false;
    const folded = fold(op);
    if (folded === undefined) return false;
    if (folded === foldedInPlace) {
      this.modified(op);
      return true;
    }
    const values = this.#materialize(op, folded);
    if (values === undefined) return false;
    this.#rewriter.replace(op, values);
    return true;
  }

  /** Makes constants before `op` of the attributes among its replacements; undefined if the dialect cannot. */
  #materialize(op: Operation, folded: readonly (Value | Attribute)[]): Value[] | undefined {
    const dialect = this.#context.dialectOf(op);
    const rewriter = this.#rewriter.setInsertionPoint(op).locateAt(op);
    const values: Value[] = [];
    const constants: Operation[] = [];
    for (let i = 0; i < folded.length; i++) {
      const replacement = folded[i]!;
      if (replacement instanceof Value) {
        values.push(replacement);
        continue;
      }
      const constant = dialect?.materializeConstant?.(rewriter, replacement, op.result(i).type);
      if (constant === undefined) {
        for (const made of constants) rewriter.erase(made);
        return undefined;
      }
      constants.push(constant);
      values.push(constant.result());
    }
    return values;
  }

  #applyPattern(op: Operation): boolean {
    const patterns = this.#patterns.for(op.def);
    for (let i = 0; i < patterns.length; i++) {
      this.#rewriter.setInsertionPoint(op).locateAt(op);
      if (patterns[i]!.rewrite(op, this.#rewriter)) return true;
    }
    return false;
  }

  // What happens through the rewriter.

  inserted(op: Operation): void {
    this.#revisit(op);
    this.#config.listener?.inserted?.(op);
  }
  modified(op: Operation): void {
    this.#revisit(op);
    this.#config.listener?.modified?.(op);
  }
  replaced(op: Operation, values: readonly Value[]): void {
    this.#config.listener?.replaced?.(op, values);
  }
  blockInserted(block: Block): void {
    this.#config.listener?.blockInserted?.(block);
  }
  erased(op: Operation): void {
    this.#config.listener?.erased?.(op);
    for (let i = 0; i < op.numOperands; i++) {
      const value = op.operand(i);
      const def = value.definingOp;
      if (def !== undefined && hasAtMostTwoUsers(value, op)) this.#revisit(def);
    }
    this.#worklist.remove(op);
    this.#isolated.delete(op);
    this.#worklist.pushAncestors(op, this.#root);
  }

  #revisit(op: Operation): void {
    if (op === this.#root) return;
    this.#worklist.push(op);
    this.#worklist.pushAncestors(op, this.#root);
  }
}

/** Without `user` at most one operation then uses the value: it is dead, or patterns for single uses may apply. */
function hasAtMostTwoUsers(value: Value, user: Operation): boolean {
  let other: Operation | undefined;
  for (let use = value.firstUse; use !== null; use = use.nextUse) {
    if (use.owner === user || use.owner === other) continue;
    if (other !== undefined) return false;
    other = use.owner;
  }
  return true;
}
