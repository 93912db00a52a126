/** Shapes that are known in one place become known in others. */

import type { AffineExpr } from "../../../ir/affine.ts";
import { isDynamic, RankedTensorType } from "../../../ir/builtin/types.ts";
import { hasPureTensorSemantics, tiedInit } from "../../../ir/interfaces/destination-style.ts";
import { indexingMaps, LinalgOpInterface } from "../../../ir/interfaces/linalg.ts";
import type { Operation } from "../../../ir/operation.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { CastOp, isCastForProducer } from "../../tensor/index.ts";
import { cloneWithOperands } from "../structured.ts";
import { forEachOp } from "./patterns.ts";

const castTo = (rewriter: PatternRewriter, source: Value, type: RankedTensorType): Value =>
  source.type === type ? source : rewriter.create(CastOp, { source, resultTypes: [type] }).dest;

/** Puts `copy`, whose results have other types, in the place of `op`. */
function replaceWithCasts(op: Operation, copy: Operation, rewriter: PatternRewriter): void {
  const results = copy.results.map((result, i) => castTo(rewriter, result, op.result(i).type as RankedTensorType));
  rewriter.replace(op, results);
}

/** cast(op(..., out))  ->  op(..., cast(out)), if the cast says more of the shape */
const castOfResult = pattern("fold-tensor-cast-consumer", CastOp, (cast, rewriter) => {
  const producer = cast.source.definingOp;
  if (producer === undefined || !LinalgOpInterface.implementedBy(producer)) return false;
  // Elsewhere the cast might not be executed.
  if (!isCastForProducer(cast) || producer.block !== cast.op.block) return false;
  const result = cast.source as Value as OpResult;
  const type = cast.dest.type as RankedTensorType;
  rewriter.guarded(() => {
    rewriter.setInsertionPoint(producer);
    rewriter.loc = producer.loc;
    const init = tiedInit(result)!;
    const operands = producer.operands;
    operands[init.index] = castTo(rewriter, init.value, type);
    const copy = cloneWithOperands(rewriter, producer, operands);
    rewriter.replace(cast.op, [copy.result(result.index)]);
    replaceWithCasts(producer, copy, rewriter);
  });
  return true;
});

/** The sizes of loops that some operand's type tells. */
function knownSizes(op: Operation): Map<AffineExpr, number> {
  const sizes = new Map<AffineExpr, number>();
  indexingMaps(op).forEach((map, i) => {
    const { type } = op.operand(i);
    if (!(type instanceof RankedTensorType)) return;
    type.shape.forEach((size, dimension) => {
      const expr = map.results[dimension]!;
      if (!isDynamic(size) && expr.kind === "dim" && !sizes.has(expr)) sizes.set(expr, size);
    });
  });
  return sizes;
}

/** Operands are cast to what the types of the others tell of their shapes. */
const inferShapes = forEachOp("infer-static-shape-of-operands", (op, rewriter) => {
  if (!hasPureTensorSemantics(op)) return false;
  const maps = indexingMaps(op);
  if (!maps.every((map) => map.isProjectedPermutation())) return false;
  const sizes = knownSizes(op);
  const types = op.operands.map(({ type }, i) => {
    if (!(type instanceof RankedTensorType)) return type;
    const shape = type.shape.map((size, dimension) =>
      isDynamic(size) ? (sizes.get(maps[i]!.results[dimension]!) ?? size) : size,
    );
    return type.cloneWith(shape, type.elementType);
  });
  if (types.every((type, i) => type === op.operand(i).type)) return false;
  const operands = op.operands.map((operand, i) =>
    operand.type === types[i] ? operand : castTo(rewriter, operand, types[i] as RankedTensorType),
  );
  replaceWithCasts(op, cloneWithOperands(rewriter, op, operands), rewriter);
  return true;
});

export const castPatterns = [castOfResult, ...inferShapes];
