/**
 * The pass `linalg-interchange-loops`: of each structured operation that adds up along its innermost loop, a parallel loop
 * becomes the innermost one, if it runs along the memory of all operands. Such a loop vectorizes, while a sum of floats has
 * to be added in order. All elements are computed as before: the order of the loops that add up stays.
 */
import { createGeneric, createLoopIndex, linalgDialect } from "../../dialects/linalg/index.ts";
import { AffineExpr, type AffineMap, linearForm } from "../../ir/affine.ts";
import {
  dpsInits,
  dpsInputs,
  hasPureBufferSemantics,
  hasPureTensorSemantics,
} from "../../ir/interfaces/destination-style.ts";
import { indexingMaps, iteratorTypes, LinalgOpInterface, staticLoopRanges } from "../../ir/interfaces/linalg.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { interfacePattern } from "../../ir/pattern.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";
import { cloneBody } from "./bodies.ts";

/** Loops with fewer iterations are not worth it. */
const fewIterations = 4;

/** Whether the elements that follow each other in a loop are the same or neighbours. */
function runsAlong(map: AffineMap, loop: number): boolean {
  const last = map.numResults - 1;
  return map.results.every((expr, i) => {
    if (!expr.isFunctionOfDim(loop)) return true;
    return i === last && linearForm(expr)?.terms.get(AffineExpr.dim(loop)) === 1n;
  });
}

/** Whether a parallel loop runs along all operands, and has elements of its own in the outputs. */
const isSuitable = (op: Operation, loop: number): boolean => {
  const maps = indexingMaps(op);
  return (
    maps.every((map) => runsAlong(map, loop)) && dpsInits(op).every(({ index }) => maps[index]!.isFunctionOfDim(loop))
  );
};

/** The loop that is to be the innermost one; undefined if the order is to stay. */
function betterInnermost(op: Operation): number | undefined {
  const types = iteratorTypes(op);
  if (types.at(-1) !== "reduction") return undefined;
  const sizes = staticLoopRanges(op);
  const loop = types.findLastIndex((type, i) => type === "parallel" && isSuitable(op, i));
  const isFew = loop >= 0 && sizes[loop]! >= 0 && sizes[loop]! < fewIterations;
  return loop < 0 || isFew ? undefined : loop;
}

const interchange = interfacePattern("linalg-interchange", LinalgOpInterface, (op, rewriter) => {
  if (!(hasPureTensorSemantics(op) || hasPureBufferSemantics(op))) return false;
  const innermost = betterInnermost(op);
  if (innermost === undefined) return false;
  const types = iteratorTypes(op);
  /** The old loops in their new order, and the places of the old loops in it. */
  const order = [...types.keys()].filter((loop) => loop !== innermost).concat(innermost);
  const places = [...types.keys()].map((loop) => order.indexOf(loop));
  const dims = places.map((place) => AffineExpr.dim(place));
  const generic = createGeneric(
    rewriter,
    dpsInputs(op).map(({ value }) => value),
    dpsInits(op).map(({ value }) => value),
    {
      maps: indexingMaps(op).map((map) => map.mapResults((expr) => expr.replaceDims(dims))),
      iteratorTypes: order.map((loop) => types[loop]!),
    },
    (builder, elements) => cloneBody(builder, op, elements, (loop) => createLoopIndex(builder, places[loop]!)),
  );
  rewriter.replace(op, generic.op.results);
  return true;
});

export const linalgInterchangeLoops = definePass(
  "linalg-interchange-loops",
  {
    summary: "Make loops innermost that run along memory in structured operations",
    dependentDialects: [linalgDialect],
  },
  (root, { context }) => {
    applyPatternsGreedily(root, [interchange], context);
  },
);
