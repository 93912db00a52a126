/**
 * Merges blocks of a region that do the same, and removes block arguments that hold the same value whichever way control
 * comes.
 */

import type { Attribute } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import { setSuccessorOperands, successorOperands } from "../../ir/interfaces/control-flow.ts";
import { getOrMake } from "../../ir/maps.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import { isIsolatedFromAbove } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { allBranchesKnown } from "./edges.ts";

function forNestedRegions(region: Region, work: (region: Region) => boolean): boolean {
  let changed = work(region);
  for (let block = region.first; block !== null; block = block.next) {
    for (let op = block.first; op !== null; op = op.next) {
      if (op.regions.length === 0 || isIsolatedFromAbove(op)) continue;
      for (const inner of op.regions) if (forNestedRegions(inner, work)) changed = true;
    }
  }
  return changed;
}

/** Replaces arguments to which all branches pass one and the same value. */
export const dropRedundantArguments = (root: Region, rewriter: PatternRewriter): boolean =>
  forNestedRegions(root, (region) => {
    let changed = false;
    for (let block = region.first?.next ?? null; block !== null; block = block.next) {
      if (dropArgumentsOf(block, rewriter)) changed = true;
    }
    return changed;
  });

function dropArgumentsOf(block: Block, rewriter: PatternRewriter): boolean {
  if (block.args.length === 0 || block.firstUse === null || !allBranchesKnown(block)) return false;
  const common = block.args.map((_, i) => commonValue(block, i));
  if (common.every((value) => value === undefined)) return false;
  common.forEach((value, i) => {
    if (value !== undefined) rewriter.replaceAllUsesWith(block.args[i]!, value);
  });
  forEachEdge(block, (branch, index) => {
    const kept = successorOperands(branch, index).filter((_, i) => common[i] === undefined);
    rewriter.modify(branch, () => setSuccessorOperands(branch, index, kept));
  });
  block.eraseArguments((i) => common[i] !== undefined);
  return true;
}

/** The one value, besides the argument itself, that branches pass to the argument. */
function commonValue(block: Block, index: number): Value | undefined {
  let common: Value | undefined;
  for (let edge = block.firstUse; edge !== null; edge = edge.nextUse) {
    const passed = successorOperands(edge.owner, edge.index)[index]!;
    if (passed === block.args[index]) continue;
    // Another argument of the block would be a value of the iteration before.
    if (block.args.some((argument) => argument === passed)) return undefined;
    if (common !== undefined && common !== passed) return undefined;
    common = passed;
  }
  return common;
}

function forEachEdge(block: Block, visit: (branch: Operation, index: number) => void): void {
  for (let edge = block.firstUse; edge !== null; edge = edge.nextUse) visit(edge.owner, edge.index);
}

/** Merges blocks with the same operations and successors; operands that differ become block arguments. */
export const mergeIdenticalBlocks = (root: Region, rewriter: PatternRewriter): boolean =>
  forNestedRegions(root, (region) => {
    if (region.first === null || region.hasOneBlock) return false;
    const clusters = new Map<string, Block[]>();
    const keys = new KeyMaker();
    for (let block = region.first.next; block !== null; block = block.next) {
      if (block.firstUse === null || !isMergeable(block)) continue;
      const key = keys.of(block);
      const cluster = clusters.get(key);
      if (cluster === undefined) clusters.set(key, [block]);
      else cluster.push(block);
    }
    let changed = false;
    for (const cluster of clusters.values()) if (cluster.length > 1 && merge(cluster, rewriter)) changed = true;
    return changed;
  });

/** No regions, and no value that is used outside the block. */
function isMergeable(block: Block): boolean {
  if (block.terminator === null || !allBranchesKnown(block)) return false;
  for (let op = block.first; op !== null; op = op.next) {
    if (op.regions.length > 0) return false;
    if (op.results.some((result) => isUsedOutside(result, block))) return false;
  }
  return !block.args.some((argument) => isUsedOutside(argument, block));
}

