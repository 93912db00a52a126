/** The dialect `ad`: requests for derivatives, and the tapes and stacks that reverse mode keeps values on. */

import { defineDialect } from "../../ir/dialect.ts";
import { AccumulateOp } from "./accumulate-op.ts";
import { adDerivatives } from "./derivatives.ts";
import { AugmentOp, GradOp, JvpOp, PullbackOp, VjpOp } from "./requests.ts";
import { StackAddressOp, StackAtOp, StackCreateOp, StackFreeOp, StackPopOp, StackPushOp } from "./stack-ops.ts";
import { TapeAppendOp, TapeCreateOp, TapeFreeOp, TapeGetOp, TapeSetOp } from "./tape-ops.ts";
import { StackType, TapeType } from "./types.ts";

export * from "./accumulate-op.ts";
export * from "./requests.ts";
export * from "./stack-ops.ts";
export * from "./tape-ops.ts";
export * from "./types.ts";

export const adDialect = defineDialect({
  name: "ad",
  summary: "Derivatives: requests for them, and the tapes and stacks of reverse mode",
  ops: [
    GradOp,
    JvpOp,
    VjpOp,
    AugmentOp,
    PullbackOp,
    AccumulateOp,
    TapeCreateOp,
    TapeSetOp,
    TapeGetOp,
    TapeAppendOp,
    TapeFreeOp,
    StackCreateOp,
    StackPushOp,
    StackPopOp,
    StackAddressOp,
    StackAtOp,
    StackFreeOp,
  ],
  types: [TapeType, StackType],
  derivatives: adDerivatives,
  isLegalToInline: () => true,
});
