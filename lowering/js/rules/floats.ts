/** Floats in expressions: every result is rounded to its type. */

import type { Type } from "../../../ir/attribute.ts";
import type { FloatType } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { call, type RuleEntry, scalar } from "../rule.ts";

/** A call of one of the functions for formats of up to 16 bits. */
export const narrowCall = (name: "round" | "encode" | "decode", type: Type, argument: string): string =>
  call(`${name}_${(type as FloatType).kind}`, argument);

/** `text`, a double, as the nearest number of the type. */
export function round(text: string, type: Type): string {
  const { kind } = type as FloatType;
  if (kind === "f64") return text;
  return kind === "f32" ? `Math.fround(${text})` : narrowCall("round", type, text);
}

/** An operation whose result is rounded. */
export const rounded = (def: OpDefinition, text: (...args: string[]) => string): RuleEntry =>
  scalar(def, ({ args, resultTypes }) => round(text(...args), resultTypes[0]!));

/** An operation whose result always is a number of the operands' type. */
export const exact = (def: OpDefinition, text: (...args: string[]) => string): RuleEntry =>
  scalar(def, ({ args }) => text(...args));
