/**
 * The passes `convert-linalg-to-loops`, `convert-linalg-to-parallel-loops` and `convert-linalg-to-affine-loops`: structured
 * operations on buffers become loops with loads and stores. Operations on tensors are left; bufferize them first.
 */
import {
  LoadOp as AffineLoadOp,
  StoreOp as AffineStoreOp,
  affineDialect,
  createComposedApply,
} from "../../dialects/affine/index.ts";
import { arithDialect, createIndexConstant } from "../../dialects/arith/index.ts";
import { IndexOp } from "../../dialects/linalg/index.ts";
import { LoadOp, memrefDialect, StoreOp, sizeOf } from "../../dialects/memref/index.ts";
import { scfDialect } from "../../dialects/scf/index.ts";
import { AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { AffineMapAttr } from "../../ir/builtin/attributes.ts";
import { MemRefType } from "../../ir/builtin/types.ts";
import { dpsInits, hasPureBufferSemantics } from "../../ir/interfaces/destination-style.ts";
import {
  indexingMaps,
  iteratorTypes,
  LinalgOpInterface,
  linalgBody,
  loopBounds,
  operandShape,
  usesOperand,
} from "../../ir/interfaces/linalg.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import { indexFromType, isValue, type MixedIndex } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { interfacePattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { applyPatternsGreedily } from "../../passes/greedy-driver.ts";
import { createLoopNest, type LoopKind } from "./loop-nest.ts";

/** Makes the loops of a structured operation on buffers at the builder's insertion point. */
function emitLoops(op: Operation, builder: OpBuilder, kind: LoopKind): void {
  const types = iteratorTypes(op);
  const sizes = loopSizes(op, builder);
  const loops = sizes.map((size, i) => ({ size, type: types[i]! }));
  createLoopNest(builder, kind, loops, (variables) => emitBody(op, builder, kind, variables));
}

/** The number of iterations of each loop. Sizes are asked for in the order of the operands. */
function loopSizes(op: Operation, builder: OpBuilder): MixedIndex[] {
  const bounds = loopBounds(op);
  const inOrder = [...bounds].sort((a, b) => a.operand - b.operand || a.dimension - b.dimension);
  const sizes = new Map(
    inOrder.map((bound) => {
      const source = op.operand(bound.operand);
      const size = operandShape(source)[bound.dimension]!;
      return [bound, indexFromType(size, () => sizeOf(builder, source, bound.dimension))];
    }),
  );
  return bounds.map((bound) => sizes.get(bound)!);
}

/** One iteration: loads the elements that the body uses, computes, and stores what it yields. */
function emitBody(op: Operation, builder: OpBuilder, kind: LoopKind, variables: readonly Value[]): void {
  const maps = indexingMaps(op);
  const body = linalgBody(op);
  const mapping = new IRMapping();
  op.operands.forEach((operand, i) => {
    if (usesOperand(op, i)) mapping.map(body.args[i]!, emitRead(builder, kind, operand, maps[i]!, variables));
  });
  for (const inner of body.ops()) {
    const index = IndexOp.match(inner);
    if (index !== undefined) mapping.map(index.result, variables[index.dim.number]!);
    else if (inner !== body.last) builder.clone(inner, mapping);
  }
  dpsInits(op).forEach(({ value: buffer, index }, i) => {
    const value = mapping.lookupOrSelf(body.last!.operand(i));
    emitStore(builder, kind, value, buffer, indicesOf(builder, maps[index]!, variables));
  });
}

/** The indices of an element. Made for each operand anew, as upstream does. */
function indicesOf(builder: OpBuilder, map: AffineMap, variables: readonly Value[]): Value[] {
  return map.results.map((expr) => {
    const index: MixedIndex = createComposedApply(builder, AffineMap.get(map.numDims, 0, [expr]), variables);
    return isValue(index) ? index : createIndexConstant(builder, index);
  });
}

function emitRead(
  builder: OpBuilder,
  kind: LoopKind,
  operand: Value,
  map: AffineMap,
  variables: readonly Value[],
): Value {
  const { type } = operand;
  if (!(type instanceof MemRefType)) return operand;
  const indices = indicesOf(builder, map, variables);
  const resultTypes = [type.elementType];
  if (kind !== "affine") return builder.create(LoadOp, { memref: operand, indices, resultTypes }).result;
  return builder.create(AffineLoadOp, { memref: operand, indices, map: identityMap(type.rank), resultTypes }).result;
}

function emitStore(builder: OpBuilder, kind: LoopKind, value: Value, memref: Value, indices: readonly Value[]): void {
  if (kind !== "affine") builder.create(StoreOp, { value, memref, indices });
  else builder.create(AffineStoreOp, { value, memref, indices, map: identityMap(indices.length) });
}

const identityMap = (rank: number): AffineMapAttr => AffineMapAttr.get(AffineMap.getMultiDimIdentityMap(rank));

const lowerTo = (kind: LoopKind) =>
  interfacePattern(`linalg-to-${kind}-loops`, LinalgOpInterface, (op, rewriter) => {
    if (!hasPureBufferSemantics(op)) return false;
    rewriter.guarded(() => {
      rewriter.loc = op.loc;
      emitLoops(op, rewriter, kind);
    });
    rewriter.erase(op);
    return true;
  });

const loopsPass = (name: string, kind: LoopKind, summary: string) =>
  definePass(
    name,
    { summary, dependentDialects: [affineDialect, arithDialect, memrefDialect, scfDialect] },
    (root, { context }) => {
      applyPatternsGreedily(root, [lowerTo(kind)], context);
    },
  );

export const convertLinalgToLoops = loopsPass(
  "convert-linalg-to-loops",
  "for",
  "Lower the operations from the linalg dialect into loops",
);
export const convertLinalgToParallelLoops = loopsPass(
  "convert-linalg-to-parallel-loops",
  "parallel",
  "Lower the operations from the linalg dialect into parallel loops",
);
export const convertLinalgToAffineLoops = loopsPass(
  "convert-linalg-to-affine-loops",
  "affine",
  "Lower the operations from the linalg dialect into affine loops",
);
