/** The dialect `ad`: requests for derivatives, and the tape that reverse mode keeps values on. */

import { defineDialect } from "../../ir/dialect.ts";
import { AccumulateOp } from "./accumulate-op.ts";
import { GradOp, JvpOp, VjpOp } from "./requests.ts";
import { TapeAppendOp, TapeCreateOp, TapeFreeOp, TapeGetOp, TapeSetOp } from "./tape-ops.ts";
import { TapeType } from "./types.ts";

export * from "./accumulate-op.ts";
export * from "./requests.ts";
export * from "./tape-ops.ts";
export * from "./types.ts";

export const adDialect = defineDialect({
  name: "ad",
  summary: "Derivatives: requests for them, and the tape of reverse mode",
  ops: [GradOp, JvpOp, VjpOp, AccumulateOp, TapeCreateOp, TapeSetOp, TapeGetOp, TapeAppendOp, TapeFreeOp],
  types: [TapeType],
  isLegalToInline: () => true,
});
