/** The passes on structured operations. */

import type { Pass } from "../../ir/pass.ts";
import { convertElementwiseToLinalg } from "./convert-elementwise-to-linalg.ts";
import { convertTensorToLinalg } from "./convert-tensor-to-linalg.ts";
import { linalgDecomposeAggregatedOps } from "./decompose-aggregated-ops.ts";
import { linalgFoldUnitExtentDims } from "./fold-unit-extent-dims.ts";
import { linalgFuseElementwiseOps } from "./fuse-elementwise-ops.ts";
import { linalgGeneralizeNamedOps } from "./generalize-named-ops.ts";
import { linalgInlineScalarOperands } from "./inline-scalar-operands.ts";
import { linalgInterchangeLoops } from "./interchange-loops.ts";
import { linalgMorphOps } from "./morph-ops.ts";
import { linalgSpecializeGenericOps } from "./specialize-generic-ops.ts";

export const linalgPasses: readonly Pass[] = [
  convertElementwiseToLinalg,
  convertTensorToLinalg,
  linalgDecomposeAggregatedOps,
  linalgFoldUnitExtentDims,
  linalgFuseElementwiseOps,
  linalgGeneralizeNamedOps,
  linalgInlineScalarOperands,
  linalgInterchangeLoops,
  linalgMorphOps,
  linalgSpecializeGenericOps,
];
