/** Tables of operations that become one other operation with the same operands. */

import type { Attribute } from "../../ir/attribute.ts";
import type { ConversionPattern } from "../../ir/conversion.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Operation } from "../../ir/operation.ts";

/** Attributes by name. */
export type Attributes = Readonly<Record<string, Attribute>>;
type Pair = readonly [from: OpDefinition, to: OpDefinition];

/**
 * Patterns that replace `from` by `to` with the converted operands and result types. `attributes` gives those of the new
 * operation; by default they are the old ones that the new operation knows too, and the discardable ones.
 */
export const oneToOne = (
  pairs: readonly Pair[],
  attributes: (op: Operation, to: OpDefinition) => Attributes = sharedAttributes,
): ConversionPattern[] =>
  pairs.map(([from, to]) => ({
    name: `${from.name}-to-${to.name}`,
    root: from,
    benefit: 1,
    convert(op, operands, rewriter, types) {
      const resultTypes = op.resultTypes.map((type) => types.convert(type));
      if (!resultTypes.every((type) => type !== undefined)) return false;
      const replacement = rewriter.createOperation(to, operands.flat(), resultTypes, attributes(op, to));
      rewriter.replace(op, replacement.results);
      return true;
    },
  }));

function sharedAttributes(op: Operation, to: OpDefinition): Attributes {
  const shared: Record<string, Attribute> = Object.fromEntries(op.discardableAttrs);
  for (const name of to.attributeNames) {
    const value = op.attr(name);
    if (value !== undefined) shared[name] = value;
  }
  return shared;
}
