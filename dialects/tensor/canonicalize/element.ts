/** Canonicalization of the extraction of elements: look through what made the tensor. */

import { elementTypeOrSelf, RankedTensorType } from "../../../ir/builtin/types.ts";
import { wouldOpBeTriviallyDead } from "../../../ir/interfaces/memory-effects.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import { pattern } from "../../../ir/pattern.ts";
import { IndexCastOp } from "../../arith/index.ts";
import { CastOp } from "../ops/casts.ts";
import { ExtractOp } from "../ops/element.ts";
import { GenerateOp } from "../ops/generate.ts";

/** extract(cast(t))  ->  extract(t) */
const extractOfCast = pattern("extract-of-cast", ExtractOp, ({ op, tensor, indices, result }, rewriter) => {
  const source = CastOp.defining(tensor)?.source;
  if (!(source?.type instanceof RankedTensorType)) return false;
  rewriter.replaceWithNew(op, ExtractOp, { tensor: source, indices, resultTypes: [result.type] });
  return true;
});

/** extract(index_cast(t))  ->  index_cast(extract(t)) */
const extractOfIndexCast = pattern("extract-of-index-cast", ExtractOp, ({ op, tensor, indices, result }, rewriter) => {
  const source = IndexCastOp.defining(tensor)?.in;
  if (source === undefined) return false;
  const extracted = rewriter.create(ExtractOp, {
    tensor: source,
    indices,
    resultTypes: [elementTypeOrSelf(source.type)],
  });
  rewriter.replaceWithNew(op, IndexCastOp, { in: extracted.result, resultTypes: [result.type] });
  return true;
});

/** extract(generate(f))[i]  ->  f(i), if f has no effects */
const extractOfGenerate = pattern("extract-of-generate", ExtractOp, ({ op, tensor, indices }, rewriter) => {
  const generated = GenerateOp.defining(tensor);
  if (generated === undefined || !wouldOpBeTriviallyDead(generated.op)) return false;
  const body = generated.body.front;
  const mapping = new IRMapping();
  mapping.mapAll(body.args, indices);
  const yielded = body.last!;
  for (const inner of body.ops()) if (inner !== yielded) rewriter.clone(inner, mapping);
  rewriter.replace(op, [mapping.lookupOrSelf(yielded.operand(0))]);
  return true;
});

export const elementPatterns = [extractOfCast, extractOfIndexCast, extractOfGenerate];
