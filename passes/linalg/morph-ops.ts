/** The pass `linalg-morph-ops`: structured operations between their forms, named, of a category, or generic. */

import {
  ElementwiseKind,
  ElementwiseOp,
  elementwiseKinds,
  linalgDialect,
  mapArray,
} from "../../dialects/linalg/index.ts";
import { tensorDialect } from "../../dialects/tensor/index.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { dpsInits, dpsInputs } from "../../ir/interfaces/destination-style.ts";
import { indexingMaps } from "../../ir/interfaces/linalg.ts";
import { boolOption, definePass } from "../../ir/pass.ts";
import { anyOpPattern } from "../../ir/pattern.ts";
import { Region } from "../../ir/region.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";
import { generalizeNamed } from "./generalize-named-ops.ts";
import { specialize } from "./specialize-generic-ops.ts";

/** linalg.exp  ->  linalg.elementwise kind=exp */
const toElementwise = anyOpPattern("linalg-named-to-elementwise", (op, rewriter) => {
  const kind = elementwiseKinds.find((each) => op.name === `linalg.${each}`);
  if (kind === undefined) return false;
  const region = new Region();
  region.takeBlocksOf(op.regions[0]!, null);
  rewriter.replaceWithNew(op, ElementwiseOp, {
    inputs: dpsInputs(op).map(({ value }) => value),
    outputs: dpsInits(op).map(({ value }) => value),
    kind: ElementwiseKind.of(kind),
    indexing_maps: mapArray(indexingMaps(op)),
    region,
    resultTypes: op.resultTypes,
  });
  return true;
});

export const linalgMorphOps = definePass(
  "linalg-morph-ops",
  {
    summary: "Convert linalg ops between forms",
    dependentDialects: [linalgDialect, tensorDialect],
    options: {
      "named-to-category": boolOption(false, "convert named ops to category op e.g. `linalg.elementwise`"),
      "category-to-generic": boolOption(false, "convert category ops e.g. `linalg.elementwise` to `linalg.generic`"),
      "named-to-generic": boolOption(false, "convert named ops e.g. `linalg.add` to `linalg.generic`"),
      "generic-to-named": boolOption(false, "convert linalg.generic to equivalent named ops"),
    },
  },
  (root, { context, options }) => {
    const isGeneralized = options["named-to-generic"] || options["category-to-generic"];
    if (isGeneralized && options["generic-to-named"]) {
      throw errorAt(root.loc, "option 'generic-to-named' undoes what 'named-to-generic' and 'category-to-generic' do");
    }
    applyPatternsGreedily(
      root,
      [
        ...(options["named-to-category"] ? [toElementwise] : []),
        ...(isGeneralized ? [generalizeNamed] : []),
        ...(options["generic-to-named"] ? [specialize] : []),
      ],
      context,
    );
  },
);
