/** The types of `gpu`. */

import { typeConstraint } from "../../ir/constraint.ts";
import { defineType, type InstanceOf } from "../../ir/define-attribute.ts";

/** `!gpu.async.token`: the completion of an operation that runs on the device while the host goes on. */
export const AsyncTokenType = defineType("gpu.async.token", { parse: () => ({}), print: () => {} });
export type AsyncTokenType = InstanceOf<typeof AsyncTokenType>;

export const asyncTokenType = (): AsyncTokenType => AsyncTokenType.get({});

export const AsyncToken = typeConstraint("async token type", AsyncTokenType.is, asyncTokenType);
