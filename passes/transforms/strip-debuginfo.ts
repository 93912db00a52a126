/** `strip-debuginfo`: forgets where operations come from. */

import { UnknownLoc } from "../../ir/location.ts";
import { definePass } from "../../ir/pass.ts";

export const stripDebuginfo = definePass(
  "strip-debuginfo",
  { summary: "Strip debug info from all operations" },
  (root) => {
    const unknown = UnknownLoc.get();
    root.walk((op) => {
      op.loc = unknown;
      for (const region of op.regions) {
        for (const block of region.blocks()) for (const argument of block.args) argument.loc = unknown;
      }
    });
  },
);
