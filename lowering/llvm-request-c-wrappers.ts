/** The pass `llvm-request-c-wrappers`: asks that a function can be called from C once it is lowered. */

import { FuncOp } from "../dialects/func/index.ts";
import { UnitAttr } from "../ir/builtin/attributes.ts";
import { definePass } from "../ir/pass.ts";
import { emitCInterface } from "./to-llvm/c-interface.ts";

export const llvmRequestCWrappers = definePass(
  "llvm-request-c-wrappers",
  { summary: "Requests a wrapper for C for each function", on: FuncOp.name },
  (op) => op.setAttr(emitCInterface, UnitAttr.get()),
);
