/**
 * Blocks that branch to each other, as JavaScript.
 *
 * Where every loop has one entry, the blocks become structured code: a loop is a labelled `for (;;)` that branches back
 * `continue`, and blocks that branches jump to follow a labelled block or loop that these `break`. Source: N. Ramsey,
 * "Beyond Relooper: Recursive Translation of Unstructured Control Flow to Structured Control Flow", ICFP 2022. V8 optimises
 * the result as it does hand-written loops.
 *
 * Other graphs become a `switch` in a loop, whose variable says which block comes next; that is about five times slower.
 */
import { BranchOp, CondBranchOp, SwitchOp } from "../../dialects/cf/index.ts";
import type { Block } from "../../ir/block.ts";
import { successorOperands } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { ConstantLike } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { BlockGraph } from "./block-graph.ts";
import { numberText } from "./constants.ts";
import type { FunctionEmitter } from "./function-emitter.ts";

type Exit = (terminator: Operation) => void;

/** Writes the blocks of a region. Wherever control leaves it, `exit` writes what the terminator does. */
export function emitBlocks(region: Region, fn: FunctionEmitter, exit: Exit): void {
  if (region.hasOneBlock) {
    const block = region.front;
    fn.emitBlock(block);
    if (block.terminator !== null) exit(block.terminator);
    return;
  }
  const graph = new BlockGraph(region);
  fn.declareAtTop(valuesAcrossBlocks(region, graph.blocks));
  const emitter = graph.isReducible
    ? new StructuredEmitter(graph, fn, exit)
    : new StateMachineEmitter(graph.blocks, fn, exit);
  emitter.emit();
}

/** Arguments of blocks, to which branches assign, and what is used in another block of the region than its own. */
function valuesAcrossBlocks(region: Region, blocks: readonly Block[]): Value[] {
  const isUsedElsewhere = (value: Value, home: Block): boolean => {
    for (let use = value.firstUse; use !== null; use = use.nextUse) {
      if (region.findAncestorBlockInRegion(use.owner.block!) !== home) return true;
    }
    return false;
  };
  const values: Value[] = [];
  for (const block of blocks) {
    if (block !== region.front) values.push(...block.args);
    for (const op of block.ops()) {
      // Constants are written where they are used.
      if (op.def.hasTrait(ConstantLike)) continue;
      for (const result of op.results) if (isUsedElsewhere(result, block)) values.push(result);
    }
  }
  return values;
}

/** What is common to both ways: the branches at the end of a block. */
abstract class BlockEmitter {
  protected readonly fn: FunctionEmitter;
  readonly #exit: Exit;

  constructor(fn: FunctionEmitter, exit: Exit) {
    this.fn = fn;
    this.#exit = exit;
  }

  abstract emit(): void;
  /** Writes what brings control from the end of `from` to `to`, or `to` itself. It leaves the place where it stands. */
  protected abstract jump(from: Block, to: Block): void;
  /** Executes the steps in this order; those that they add come right behind them. */
  protected abstract plan(...steps: (() => void)[]): void;
  /** Which of two successors is written first, in braces; the other one follows behind them. */
  protected abstract nestedIndex(first: Block, second: Block): 0 | 1;

  protected emitTerminator(block: Block): void {
    const { fn } = this;
    const op = block.last!;
    if (op.successors.length === 0) {
      this.#exit(op);
      return;
    }
    const branch = (index: number): void => {
      const to = op.successors[index]!;
      fn.assign(to.args, fn.texts(successorOperands(op, index)));
      this.jump(block, to);
    };
    const conditional = CondBranchOp.match(op);
    const choice = SwitchOp.match(op);
    if (BranchOp.is(op)) branch(0);
    else if (conditional !== undefined) this.#emitConditional(conditional, branch);
    else if (choice !== undefined) this.#emitSwitch(choice, branch);
    else fn.emitOp(op);
  }

  /** Both branches leave, so that the second one needs no `else`. */
  #emitConditional({ condition, trueDest, falseDest }: CondBranchOp, branch: (index: number) => void): void {
    const { fn } = this;
    const nested = this.nestedIndex(trueDest, falseDest);
    this.plan(
      () => fn.open(`if (${nested === 0 ? "" : "!"}${fn.text(condition)}) {`),
      () => branch(nested),
      () => fn.close(),
      () => branch(1 - nested),
    );
  }

  #emitSwitch({ flag, case_values, caseDestinations }: SwitchOp, branch: (index: number) => void): void {
    const { fn } = this;
    const emitCase = (header: string, index: number): void =>
      this.plan(
        () => fn.open(header),
        () => branch(index),
        () => fn.close(),
      );
    this.plan(
      () => fn.open(`switch (${fn.text(flag)}) {`),
      ...caseDestinations.map((_, i) => () => emitCase(`case ${numberText(case_values!.elementAttr(i))}: {`, i + 1)),
      () => emitCase("default: {", 0),
      () => fn.close(),
    );
  }
}

