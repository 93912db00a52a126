/** All operations of the math dialect. */

import * as classification from "./ops/classification.ts";
import * as integer from "./ops/integer.ts";
import * as severalOperands from "./ops/several-operands.ts";
import * as unary from "./ops/unary.ts";

export * from "./ops/classification.ts";
export * from "./ops/integer.ts";
export * from "./ops/several-operands.ts";
export * from "./ops/unary.ts";

export const mathOps = [unary, severalOperands, classification, integer].flatMap((ops) => Object.values(ops));
