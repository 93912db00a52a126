/** Functions that are called when a module is loaded and unloaded. */

import { type ArrayAttr, SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { ArrayAttribute } from "../../ir/builtin/constraints.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { SymbolUserOpInterface } from "../../ir/interfaces/symbol-user.ts";
import type { Operation } from "../../ir/operation.ts";
import type { SymbolTableCollection } from "../../ir/symbol-table.ts";
import { ZeroAttr } from "./attributes.ts";
import { FuncOp } from "./func-ops.ts";

/** Those of low priority come first when the module is loaded, and last when it is unloaded. */
export const GlobalCtorsOp = defineOp(
  "llvm.mlir.global_ctors",
  {
    summary: "Functions that are called when the module is loaded",
    attributes: { ctors: ArrayAttribute, priorities: ArrayAttribute, data: ArrayAttribute },
    assemblyFormat: "`ctors` `=` $ctors `,` `priorities` `=` $priorities `,` `data` `=` $data attr-dict",
  },
  { verify: ({ op, ctors, priorities, data }) => verifyLists(op, "ctors", ctors, priorities, data) },
);
export type GlobalCtorsOp = Op<typeof GlobalCtorsOp>;

export const GlobalDtorsOp = defineOp(
  "llvm.mlir.global_dtors",
  {
    summary: "Functions that are called when the module is unloaded",
    attributes: { dtors: ArrayAttribute, priorities: ArrayAttribute, data: ArrayAttribute },
    assemblyFormat: "`dtors` `=` $dtors `,` `priorities` `=` $priorities `,` `data` `=` $data attr-dict",
  },
  { verify: ({ op, dtors, priorities, data }) => verifyLists(op, "dtors", dtors, priorities, data) },
);
export type GlobalDtorsOp = Op<typeof GlobalDtorsOp>;

function verifyLists(op: Operation, name: string, functions: ArrayAttr, priorities: ArrayAttr, data: ArrayAttr): void {
  const count = functions.values.length;
  if (priorities.values.length !== count || data.values.length !== count) {
    throw errorAt(op.loc, `${name}, priorities, and data must have the same number of elements`);
  }
  if (!data.values.every((value) => ZeroAttr.is(value) || value instanceof SymbolRefAttr)) {
    throw errorAt(op.loc, "data element must be symbol or #llvm.zero");
  }
}

GlobalCtorsOp.implement(SymbolUserOpInterface, {
  verifySymbolUses: ({ op, ctors }, tables) => verifyFunctions(op, ctors, tables),
});
GlobalDtorsOp.implement(SymbolUserOpInterface, {
  verifySymbolUses: ({ op, dtors }, tables) => verifyFunctions(op, dtors, tables),
});

function verifyFunctions(op: Operation, functions: ArrayAttr, tables: SymbolTableCollection): void {
  for (const name of functions.values as readonly SymbolRefAttr[]) {
    if (!FuncOp.is(tables.lookupNearest(op, name))) {
      throw opError(op, `'${name.root}' does not reference a valid LLVM function`);
    }
  }
}
