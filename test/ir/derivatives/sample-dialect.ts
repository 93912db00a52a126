/** Operations for tests of derivative rules: with attributes, with several results, with operands of any number. */

import { AnyFloatAttr, FloatLike, StrAttr } from "../../../ir/builtin/constraints.ts";
import { optional, variadic } from "../../../ir/constraint.ts";
import { defineOp } from "../../../ir/define-op.ts";
import { defineDialect } from "../../../ir/dialect.ts";
import { Pure, SameOperandsAndResultType } from "../../../ir/traits.ts";

const ScaleOp = defineOp("sample.scale", {
  summary: "A number times an attribute",
  operands: { operand: FloatLike },
  attributes: { factor: AnyFloatAttr, label: optional(StrAttr) },
  results: { result: FloatLike },
  traits: [Pure, SameOperandsAndResultType],
});
const SplitOp = defineOp("sample.split", {
  summary: "Two numbers from one",
  operands: { operand: FloatLike },
  results: { first: FloatLike, second: FloatLike },
  traits: [Pure],
});
const JoinOp = defineOp("sample.join", {
  summary: "One number from many",
  operands: { inputs: variadic(FloatLike) },
  results: { result: FloatLike },
  traits: [Pure],
});
const MixOp = defineOp("sample.mix", {
  summary: "Linear in two of three operands",
  operands: { a: FloatLike, b: FloatLike, weight: FloatLike },
  results: { result: FloatLike },
  traits: [Pure, SameOperandsAndResultType],
});

export const sampleDialect = defineDialect({
  name: "sample",
  summary: "Operations for tests of derivative rules",
  ops: [ScaleOp, SplitOp, JoinOp, MixOp],
});
