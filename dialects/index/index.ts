/** The index dialect: arithmetic on values of type index, whose width the target decides. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { IndexType, i1 } from "../../ir/builtin/types.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { IndexCmpPredicateAttr } from "./attributes.ts";
import { indexCanonicalizations } from "./canonicalize.ts";
import * as ops from "./ops.ts";

export * from "./attributes.ts";
export * from "./ops.ts";

export const indexDialect = defineDialect({
  name: "index",
  summary: "Arithmetic on values of type index",
  ops: Object.values(ops),
  attributes: [IndexCmpPredicateAttr],
  canonicalizations: indexCanonicalizations,
  materializeConstant(builder, value, type) {
    if (!(value instanceof IntegerAttr) || value.type !== type) return undefined;
    if (type === i1()) return builder.create(ops.BoolConstantOp, { value }).op;
    return type instanceof IndexType ? builder.create(ops.ConstantOp, { value }).op : undefined;
  },
  isLegalToInline: () => true,
});
