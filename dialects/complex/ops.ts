/** All operations of the complex dialect. */

import * as arithmetic from "./ops/arithmetic.ts";
import * as functions from "./ops/functions.ts";
import * as parts from "./ops/parts.ts";

export * from "./ops/arithmetic.ts";
export * from "./ops/functions.ts";
export * from "./ops/parts.ts";

export const complexOps = [parts, arithmetic, functions].flatMap((ops) => Object.values(ops));
