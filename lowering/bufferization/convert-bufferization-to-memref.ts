/** `convert-bufferization-to-memref`: what `bufferization` does to buffers alone, in terms of `memref`. */

import { arithDialect } from "../../dialects/arith/index.ts";
import { CloneOp, DeallocOp } from "../../dialects/bufferization/index.ts";
import { funcDialect } from "../../dialects/func/index.ts";
import { memrefDialect } from "../../dialects/memref/index.ts";
import { scfDialect } from "../../dialects/scf/index.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { lowerDealloc } from "./deallocation/bufferization-lower-deallocations.ts";
import { lowerClone } from "./deallocation/clone.ts";
import { DeallocHelper } from "./deallocation/dealloc-helper.ts";

export const convertBufferizationToMemRef = definePass(
  "convert-bufferization-to-memref",
  {
    summary: "Convert operations from the Bufferization dialect to the MemRef dialect",
    dependentDialects: [arithDialect, funcDialect, memrefDialect, scfDialect],
  },
  (root, { context }) => {
    const ops: Operation[] = [];
    root.walk((op) => {
      if (op.def.dialectName === "bufferization") ops.push(op);
      return undefined;
    }, "pre");
    const helper = new DeallocHelper(root, context);
    for (const op of ops) {
      if (CloneOp.is(op)) lowerClone(CloneOp.view(op));
      else if (DeallocOp.is(op)) lowerDealloc(DeallocOp.view(op), helper);
      else throw errorAt(op.loc, `failed to legalize operation '${op.name}' that was explicitly marked illegal`);
    }
  },
);
