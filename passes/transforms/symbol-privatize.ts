/** `symbol-privatize`: makes symbols invisible from outside. */

import { definePass, listOption, stringOption } from "../../ir/pass.ts";
import { isSymbol, setSymbolVisibility, symbolName } from "../../ir/symbol-table.ts";

export const symbolPrivatize = definePass(
  "symbol-privatize",
  {
    summary: "Mark symbols private",
    options: { exclude: listOption(stringOption("", ""), [], "Symbols that should not be marked private") },
  },
  (root, { options }) => {
    const excluded = new Set(options.exclude);
    for (const region of root.regions) {
      for (const block of region.blocks()) {
        for (const op of block.ops()) {
          if (isSymbol(op) && !excluded.has(symbolName(op)!)) setSymbolVisibility(op, "private");
        }
      }
    }
  },
);
