/** Nests of loops of several kinds, from 0 to given sizes. */

import * as affine from "../../dialects/affine/index.ts";
import { createIndex, createIndexConstant } from "../../dialects/arith/index.ts";
import { createParallel, overIndices } from "../../dialects/scf/index.ts";
import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
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
    if (sizes.length > 0) createScfParallel(builder, sizes, (inner) => nest([...outer, ...inner]));
    else createOne[kind === "affine" ? "affine" : "for"](builder, rest[0]!.size, (inner) => nest([...outer, inner]));
  };
  nest([]);
}

function leadingParallel(loops: readonly Loop[]): MixedIndex[] {
  const end = loops.findIndex(({ type }) => type !== "parallel");
  return loops.slice(0, end < 0 ? loops.length : end).map(({ size }) => size);
}

type OneLoop = (builder: OpBuilder, size: MixedIndex, body: (inductionVariable: Value) => void) => void;

const createOne: Readonly<Record<"for" | "affine", OneLoop>> = { for: createScfFor, affine: createAffineFor };

function createScfFor(builder: OpBuilder, size: MixedIndex, body: (inductionVariable: Value) => void): void {
  overIndices(builder, [size], [], ([variable]) => {
    body(variable!);
    return [];
  });
}

function createAffineFor(builder: OpBuilder, size: MixedIndex, body: (inductionVariable: Value) => void): void {
  const lower = { map: AffineMap.getConstantMap(0), operands: [] };
  const upper = isValue(size)
    ? { map: AffineMap.get(0, 1, [AffineExpr.symbol(0)]), operands: [size] }
    : { map: AffineMap.getConstantMap(size), operands: [] };
  affine.createFor(builder, { lower, upper }, 1n, [], (variable) => {
    body(variable);
    return [];
  });
}

function createScfParallel(
  builder: OpBuilder,
  sizes: readonly MixedIndex[],
  body: (inductionVariables: readonly Value[]) => void,
): void {
  const constants = (value: number): Value[] => sizes.map(() => createIndexConstant(builder, value));
  const lowerBound = constants(0);
  const upperBound = sizes.map((size) => createIndex(builder, size));
  createParallel(builder, { lowerBound, upperBound, step: constants(1) }, body);
}
