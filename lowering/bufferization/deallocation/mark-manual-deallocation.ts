/**
 * `mark-manual-deallocation`: says of all buffers that a program has that it frees them itself. What is allocated by later
 * passes, such as bufferization, is then freed by `ownership-based-buffer-deallocation`, and nothing else is.
 */
import { manualDeallocationName } from "../../../dialects/bufferization/index.ts";
import { ArrayAttr, DictionaryAttr, UnitAttr } from "../../../ir/builtin/attributes.ts";
import { BaseMemRefType } from "../../../ir/builtin/types.ts";
import { FunctionOpInterface, resAttrsName } from "../../../ir/interfaces/function.ts";
import { MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { definePass } from "../../../ir/pass.ts";

export const markManualDeallocation = definePass(
  "mark-manual-deallocation",
  { summary: "Leaves it to the program to free the buffers that it has" },
  (root) => {
    root.walk((op) => {
      if (FunctionOpInterface.implementedBy(op)) markResults(op);
      else if (allocatesOrFrees(op)) op.setAttr(manualDeallocationName, UnitAttr.get());
    });
  },
);

function allocatesOrFrees(op: Operation): boolean {
  const effects = MemoryEffectOpInterface.of(op)?.effects(op) ?? [];
  return effects.some(
    ({ kind, value }) => (kind === "allocate" || kind === "free") && value?.type instanceof BaseMemRefType,
  );
}

function markResults(func: Operation): void {
  const types = FunctionOpInterface.of(func)!.resultTypes(func);
  if (!types.some((type) => type instanceof BaseMemRefType)) return;
  const array = func.attr(resAttrsName);
  const dictionaries = types.map((type, i) => {
    const known = array instanceof ArrayAttr ? (array.values[i] as DictionaryAttr).entries : [];
    const others = known.filter(([name]) => name !== manualDeallocationName);
    return DictionaryAttr.get(
      type instanceof BaseMemRefType ? [...others, [manualDeallocationName, UnitAttr.get()]] : known,
    );
  });
  func.setAttr(resAttrsName, ArrayAttr.get(dictionaries));
}
