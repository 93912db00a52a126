/** The functions of a program: those that are needed, under names that are no library function's. */

import { FuncOp } from "../../../dialects/func/index.ts";
import type { Attribute } from "../../../ir/attribute.ts";
import { StringAttr, SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import type { Operation } from "../../../ir/operation.ts";
import { forEachSymbolUse, SymbolTable } from "../../../ir/symbol-table.ts";

/** Erases the symbols that nothing in the functions `entries` leads to. */
export function keepReachable(module: Operation, entries: readonly string[]): void {
  const table = new SymbolTable(module);
  const reached = new Set<Operation>();
  const reach = (name: string): void => {
    const symbol = table.get(name);
    if (symbol !== undefined) reached.add(symbol);
  };
  for (const name of entries) reach(name);
  // What is added meanwhile is visited too.
  for (const symbol of reached) forEachSymbolUse(symbol, ({ root }) => reach(root));
  for (const symbol of table.symbols) if (!reached.has(symbol)) symbol.erase();
}

/** The name of a function of the program after `renameFunctions`. */
export const renamed = (name: string): string => `adopt.${name}`;

/** Renames the functions that have a body. LLVM would take one that is called `exp` for the library's. */
export function renameFunctions(module: Operation): void {
  const names = new Set<string>();
  for (const op of module.regions[0]!.front.ops()) {
    const func = FuncOp.match(op);
    if (func === undefined || func.body.isEmpty) continue;
    const name = func.sym_name.value;
    names.add(name);
    op.setAttr("sym_name", StringAttr.get(renamed(name)));
  }
  const replace = (attr: Attribute | undefined): Attribute | undefined =>
    attr instanceof SymbolRefAttr && attr.isFlat && names.has(attr.root) ? SymbolRefAttr.get(renamed(attr.root)) : attr;
  module.walk((op) => {
    op.properties.forEach((attr, slot) => {
      op.setProperty(slot, replace(attr));
    });
    return undefined;
  }, "pre");
}
