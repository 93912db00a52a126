/** The parts of complex numbers; convert-complex-to-standard turns the rest of `complex` into arithmetic on these. */

import { ConstantOp, CreateOp, ImOp, ReOp } from "../../../dialects/complex/index.ts";
import type { FloatAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { numberValue } from "../constants.ts";
import { type RuleEntry, scalar, statement } from "../rule.ts";

export const complexRules: readonly RuleEntry[] = [
  statement(ConstantOp, ({ value, complex }, fn) => {
    const parts = value.values.map((part) => numberValue(part as IntegerAttr | FloatAttr));
    fn.alias(complex, fn.module.constant(parts));
  }),
  scalar(CreateOp, ({ args }) => `[${args.join(", ")}]`),
  scalar(ReOp, ({ args }) => `${args[0]}[0]`),
  scalar(ImOp, ({ args }) => `${args[0]}[1]`),
];
