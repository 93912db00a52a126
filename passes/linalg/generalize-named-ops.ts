/** The pass `linalg-generalize-named-ops`: structured operations become `linalg.generic`. */

import { GenericOp, iteratorTypeArray, linalgDialect, mapArray } from "../../dialects/linalg/index.ts";
import { dpsInits, dpsInputs } from "../../ir/interfaces/destination-style.ts";
import { indexingMaps, iteratorTypes, LinalgOpInterface } from "../../ir/interfaces/linalg.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { interfacePattern } from "../../ir/pattern.ts";
import { Region } from "../../ir/region.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";

/** Puts a generic operation with the same maps, loops and body in the place of `op`. */
function generalize(op: Operation, rewriter: PatternRewriter): GenericOp {
  const region = new Region();
  region.takeBlocksOf(op.regions[0]!, null);
  const values = (operands: readonly { value: Operation["operands"][number] }[]) => operands.map(({ value }) => value);
  return rewriter.replaceWithNew(op, GenericOp, {
    inputs: values(dpsInputs(op)),
    outputs: values(dpsInits(op)),
    indexing_maps: mapArray(indexingMaps(op)),
    iterator_types: iteratorTypeArray(iteratorTypes(op)),
    region,
    resultTypes: op.resultTypes,
  });
}

export const generalizeNamed = interfacePattern("linalg-generalize", LinalgOpInterface, (op, rewriter) => {
  if (GenericOp.is(op)) return false;
  generalize(op, rewriter);
  return true;
});

export const linalgGeneralizeNamedOps = definePass(
  "linalg-generalize-named-ops",
  { summary: "Convert named ops into generic ops", dependentDialects: [linalgDialect] },
  (root, { context }) => {
    applyPatternsGreedily(root, [generalizeNamed], context);
  },
);
