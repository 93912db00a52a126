/** The pass `reconcile-unrealized-casts`: removes casts that passes between dialects left where values of both met. */

import { UnrealizedConversionCastOp } from "../ir/builtin/ops.ts";
import type { Operation } from "../ir/operation.ts";
import { definePass } from "../ir/pass.ts";
import { reconcileCasts } from "../passes/conversion/casts.ts";

export const reconcileUnrealizedCasts = definePass(
  "reconcile-unrealized-casts",
  { summary: "Removes conversion casts that cancel each other or are not used" },
  (root) => {
    const casts: Operation[] = [];
    root.walk((op) => {
      if (UnrealizedConversionCastOp.is(op)) casts.push(op);
    }, "pre");
    reconcileCasts(casts);
  },
);