function isUsedOutside(value: Value, block: Block): boolean {
  for (let use = value.firstUse; use !== null; use = use.nextUse) if (use.owner.block !== block) return true;
  return false;
}

/** Equal keys mean: the same but for operands that come from outside. */
class KeyMaker {
  readonly #numbers: Map<object, number>;
  constructor() {
    this.#numbers = new Map();
  }

  #number(thing: object | undefined): number {
    if (thing === undefined) return -1;
    return getOrMake(this.#numbers, thing, () => this.#numbers.size);
  }

  of(block: Block): string {
    const local = new Map<Value, number>();
    const learn = (value: Value): void => {
      local.set(value, local.size);
    };
    const parts: string[] = [block.args.map(({ type }) => this.#number(type)).join()];
    block.args.forEach(learn);
    for (let op = block.first; op !== null; op = op.next) {
      const operands = op.operands.map((value) => local.get(value) ?? `t${this.#number(value.type)}`);
      const results = op.results.map(({ type }) => this.#number(type));
      const targets = op.successors.map((target) => this.#number(target));
      const attributes: (string | number)[] = op.properties.map((attr) => this.#number(attr));
      for (const [name, attr] of sortedAttributes(op)) attributes.push(name, this.#number(attr));
      parts.push([this.#number(op.def), operands, results, targets, attributes].join(":"));
      op.results.forEach(learn);
    }
    return parts.join(";");
  }
}

const sortedAttributes = (op: Operation): [string, Attribute][] =>
  [...op.discardableAttrs].sort(([a], [b]) => (a < b ? -1 : 1));

/** Merges all blocks into the first. */
function merge(cluster: readonly Block[], rewriter: PatternRewriter): boolean {
  const blocks = cluster.filter((block) => !branchesTo(block, cluster));
  const [leader, ...others] = blocks;
  if (leader === undefined || others.length === 0) return false;
  const differing = differingOperands(leader, others);
  const passed = blocks.map((block) => differing.map(([op, operand]) => operandAt(block, op, operand)));
  blocks.forEach((block, i) => {
    forEachEdge(block, (branch, index) => {
      const values = [...successorOperands(branch, index), ...passed[i]!];
      if (differing.length > 0) rewriter.modify(branch, () => setSuccessorOperands(branch, index, values));
    });
  });
  for (const [op, operand] of differing) {
    const user = operationAt(leader, op);
    const argument = leader.addArgument(user.operand(operand).type, user.loc);
    rewriter.modify(user, () => user.setOperand(operand, argument));
  }
  for (const block of others) {
    block.replaceAllUsesWith(leader);
    rewriter.eraseBlock(block);
  }
  return true;
}

/** Merging a block with one that it branches to would change what its values mean. */
const branchesTo = (block: Block, cluster: readonly Block[]): boolean =>
  block.successors.some((successor) => cluster.includes(successor));

/** Positions (operation, operand) at which some block uses another value from outside than the leader. */
function differingOperands(leader: Block, others: readonly Block[]): [number, number][] {
  const differing: [number, number][] = [];
  const cursors = others.map((block) => block.first!);
  let position = 0;
  for (let op = leader.first; op !== null; op = op.next, position++) {
    for (let i = 0; i < op.numOperands; i++) {
      const value = op.operand(i);
      if (value.parentBlock === leader) continue;
      if (cursors.some((cursor) => cursor.operand(i) !== value)) differing.push([position, i]);
    }
    cursors.forEach((cursor, k) => {
      cursors[k] = cursor.next!;
    });
  }
  return differing;
}

function operationAt(block: Block, position: number): Operation {
  let op = block.first!;
  for (let i = 0; i < position; i++) op = op.next!;
  return op;
}
const operandAt = (block: Block, position: number, operand: number): Value =>
  operationAt(block, position).operand(operand);
