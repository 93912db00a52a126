/** Nests of loops of several kinds, from 0 to given sizes. */

import { ForOp as AffineForOp, YieldOp as AffineYieldOp } from "../../dialects/affine/index.ts";
import { createIndexConstant } from "../../dialects/arith/index.ts";
import { ForOp, ParallelOp, ReduceOp, YieldOp } from "../../dialects/scf/index.ts";
import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import { Region } from "../../ir/block.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { AffineMapAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { indexType } from "../../ir/builtin/types.ts";
import type { IteratorType } from "../../ir/interfaces/linalg.ts";
import { isValue, type MixedIndex } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";

export type LoopKind = "for" | "parallel" | "affine";

interface Loop {
  readonly size: MixedIndex;
  readonly type: IteratorType;
}

/** Makes a loop around each other, the first outermost; `body` is called inside with the induction variables. */
export function createLoopNest(
  builder: OpBuilder,
  kind: LoopKind,
  loops: readonly Loop[],
  body: (inductionVariables: readonly Value[]) => void,
): void {
  const nest = (outer: readonly Value[]): void => {
    const rest = loops.slice(outer.length);
    if (rest.length === 0) {
      body(outer);
      return;
    }
    const sizes = kind === "parallel" ? leadingParallel(rest) : [];
    if (sizes.length > 0) createParallel(builder, sizes, (inner) => nest([...outer, ...inner]));
    else createOne[kind === "affine" ? "affine" : "for"](builder, rest[0]!.size, (inner) => nest([...outer, inner]));
  };
  nest([]);
}

function leadingParallel(loops: readonly Loop[]): MixedIndex[] {
  const end = loops.findIndex(({ type }) => type !== "parallel");
  return loops.slice(0, end < 0 ? loops.length : end).map(({ size }) => size);
}

type OneLoop = (builder: OpBuilder, size: MixedIndex, body: (inductionVariable: Value) => void) => void;

const createOne: Readonly<Record<"for" | "affine", OneLoop>> = { for: createFor, affine: createAffineFor };

const asValue = (builder: OpBuilder, size: MixedIndex): Value =>
  isValue(size) ? size : createIndexConstant(builder, size);

function createFor(builder: OpBuilder, size: MixedIndex, body: (inductionVariable: Value) => void): void {
  const lowerBound = createIndexConstant(builder, 0);
  const upperBound = asValue(builder, size);
  const step = createIndexConstant(builder, 1);
  const region = bodyRegion(builder, 1, ([variable]) => {
    body(variable!);
    builder.create(YieldOp, { results: [] });
  });
  builder.create(ForOp, { lowerBound, upperBound, step, initArgs: [], region, resultTypes: [] });
}

function createAffineFor(builder: OpBuilder, size: MixedIndex, body: (inductionVariable: Value) => void): void {
  const region = bodyRegion(builder, 1, ([variable]) => {
    body(variable!);
    builder.create(AffineYieldOp, { operands: [] });
  });
  const upperBound = isValue(size) ? AffineMap.get(0, 1, [AffineExpr.symbol(0)]) : AffineMap.getConstantMap(size);
  builder.create(AffineForOp, {
    lowerBoundOperands: [],
    upperBoundOperands: isValue(size) ? [size] : [],
    inits: [],
    lowerBoundMap: AffineMapAttr.get(AffineMap.getConstantMap(0)),
    upperBoundMap: AffineMapAttr.get(upperBound),
    step: IntegerAttr.get(indexType(), 1),
    region,
    resultTypes: [],
  });
}

function createParallel(
  builder: OpBuilder,
  sizes: readonly MixedIndex[],
  body: (inductionVariables: readonly Value[]) => void,
): void {
  const constants = (value: number): Value[] => sizes.map(() => createIndexConstant(builder, value));
  const lowerBound = constants(0);
  const upperBound = sizes.map((size) => asValue(builder, size));
  const step = constants(1);
  const region = bodyRegion(builder, sizes.length, (variables) => {
    body(variables);
    builder.create(ReduceOp, { operands: [], reductions: [] });
  });
  builder.create(ParallelOp, { lowerBound, upperBound, step, initVals: [], region, resultTypes: [] });
}

function bodyRegion(builder: OpBuilder, count: number, body: (variables: readonly Value[]) => void): Region {
  const region = new Region();
  builder.guarded(() => {
    const { args } = builder.createBlock(region, new Array(count).fill(indexType()));
    body(args);
  });
  return region;
}
