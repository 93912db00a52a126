/**
 * Lifts branches of a graph without cycles to `scf.if` and `scf.index_switch`. From the entry on, a block with one successor
 * absorbs it. At a block with several, the blocks that only one of its targets leads to become that target's region; all
 * edges that leave the regions must come together in one block, through a multiplexer if they do not.
 */
import {
  CmpIOp,
  CmpIPredicate,
  createConstant,
  createIndexConstant,
  IndexCastUIOp,
  SelectOp,
} from "../../dialects/arith/index.ts";
import { BranchOp } from "../../dialects/cf/index.ts";
import { IfOp, IndexSwitchOp, YieldOp } from "../../dialects/scf/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { denseI64Array } from "../../ir/builtin/attributes.ts";
import { type IntegerType, indexType } from "../../ir/builtin/types.ts";
import { DominanceInfo } from "../../ir/dominance.ts";
import { BranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import type { Location } from "../../ir/location.ts";
import type { Operation } from "../../ir/operation.ts";
import { Region } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";
import { appendBlock, type Edge, edgesFrom, redirectEdges, type Target, targetsOf } from "./edges.ts";
import { TargetUnion } from "./multiplexer.ts";

export function liftBranches(region: Region): void {
  let tree = new DominatorChildren(region);
  const block = region.front;
  for (let targets = targetsOf(block); targets.length > 0; targets = targetsOf(block)) {
    if (targets.length === 1) {
      absorb(block, targets[0]!);
      continue;
    }
    const owned = targets.map((target, index) => blocksOwnedBy(target, { from: block, index }, tree));
    const { join, isNew } = joinBlock(region, block, owned);
    const types = join.args.map(({ type }) => type);
    const regions = targetsOf(block).map((target, i) => makeRegion(owned[i]!, target, join, block.last!.loc));
    const terminator = block.last!;
    const results = makeBranch(terminator, regions, types);
    OpBuilder.before(terminator).create(BranchOp, { dest: join, destOperands: results });
    terminator.erase();
    for (const inner of regions) liftBranches(inner);
    // What is behind the multiplexer is no child of the tree's blocks any more.
    if (isNew) tree = new DominatorChildren(region);
  }
}

/** Moves what `target` holds behind `block`, which is its only predecessor. */
function absorb(block: Block, { block: next, operands }: Target): void {
  block.last!.erase();
  next.replaceArgumentsWith(operands);
  block.takeOpsOf(next);
  next.erase();
}

class DominatorChildren {
  readonly #children: Map<Block, Block[]>;
  constructor(region: Region) {
    this.#children = new Map();
    const info = new DominanceInfo();
    if (region.hasOneBlock) return;
    for (const block of region.blocks()) {
      const parent = info.immediateDominator(block);
      if (parent === undefined) continue;
      const list = this.#children.get(parent);
      if (list === undefined) this.#children.set(parent, [block]);
      else list.push(block);
    }
  }
  /** `block` and everything that it dominates. */
  subtree(block: Block): Block[] {
    const blocks = [block];
    for (let i = 0; i < blocks.length; i++) blocks.push(...(this.#children.get(blocks[i]!) ?? []));
    return blocks;
  }
}

/** The blocks that are reached through this edge alone; none if its target is reached in other ways, too. */
function blocksOwnedBy({ block }: Target, edge: Edge, tree: DominatorChildren): Block[] {
  const use = block.firstUse!;
  const isOnlyEdge = use.nextUse === null && use.owner === edge.from.last;
  return isOnlyEdge ? tree.subtree(block) : [];
}

/** The block to which all edges go that leave the owned blocks, or pass them by. */
function joinBlock(
  region: Region,
  block: Block,
  owned: readonly (readonly Block[])[],
): { readonly join: Block; readonly isNew: boolean } {
  const inside = new Set(owned.flat());
  const edges: Edge[] = edgesFrom(inside, (target) => !inside.has(target));
  owned.forEach((blocks, index) => {
    if (blocks.length === 0) edges.push({ from: block, index });
  });
  const targets = [...new Set(edges.map(({ from, index }) => from.successors[index]!))];
  if (targets.length === 1) return { join: targets[0]!, isNew: false };
  const union = new TargetUnion(targets);
  const join = appendBlock(region);
  const loc = block.last!.loc;
  for (const type of union.types) join.addArgument(type, loc);
  redirectEdges(edges, (target, { from }) => ({
    block: join,
    operands: union.pack(OpBuilder.before(from.last!), target),
  }));
  union.dispatch(join, join.args, loc);
  return { join, isNew: true };
}

/** A region with the owned blocks, which ends by yielding what goes to `join`. */
function makeRegion(owned: readonly Block[], target: Target, join: Block, loc: Location): Region {
  const region = new Region();
  const builder = new OpBuilder(loc);
  if (owned.length === 0) {
    builder.createBlock(region);
    builder.create(YieldOp, { results: target.operands });
    return region;
  }
  const entry = owned[0]!;
  entry.replaceArgumentsWith(target.operands);
  entry.eraseArguments(() => true);
  const edges = edgesFrom(owned, (successor) => successor === join);
  for (const block of owned) {
    block.region!.remove(block);
    region.append(block);
  }
  const end = builder.createBlock(
    region,
    join.args.map(({ type }) => type),
  );
  builder.create(YieldOp, { results: end.args });
  redirectEdges(edges, ({ operands }) => ({ block: end, operands }));
  return region;
}

/** The structured operation for a terminator with several targets, in front of it. */
function makeBranch(terminator: Operation, regions: readonly Region[], resultTypes: readonly Type[]): readonly Value[] {
  const builder = OpBuilder.before(terminator);
  const { value, cases } = BranchOpInterface.of(terminator)!.decision!(terminator);
  if (cases === undefined) {
    const [thenRegion, elseRegion] = regions as [Region, Region];
    return builder.create(IfOp, { condition: value, thenRegion, elseRegion, resultTypes }).results;
  }
  const isWide = (value.type as IntegerType).width > 32;
  const arg = isWide ? caseNumber(builder, value, cases) : castToIndex(builder, value);
  const numbers = isWide ? cases.map((_, i) => i) : cases;
  const [defaultRegion, ...caseRegions] = regions as [Region, ...Region[]];
  return builder.create(IndexSwitchOp, {
    arg,
    cases: denseI64Array(numbers),
    defaultRegion,
    caseRegions,
    resultTypes,
  }).results;
}

const castToIndex = (builder: OpBuilder, value: Value): Value =>
  builder.create(IndexCastUIOp, { in: value, resultTypes: [indexType()] }).out;

/** The number of the case that a value is, or how many there are, since an index may be narrower than the value. */
function caseNumber(builder: OpBuilder, value: Value, cases: readonly bigint[]): Value {
  let number = createIndexConstant(builder, cases.length);
  cases.forEach((wanted, i) => {
    const rhs = createConstant(builder, value.type, wanted);
    const condition = builder.create(CmpIOp, { predicate: CmpIPredicate.of("eq"), lhs: value, rhs }).result;
    const true_value = createIndexConstant(builder, i);
    number = builder.create(SelectOp, { condition, true_value, false_value: number }).result;
  });
  return number;
}
