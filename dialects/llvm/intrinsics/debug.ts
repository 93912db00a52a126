/** Which variable of the source a value or a place in memory is. */

import { defaulted } from "../../../ir/constraint.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { AnyLLVMType, AnyPointer } from "../constraints.ts";
import { DIExpressionAttr, noExpression } from "../metadata/debug-expressions.ts";
import { DILabelAttr, DILocalVariableAttr } from "../metadata/debug-info.ts";

const attributes = {
  varInfo: DILocalVariableAttr,
  locationExpr: defaulted(DIExpressionAttr, noExpression),
} as const;

/** The empty expression is not written. */
const attributesWithoutAliases = ({ locationExpr }: { readonly locationExpr: DIExpressionAttr }): readonly string[] =>
  locationExpr === noExpression() ? ["locationExpr"] : [];

export const DbgDeclareOp = defineOp(
  "llvm.intr.dbg.declare",
  {
    summary: "Says where in memory a variable of the source is",
    operands: { addr: AnyPointer },
    attributes,
    assemblyFormat: "qualified($varInfo) (qualified($locationExpr)^)? `=` $addr `:` qualified(type($addr)) attr-dict",
  },
  { attributesWithoutAliases },
);
export type DbgDeclareOp = Op<typeof DbgDeclareOp>;

export const DbgValueOp = defineOp(
  "llvm.intr.dbg.value",
  {
    summary: "Says what value a variable of the source has",
    operands: { value: AnyLLVMType },
    attributes,
    assemblyFormat: "qualified($varInfo) (qualified($locationExpr)^)? `=` $value `:` qualified(type($value)) attr-dict",
  },
  { attributesWithoutAliases },
);
export type DbgValueOp = Op<typeof DbgValueOp>;

export const DbgLabelOp = defineOp("llvm.intr.dbg.label", {
  summary: "Says where a label of the source is",
  attributes: { label: DILabelAttr },
  assemblyFormat: "$label attr-dict",
});
export type DbgLabelOp = Op<typeof DbgLabelOp>;

export const debugIntrinsics = [DbgDeclareOp, DbgValueOp, DbgLabelOp] as const;
