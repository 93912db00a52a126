/** The values that a region takes from outside. */

import { isDefinedOutside, type Region } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";

/** All values that operations in `region` use, however deep, and that are defined outside, in the order of a post-order walk. */
export function usedValuesDefinedAbove(region: Region): Set<Value> {
  const used = new Set<Value>();
  for (const block of region.blocks()) {
    for (const op of block.ops()) {
      op.walk(({ opOperands }) => {
        for (const { value } of opOperands) if (isDefinedOutside(value, region)) used.add(value);
      });
    }
  }
  return used;
}

/** Makes the operations in `region` use other values. */
export function replaceValuesInRegion(region: Region, replacements: ReadonlyMap<Value, Value>): void {
  if (replacements.size === 0) return;
  for (const block of region.blocks()) {
    for (const op of block.ops()) {
      op.walk(({ opOperands }) => {
        for (const operand of opOperands) {
          const replacement = replacements.get(operand.value);
          if (replacement !== undefined) operand.set(replacement);
        }
      });
    }
  }
}
