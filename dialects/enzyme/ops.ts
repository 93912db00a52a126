/** Requests for derivatives in the words of Enzyme: https://enzyme.mit.edu. The pass `autodiff` understands them. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, BoolAttribute, FlatSymbolRef, I64Attr } from "../../ir/builtin/constraints.ts";
import { i64 } from "../../ir/builtin/types.ts";
import { defaulted, optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { SymbolUserOpInterface } from "../../ir/interfaces/symbol-user.ts";
import type { Operation } from "../../ir/operation.ts";
import type { SymbolTableCollection } from "../../ir/symbol-table.ts";
import { ActivityArray, activitiesOf } from "./attributes.ts";

const attributes = {
  fn: FlatSymbolRef,
  activity: ActivityArray,
  /** Without it, no result is returned, and those that have derivatives are active. */
  ret_activity: optional(ActivityArray),
  width: defaulted(I64Attr, () => IntegerAttr.get(i64(), 1)),
  strong_zero: optional(BoolAttribute),
} as const;

/** Checks that there is a function with as many arguments and results as there are activities. */
function verifyRequest(op: Operation, tables: SymbolTableCollection): void {
  const view = AutoDiffOp.match(op) ?? ForwardDiffOp.view(op);
  const name = view.fn.root;
  const target = tables.lookupNearest(op, name);
  const fn = target === undefined ? undefined : FunctionOpInterface.of(target);
  if (target === undefined || fn === undefined) throw opError(op, `'${name}' does not reference a valid function`);
  const expect = (what: string, actual: number, expected: number): void => {
    if (actual === expected) return;
    throw opError(op, `'${name}' has ${expected} ${what}s, but there are activities for ${actual}`);
  };
  expect("argument", activitiesOf(view.activity).length, fn.argumentTypes(target).length);
  if (view.ret_activity !== undefined) {
    expect("result", activitiesOf(view.ret_activity).length, fn.resultTypes(target).length);
  }
  if (view.width.value < 1n) throw opError(op, "width must be at least 1");
}

const assemblyFormat = "$fn `(` $inputs `)` attr-dict `:` functional-type($inputs, $outputs)";

export const AutoDiffOp = defineOp("enzyme.autodiff", {
  summary: "Reverse mode: results that are needed, then the adjoints of active arguments",
  operands: { inputs: variadic(AnyType) },
  attributes,
  results: { outputs: variadic(AnyType) },
  assemblyFormat,
});
export type AutoDiffOp = Op<typeof AutoDiffOp>;

AutoDiffOp.implement(SymbolUserOpInterface, { verifySymbolUses: ({ op }, tables) => verifyRequest(op, tables) });

export const ForwardDiffOp = defineOp("enzyme.fwddiff", {
  summary: "Forward mode: for each result the value, if it is needed, and its tangent",
  operands: { inputs: variadic(AnyType) },
  attributes,
  results: { outputs: variadic(AnyType) },
  assemblyFormat,
});
export type ForwardDiffOp = Op<typeof ForwardDiffOp>;

ForwardDiffOp.implement(SymbolUserOpInterface, { verifySymbolUses: ({ op }, tables) => verifyRequest(op, tables) });
