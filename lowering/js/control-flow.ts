/**
 * Blocks that branch to each other, as structured JavaScript.
 *
 * Where every loop has one entry, the blocks follow the dominator tree: a block is written inside its immediate
 * dominator, a loop's entry becomes a labelled `for (;;)` that branches back `continue`, and a block that several branches
 * meet in follows a labelled block that they `break`. Source: N. Ramsey, "Beyond Relooper: Recursive Translation of
 * Unstructured Control Flow to Structured Control Flow", ICFP 2022. V8 optimises the result as it does hand-written loops.
 *
 * Other graphs become a `switch` in a loop, whose variable says which block comes next; that is about five times slower.
 */
import { BranchOp, CondBranchOp, SwitchOp } from "../../dialects/cf/index.ts";
import type { Block, Region } from "../../ir/block.ts";
import { DominanceInfo, reversePostOrder } from "../../ir/dominance.ts";
import { successorOperands } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import { ConstantLike } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { numberText } from "./constants.ts";
import type { FunctionEmitter } from "./function-emitter.ts";

type Exit = (terminator: Operation) => void;
/** Writes what brings control from the end of `from` to `to`, or `to` itself. */
type Jump = (from: Block, to: Block) => void;

export function emitBlocks(region: Region, fn: FunctionEmitter, exit: Exit): void {
  if (region.hasOneBlock) {
    const block = region.front;
    fn.emitBlock(block);
    if (block.terminator !== null) exit(block.terminator);
    return;
  }
  const blocks = reversePostOrder([region.front], (block) => block.successors);
  fn.declareAtTop(valuesAcrossBlocks(region, blocks));
  const graph = new Graph(region, blocks);
  if (graph.isReducible) new StructuredEmitter(graph, fn, exit).emit();
  else emitStateMachine(blocks, fn, exit);
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

/** The facts about the graph of a region's blocks that its structure follows from. */
class Graph {
  readonly entry: Block;
  readonly isReducible: boolean;
  readonly #order: Map<Block, number>;
  readonly #loopEntries: Set<Block>;
  /** Blocks that more than one forward branch leads to, by their immediate dominator, in order. */
  readonly #merges: Map<Block, Block[]>;
  readonly #isMerge: Set<Block>;

  constructor(region: Region, blocks: readonly Block[]) {
    const dominance = new DominanceInfo();
    this.entry = region.front;
    this.#order = new Map(blocks.map((block, i) => [block, i]));
    this.#loopEntries = new Set();
    this.#merges = new Map();
    this.#isMerge = new Set();
    const forward = new Map<Block, number>();
    let isReducible = true;
    for (const from of blocks) {
      for (const to of from.successors) {
        if (this.isBackward(from, to)) {
          this.#loopEntries.add(to);
          if (!dominance.dominatesBlock(to, from)) isReducible = false;
        } else forward.set(to, (forward.get(to) ?? 0) + 1);
      }
    }
    this.isReducible = isReducible;
    for (const block of blocks) {
      if ((forward.get(block) ?? 0) < 2) continue;
      this.#isMerge.add(block);
      const dominator = dominance.immediateDominator(block)!;
      const siblings = this.#merges.get(dominator);
      if (siblings === undefined) this.#merges.set(dominator, [block]);
      else siblings.push(block);
    }
  }

  isBackward(from: Block, to: Block): boolean {
    return this.#order.get(to)! <= this.#order.get(from)!;
  }
  isLoopEntry(block: Block): boolean {
    return this.#loopEntries.has(block);
  }
  isMerge(block: Block): boolean {
    return this.#isMerge.has(block);
  }
  mergesBelow(block: Block): readonly Block[] {
    return this.#merges.get(block) ?? [];
  }
}

/** Follows the dominator tree. What is still to be written stands on a stack, since the tree may be deep. */
class StructuredEmitter {
  readonly #graph: Graph;
  readonly #fn: FunctionEmitter;
  readonly #exit: Exit;
  readonly #labels: Map<Block, string>;
  readonly #pending: (() => void)[];

  constructor(graph: Graph, fn: FunctionEmitter, exit: Exit) {
    this.#graph = graph;
    this.#fn = fn;
    this.#exit = exit;
    this.#labels = new Map();
    this.#pending = [];
  }

  emit(): void {
    this.#tree(this.#graph.entry);
    for (let step = this.#pending.pop(); step !== undefined; step = this.#pending.pop()) step();
  }

  /** The steps come next, in this order, before what is pending already. */
  #plan(...steps: (() => void)[]): void {
    for (const step of steps.reverse()) this.#pending.push(step);
  }

  #openLabelled(block: Block, header: string): void {
    const label = this.#fn.fresh("L");
    this.#labels.set(block, label);
    this.#fn.open(`${label}: ${header}`);
  }

  /** A block and everything that it dominates. */
  #tree(block: Block): void {
    const fn = this.#fn;
    const merges = this.#graph.mergesBelow(block);
    const steps: (() => void)[] = [];
    const isLoop = this.#graph.isLoopEntry(block);
    if (isLoop) steps.push(() => this.#openLabelled(block, "for (;;) {"));
    for (const merge of merges.toReversed()) steps.push(() => this.#openLabelled(merge, "{"));
    steps.push(() => this.#block(block));
    for (const merge of merges) {
      steps.push(
        () => fn.close(),
        () => this.#tree(merge),
      );
    }
    if (isLoop) steps.push(() => fn.close());
    this.#plan(...steps);
  }

  #block(block: Block): void {
    const fn = this.#fn;
    if (block !== this.#graph.entry) fn.bind(block.args);
    fn.emitBlock(block);
    this.#plan(...terminatorSteps(block, fn, (from, to) => this.#jump(from, to), this.#exit));
  }

  #jump(from: Block, to: Block): void {
    if (this.#graph.isBackward(from, to)) this.#fn.line(`continue ${this.#labels.get(to)};`);
    else if (this.#graph.isMerge(to)) this.#fn.line(`break ${this.#labels.get(to)};`);
    else this.#tree(to);
  }
}

function emitStateMachine(blocks: readonly Block[], fn: FunctionEmitter, exit: Exit): void {
  const states = new Map(blocks.map((block, i) => [block, i]));
  const state = fn.fresh("s");
  const label = fn.fresh("L");
  const jump: Jump = (_, to) => {
    fn.line(`${state} = ${states.get(to)};`);
    fn.line(`continue ${label};`);
  };
  fn.line(`let ${state} = 0;`);
  fn.open(`${label}: for (;;) switch (${state}) {`);
  for (const block of blocks) {
    fn.open(`case ${states.get(block)}: {`);
    if (states.get(block) !== 0) fn.bind(block.args);
    fn.emitBlock(block);
    for (const step of terminatorSteps(block, fn, jump, exit)) step();
    fn.close();
  }
  fn.close();
}

/** What writes the terminator of a block, in steps between which `jump` may plan others. */
function terminatorSteps(block: Block, fn: FunctionEmitter, jump: Jump, exit: Exit): (() => void)[] {
  const op = block.last!;
  const branch = (index: number) => (): void => {
    const to = op.successors[index]!;
    fn.assign(to.args, fn.texts(successorOperands(op, index)));
    jump(block, to);
  };
  if (BranchOp.is(op)) return [branch(0)];
  const conditional = CondBranchOp.match(op);
  if (conditional !== undefined) {
    return [
      () => fn.open(`if (${fn.text(conditional.condition)}) {`),
      branch(0),
      () => fn.next("} else {"),
      branch(1),
      () => fn.close(),
    ];
  }
  const choice = SwitchOp.match(op);
  if (choice !== undefined) return switchSteps(choice, fn, branch);
  if (op.successors.length === 0) return [() => exit(op)];
  return [() => fn.emitOp(op)];
}

function switchSteps(choice: SwitchOp, fn: FunctionEmitter, branch: (index: number) => () => void): (() => void)[] {
  const steps = [() => fn.open(`switch (${fn.text(choice.flag)}) {`)];
  const addCase = (header: string, index: number): void => {
    steps.push(
      () => fn.open(header),
      branch(index),
      () => fn.close(),
    );
  };
  choice.caseDestinations.forEach((_, i) => {
    addCase(`case ${numberText(choice.case_values!.elementAttr(i))}: {`, i + 1);
  });
  addCase("default: {", 0);
  steps.push(() => fn.close());
  return steps;
}
