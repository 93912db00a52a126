/** Canonicalization of operations that make tensors: what is known of the shape stands in the type. */

import type { RankedTensorType } from "../../../ir/builtin/types.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { Value } from "../../../ir/value.ts";
import { foldConstantSizes, mixedSizes } from "../../dynamic-sizes.ts";
import { CastOp, isCastForProducer } from "../ops/casts.ts";
import { EmptyOp } from "../ops/creation.ts";
import { GenerateOp } from "../ops/generate.ts";

/** empty(c4) : tensor<?xT>  ->  cast(empty() : tensor<4xT>) */
const constantSizesOfEmpty = pattern("empty-constant-sizes", EmptyOp, ({ op, dynamicSizes, result }, rewriter) => {
  const { type, sizes } = foldConstantSizes(result.type, dynamicSizes);
  if (type === result.type) return false;
  const source = rewriter.create(EmptyOp, { dynamicSizes: sizes, resultTypes: [type] }).result;
  rewriter.replaceWithNew(op, CastOp, { source, resultTypes: [result.type] });
  return true;
});

/** cast(empty(n) : tensor<?xT>) : tensor<4xT>  ->  empty() : tensor<4xT> */
const castOfEmpty = pattern("cast-of-empty", CastOp, (cast, rewriter) => {
  const empty = EmptyOp.defining(cast.source);
  if (empty === undefined || !isCastForProducer(cast)) return false;
  const type = cast.dest.type as RankedTensorType;
  const sizes = mixedSizes(empty.result.type, empty.dynamicSizes);
  const dynamicSizes = sizes.filter((_, i) => type.isDynamicDim(i)) as Value[];
  rewriter.replaceWithNew(cast.op, EmptyOp, { dynamicSizes, resultTypes: [type] });
  return true;
});

/** generate(c4) : tensor<?xT>  ->  cast(generate() : tensor<4xT>) */
const constantSizesOfGenerate = pattern("generate-constant-sizes", GenerateOp, (view, rewriter) => {
  const { op, dynamicExtents, body, result } = view;
  const { type, sizes } = foldConstantSizes(result.type, dynamicExtents);
  if (type === result.type) return false;
  const made = rewriter.create(GenerateOp, { dynamicExtents: sizes, resultTypes: [type] });
  rewriter.inlineRegionBefore(body, made.body, null);
  rewriter.replaceWithNew(op, CastOp, { source: made.result, resultTypes: [result.type] });
  return true;
});

export const creationPatterns = [constantSizesOfEmpty, castOfEmpty, constantSizesOfGenerate];