/** Follows the dominator tree. What is still to be written stands on a stack, since the tree may be deep. */
class StructuredEmitter extends BlockEmitter {
  readonly #graph: BlockGraph;
  readonly #labels: Map<Block, string>;
  readonly #pending: (() => void)[];

  constructor(graph: BlockGraph, fn: FunctionEmitter, exit: Exit) {
    super(fn, exit);
    this.#graph = graph;
    this.#labels = new Map();
    this.#pending = [];
  }

  override emit(): void {
    this.#emitTree(this.#graph.entry);
    for (let step = this.#pending.pop(); step !== undefined; step = this.#pending.pop()) step();
  }

  protected override plan(...steps: (() => void)[]): void {
    for (const step of steps.reverse()) this.#pending.push(step);
  }

  #openLabelled(block: Block, header: string): void {
    const label = this.fn.fresh("L");
    this.#labels.set(block, label);
    this.fn.open(`${label}: ${header}`);
  }

  /** A block, what it dominates, and if it is a loop's entry the loop with what follows that. */
  #emitTree(block: Block): void {
    const graph = this.#graph;
    const steps = [() => this.#emitBlock(block)];
    this.#addFollowers(steps, graph.followersOfBlock(block));
    if (graph.isLoopEntry(block)) {
      steps.unshift(() => this.#openLabelled(block, "for (;;) {"));
      steps.push(() => this.fn.close());
      this.#addFollowers(steps, graph.followersOfLoop(block));
    }
    this.plan(...steps);
  }

  /** Puts `steps` into a labelled block for each follower, the last one's outermost, and the followers behind them. */
  #addFollowers(steps: (() => void)[], followers: readonly Block[]): void {
    for (const follower of followers) {
      steps.unshift(() => this.#openLabelled(follower, "{"));
      steps.push(
        () => this.fn.close(),
        () => this.#emitTree(follower),
      );
    }
  }

  #emitBlock(block: Block): void {
    if (block !== this.#graph.entry) this.fn.bind(block.args);
    this.fn.emitBlock(block);
    this.emitTerminator(block);
  }

  protected override jump(from: Block, to: Block): void {
    if (this.#graph.isBackward(from, to)) {
      this.fn.endIteration(from.parentOp!);
      this.fn.line(`continue ${this.#labels.get(to)};`);
    } else if (this.#graph.isJumpTarget(to)) this.fn.line(`break ${this.#labels.get(to)};`);
    else this.#emitTree(to);
  }

  /** What is large comes last, so that the depth of braces stays small. */
  protected override nestedIndex(first: Block, second: Block): 0 | 1 {
    return this.#sizeHere(first) <= this.#sizeHere(second) ? 0 : 1;
  }
  #sizeHere(to: Block): number {
    return this.#labels.has(to) ? 0 : this.#graph.size(to);
  }
}

class StateMachineEmitter extends BlockEmitter {
  readonly #states: Map<Block, number>;
  readonly #state: string;
  readonly #label: string;

  constructor(blocks: readonly Block[], fn: FunctionEmitter, exit: Exit) {
    super(fn, exit);
    this.#states = new Map(blocks.map((block, i) => [block, i]));
    this.#state = fn.fresh("s");
    this.#label = fn.fresh("L");
  }

  override emit(): void {
    const { fn } = this;
    fn.line(`let ${this.#state} = 0;`);
    fn.open(`${this.#label}: for (;;) {`);
    fn.open(`switch (${this.#state}) {`);
    for (const [block, state] of this.#states) {
      fn.open(`case ${state}: {`);
      if (state !== 0) fn.bind(block.args);
      fn.emitBlock(block);
      this.emitTerminator(block);
      fn.close();
    }
    fn.close();
    fn.close();
  }

  protected override plan(...steps: (() => void)[]): void {
    for (const step of steps) step();
  }

  protected override jump(from: Block, to: Block): void {
    if (this.#states.get(to)! <= this.#states.get(from)!) this.fn.endIteration(from.parentOp!);
    this.fn.line(`${this.#state} = ${this.#states.get(to)};`);
    this.fn.line(`continue ${this.#label};`);
  }

  protected override nestedIndex(): 0 | 1 {
    return 0;
  }
}
