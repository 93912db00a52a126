/**
 * Numbers of the values and blocks of one function, the constants that stand for values, and what each block receives
 * from the blocks before it. Numbers are given in the order of the text, as LLVM wants it.
 */
import { BlockTagOp, DISubprogramAttr, LLVMVoidType } from "../../../dialects/llvm/index.ts";
import type { Block } from "../../../ir/block.ts";
import { BranchOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { FusedLoc, type Location } from "../../../ir/location.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { constantText, isConstantOp, tagLabel } from "./constant-ops.ts";
import { type ModuleState, unprintable } from "./module-state.ts";

/** One way into a block: the label of the block that it comes from, and the values it brings. */
export interface Edge {
  readonly from: string;
  readonly values: readonly Value[];
}

/**
 * A block that only branches on. It stands between a branch and a target that the branch names twice with different
 * values, since a phi node has one value for each block before it.
 */
export interface ForwardingBlock {
  readonly label: string;
  readonly target: string;
}

const noEdges: readonly Edge[] = [];

export class FunctionState {
  readonly module: ModuleState;
  /** The subprogram of the debug information. */
  readonly #scope: string | undefined;
  #next: number;
  readonly #values: Map<Value, string>;
  readonly #labels: Map<Block, string>;
  readonly #edges: Map<Block, Edge[]>;
  /** The labels of the targets of branches that go through forwarding blocks. */
  readonly #redirections: Map<Operation, Map<number, string>>;
  readonly #forwarding: Map<Block, ForwardingBlock[]>;

  constructor(body: Region, module: ModuleState) {
    this.module = module;
    const subprogram = subprogramOf(body.parentOp!);
    this.#scope = subprogram === undefined ? undefined : module.debugInfo.node(subprogram);
    this.#next = 0;
    this.#values = new Map();
    this.#labels = new Map();
    this.#edges = new Map();
    this.#redirections = new Map();
    this.#forwarding = new Map();
    for (let block = body.first; block !== null; block = block.next) this.#number(block);
    // The labels of the blocks further down are known only now.
    for (let block = body.first; block !== null; block = block.next) this.#collectEdges(block);
  }

  #number(block: Block): void {
    // The arguments of the entry block are those of the function, which come before the block's own number.
    if (block.isEntryBlock) {
      for (const argument of block.args) this.#values.set(argument, `%${this.#next++}`);
      this.#labels.set(block, `%${this.#next++}`);
    } else {
      this.#labels.set(block, tagOf(block) ?? `%${this.#next++}`);
      if (block.firstUse === null) for (const argument of block.args) this.#values.set(argument, "poison");
      else for (const argument of block.args) this.#values.set(argument, `%${this.#next++}`);
    }
    for (let op = block.first; op !== null; op = op.next) {
      if (isConstantOp(op)) this.#values.set(op.result(), constantText(op, this.module));
      else if (hasNumber(op)) this.#values.set(op.result(), `%${this.#next++}`);
    }
    if (block.last !== null) this.#numberForwarding(block, block.last);
  }

  /** Gives labels to the forwarding blocks that follow `block` in the text. */
  #numberForwarding(block: Block, branch: Operation): void {
    const targets = branch.blockOperands;
    if (targets.length < 2) return;
    const firstIndex = new Map<Block, number>();
    for (let i = 0; i < targets.length; i++) {
      const target = targets[i]!.block;
      const first = firstIndex.get(target);
      if (first === undefined) firstIndex.set(target, i);
      if (first === undefined || target.args.length === 0 || samePassed(branch, first, i)) continue;
      const label = `%${this.#next++}`;
      let redirections = this.#redirections.get(branch);
      if (redirections === undefined) {
        redirections = new Map();
        this.#redirections.set(branch, redirections);
        this.#forwarding.set(block, []);
      }
      redirections.set(i, label);
    }
  }

  #collectEdges(block: Block): void {
    const branch = block.last;
    if (branch === null || branch.blockOperands.length === 0) return;
    const redirections = this.#redirections.get(branch);
    branch.successors.forEach((target, i) => {
      const redirected = redirections?.get(i);
      if (redirected !== undefined)
        this.#forwarding.get(block)!.push({ label: redirected, target: this.label(target) });
      if (target.args.length === 0) return;
      const edge: Edge = { from: redirected ?? this.label(block), values: passedTo(branch, i) };
      const edges = this.#edges.get(target);
      if (edges === undefined) this.#edges.set(target, [edge]);
      else edges.push(edge);
    });
  }

  /** The value as an operand, without its type. */
  ref(value: Value): string {
    return this.#values.get(value)!;
  }
  typeOf(value: Value): string {
    return this.module.type(value.type, value.definingOp ?? value.parentBlock!.parentOp!);
  }
  /** The value as an operand with its type. */
  typed(value: Value): string {
    return `${this.typeOf(value)} ${this.ref(value)}`;
  }

  /** The metadata for a place in the source; undefined if it is not known, or the function has no subprogram. */
  location(loc: Location): string | undefined {
    return this.#scope === undefined ? undefined : this.module.debugInfo.location(loc, this.#scope);
  }

  /** `%7` */
  label(block: Block): string {
    return this.#labels.get(block)!;
  }
  /** Where successor `index` of a branch is found. */
  target(branch: Operation, index: number): string {
    return `label ${this.#redirections.get(branch)?.get(index) ?? this.label(branch.blockOperands[index]!.block)}`;
  }
  edges(block: Block): readonly Edge[] {
    return this.#edges.get(block) ?? noEdges;
  }
  /** The blocks that stand between `block` and its targets. */
  forwarding(block: Block): readonly ForwardingBlock[] {
    return this.#forwarding.get(block) ?? [];
  }
}

/** Whether the operation has a result that is a value; that of inline assembly may be void. */
export const hasNumber = (op: Operation): boolean => op.numResults === 1 && !LLVMVoidType.is(op.result().type);

/** The label of a block with a tag, by which other functions may call it. */
function tagOf(block: Block): string | undefined {
  for (const op of block.ops()) {
    const tag = BlockTagOp.match(op);
    if (tag !== undefined) return `%${tagLabel(tag.tag.id)}`;
  }
  return undefined;
}

/** The subprogram that a function's location holds. */
export function subprogramOf({ loc }: Operation): DISubprogramAttr | undefined {
  const metadata = loc instanceof FusedLoc ? loc.metadata : undefined;
  return metadata !== undefined && DISubprogramAttr.is(metadata) ? metadata : undefined;
}

function passedTo(branch: Operation, index: number): Value[] {
  const implementation = BranchOpInterface.of(branch);
  if (implementation === undefined) throw unprintable(branch, "the operation is no branch of the llvm dialect");
  const { start, count } = implementation.successorOperandRange(branch, index);
  const values: Value[] = [];
  for (let i = start; i < start + count; i++) values.push(branch.operand(i));
  return values;
}

function samePassed(branch: Operation, a: number, b: number): boolean {
  const second = passedTo(branch, b);
  return passedTo(branch, a).every((value, i) => value === second[i]);
}
