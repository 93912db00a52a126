/** The pass `linalg-specialize-generic-ops`: `linalg.generic` becomes the operation with a name that does the same. */

import {
  createBroadcast,
  createFill,
  createNamedOp,
  createTranspose,
  GenericOp,
  linalgDialect,
  recognize,
} from "../../dialects/linalg/index.ts";
import { tensorDialect } from "../../dialects/tensor/index.ts";
import type { AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { indexingMaps, isAllParallel, linalgBody, operandShape } from "../../ir/interfaces/linalg.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { pattern } from "../../ir/pattern.ts";
import { BlockArgument, type Value } from "../../ir/value.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";
import { unfoldPermutations } from "./unfold-permutations.ts";

/** What the body of an operation with one output yields, if it computes nothing. */
function yieldedAlone(op: Operation): Value | undefined {
  const body = linalgBody(op);
  return body.first === body.last && body.last!.numOperands === 1 ? body.last!.operand(0) : undefined;
}

/** An operation that only moves elements, or writes one everywhere. */
function createMove(builder: OpBuilder, { op, inputs, outputs }: GenericOp): Operation | readonly Value[] | undefined {
  const yielded = yieldedAlone(op);
  const maps = indexingMaps(op);
  const output = outputs[0];
  if (yielded === undefined || output === undefined || !isAllParallel(op) || !maps.at(-1)!.isIdentity) return undefined;
  const isArgument = yielded instanceof BlockArgument && yielded.owner === linalgBody(op);
  if (!isArgument) return inputs.length === 0 ? filled(builder, op, yielded, output) : undefined;
  const [input] = inputs;
  if (inputs.length !== 1 || yielded.index !== 0) return undefined;
  const map = maps[0]!;
  if (operandShape(input!).length === 0)
    return input!.type === yielded.type ? filled(builder, op, input!, output) : undefined;
  if (!map.isProjectedPermutation() || map.isIdentity) return undefined;
  if (map.isPermutation) return createTranspose(builder, input!, output, transposition(map)).op;
  const isOrdered = map.results.every((_, i) => i === 0 || map.getDimPosition(i - 1) < map.getDimPosition(i));
  return isOrdered ? createBroadcast(builder, input!, output, addedDimensions(map)).op : undefined;
}

function filled(builder: OpBuilder, op: Operation, value: Value, output: Value): readonly Value[] {
  const result = createFill(builder, value, output);
  return op.numResults === 0 ? [] : [result];
}

/** For each dimension of the output the dimension of the input that it is. */
const transposition = (map: AffineMap): number[] => {
  const permutation = new Array<number>(map.numDims);
  map.results.forEach((_, i) => {
    permutation[map.getDimPosition(i)] = i;
  });
  return permutation;
};

const addedDimensions = (map: AffineMap): number[] =>
  Array.from({ length: map.numDims }, (_, dim) => dim).filter((dim) => !map.isFunctionOfDim(dim));

export const specialize = pattern("linalg-specialize", GenericOp, (view, rewriter) => {
  const { op, inputs, outputs } = view;
  const move = createMove(rewriter, view);
  if (move !== undefined) {
    rewriter.replace(op, "results" in move ? move.results : move);
    return true;
  }
  const found = recognize(op);
  if (found === undefined) return false;
  const operands = found.isSwapped ? inputs.toReversed() : inputs;
  const named = createNamedOp(rewriter, found.def, operands, outputs[0]!, found.attributes);
  rewriter.replace(op, named.results);
  return true;
});

export const linalgSpecializeGenericOps = definePass(
  "linalg-specialize-generic-ops",
  { summary: "Convert generic ops back to named ops", dependentDialects: [linalgDialect, tensorDialect] },
  (root, { context }) => {
    applyPatternsGreedily(root, [specialize, unfoldPermutations], context);
  },
);
