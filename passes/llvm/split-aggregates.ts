/**
 * `llvm-split-aggregates`: structs and arrays with pointers in them that blocks hand on, that are chosen, loaded or stored
 * become the values that they are made of. So pointers are handed on by themselves, and can be differentiated.
 */
import {
  abiAlignment,
  buildAggregate,
  createGEP,
  FreezeOp,
  fieldOffsets,
  LLVMArrayType,
  LLVMStructType,
  LoadOp,
  partType,
  SelectOp,
  StoreOp,
  strideInBytes,
} from "../../dialects/llvm/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { i64 } from "../../ir/builtin/types.ts";
import { BranchOpInterface, setSuccessorOperands, successorOperands } from "../../ir/interfaces/control-flow.ts";
import { isPointerType } from "../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Value } from "../../ir/value.ts";
import { partOf } from "./aggregate-parts.ts";

export const llvmSplitAggregates = definePass(
  "llvm-split-aggregates",
  {
    summary: "Hand on, choose, load and store the parts of structs and arrays that hold pointers one by one",
  },
  (root) => {
    const blocks: Block[] = [];
    const ops: Operation[] = [];
    root.walk((op) => {
      for (const region of op.regions)
        for (const block of region.blocks()) if (block !== region.first) blocks.push(block);
      ops.push(op);
    });
    for (const block of blocks) splitArguments(block);
    for (const op of ops) splitOperation(op);
  },
);

type Position = readonly number[];

/** More parts than this are not handed on one by one. */
const maxParts = 64;

/** Where the parts of a type are that are not made of others; undefined if they are too many, or none is a pointer. */
function positionsOf(type: Type): readonly Position[] | undefined {
  const positions: Position[] = [];
  const collect = (inner: Type, position: Position): boolean => {
    const count = LLVMArrayType.is(inner)
      ? inner.numElements
      : LLVMStructType.is(inner)
        ? inner.body?.length
        : undefined;
    if (count === undefined) return positions.push(position) <= maxParts;
    if (count > maxParts) return false;
    return Array.from({ length: count }, (_, i) => i).every((i) => collect(partType(inner, [i]), [...position, i]));
  };
  if (!LLVMStructType.is(type) && !LLVMArrayType.is(type)) return undefined;
  const isComplete = collect(type, []);
  return isComplete && positions.some((each) => isPointerType(partType(type, each))) ? positions : undefined;
}

const takenApart = (builder: OpBuilder, value: Value, positions: readonly Position[]): readonly Value[] =>
  positions.map((position) => partOf(builder, value, position));

const putTogether = (builder: OpBuilder, type: Type, positions: readonly Position[], parts: readonly Value[]): Value =>
  buildAggregate(
    builder,
    type,
    positions.map((position, i) => [position, parts[i]!]),
  );

/** Lets a block have the parts of its arguments, and those that branch to it pass them. */
function splitArguments(block: Block): void {
  const splits = block.args.map(({ type }) => positionsOf(type));
  const branches: { readonly owner: Operation; readonly index: number }[] = [];
  for (let use = block.firstUse; use !== null; use = use.nextUse) branches.push(use);
  if (splits.every((positions) => positions === undefined)) return;
  if (!branches.every(({ owner }) => BranchOpInterface.implementedBy(owner))) return;
  for (const { owner, index } of branches) {
    const builder = OpBuilder.before(owner);
    const passed = successorOperands(owner, index).flatMap((value, i) => {
      const positions = splits[i];
      return positions === undefined ? [value] : takenApart(builder, value, positions);
    });
    setSuccessorOperands(owner, index, passed);
  }
  const builder = new OpBuilder(block.parentOp!.loc).setInsertionPointToStart(block);
  const before = [...block.args];
  before.forEach((argument, i) => {
    const positions = splits[i];
    if (positions === undefined) return;
    const parts = positions.map((position, k) =>
      block.insertArgument(argument.index + 1 + k, partType(argument.type, position), argument.loc),
    );
    builder.loc = argument.loc;
    argument.replaceAllUsesWith(putTogether(builder, argument.type, positions, parts));
  });
  const replaced = new Set(before.filter((_, i) => splits[i] !== undefined));
  block.eraseArguments((index) => replaced.has(block.args[index]!));
}

function splitOperation(op: Operation): void {
  const [load, store] = [LoadOp.match(op), StoreOp.match(op)];
  if (SelectOp.is(op) || FreezeOp.is(op)) splitChoice(op);
  else if (load !== undefined && isPlain(load)) splitLoad(load);
  else if (store !== undefined && isPlain(store)) splitStore(store);
}

const isPlain = ({ volatile_, ordering }: LoadOp | StoreOp): boolean =>
  volatile_ === undefined && ordering.value === 0n;

/** The same operation for each part of the result. */
function splitChoice(op: Operation): void {
  const { type } = op.result(0);
  const positions = positionsOf(type);
  if (positions === undefined) return;
  const builder = OpBuilder.before(op);
  const parts = positions.map((position) => {
    const operands = op.operands.map((value) => (value.type === type ? partOf(builder, value, position) : value));
    return builder.createOperation(op.def, operands, [partType(type, position)]).result(0);
  });
  op.replaceAllUsesWith([putTogether(builder, type, positions, parts)]);
  op.erase();
}

function splitLoad({ op, addr, alignment, res }: LoadOp): void {
  const positions = positionsOf(res.type);
  if (positions === undefined) return;
  const builder = OpBuilder.before(op);
  const parts = positions.map((position) => {
    const place = placeOf(builder, op, addr, res.type, position, alignment);
    return builder.create(LoadOp, { ...place, resultTypes: [partType(res.type, position)] }).res;
  });
  res.replaceAllUsesWith(putTogether(builder, res.type, positions, parts));
  op.erase();
}

function splitStore({ op, addr, alignment, value }: StoreOp): void {
  const positions = positionsOf(value.type);
  if (positions === undefined) return;
  const builder = OpBuilder.before(op);
  for (const position of positions) {
    const place = placeOf(builder, op, addr, value.type, position, alignment);
    builder.create(StoreOp, { value: partOf(builder, value, position), ...place });
  }
  op.erase();
}

/** Where a part lies in memory, and its alignment. */
function placeOf(
  builder: OpBuilder,
  op: Operation,
  addr: Value,
  type: Type,
  position: Position,
  alignment: IntegerAttr | undefined,
): { readonly addr: Value; readonly alignment: IntegerAttr } {
  let bytes = alignment?.number ?? abiAlignment(type, op);
  position.forEach((index, depth) => {
    const outer = partType(type, position.slice(0, depth));
    const offset = LLVMStructType.is(outer)
      ? fieldOffsets(outer, op)?.[index]
      : (strideInBytes((outer as LLVMArrayType).elementType, op) ?? 1) * index;
    while ((offset ?? 1) % bytes > 0) bytes /= 2;
  });
  return { addr: createGEP(builder, addr, type, [0, ...position]), alignment: IntegerAttr.get(i64(), bytes) };
}
