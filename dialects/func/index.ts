/** The `func` dialect: functions and calls. */

import { SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { FunctionType } from "../../ir/builtin/types.ts";
import "./bufferize.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { cfDialect } from "../cf/index.ts";
import { funcCanonicalizations } from "./canonicalize.ts";
import { CallIndirectOp, CallOp, ConstantOp, FuncOp, ReturnOp } from "./ops.ts";

export { CallIndirectOp, CallOp, ConstantOp, FuncOp, ReturnOp };

export const funcDialect = defineDialect({
  name: "func",
  summary: "Functions and calls",
  dependsOn: [cfDialect],
  ops: [CallOp, CallIndirectOp, ConstantOp, FuncOp, ReturnOp],
  canonicalizations: funcCanonicalizations,
  materializeConstant(builder, value, type) {
    if (!(value instanceof SymbolRefAttr && value.isFlat && type instanceof FunctionType)) return undefined;
    return builder.create(ConstantOp, { value, resultTypes: [type] }).op;
  },
  isLegalToInline: () => true,
});
