/** Attributes that say how types lie in memory: `dlti.dl_spec` on a module. */

import type { Attribute, Type } from "../attribute.ts";
import type { Operation } from "../operation.ts";
import { AttrInterface } from "./interface.ts";

/** A type, or the name of a property of the whole layout (`dlti.endianness`). */
export type DataLayoutKey = Type | string;

export interface DataLayoutSpec {
  /** What the layout says of `key`; undefined if nothing. */
  entry(attribute: Attribute, key: DataLayoutKey): Attribute | undefined;
  /** The types that it speaks of. */
  types(attribute: Attribute): readonly Type[];
}
export const DataLayoutSpecInterface = new AttrInterface<DataLayoutSpec>("DataLayoutSpecInterface");

/** The layouts that hold at `op`, the closest one first. */
function* layoutsAt(op: Operation): Generator<[spec: DataLayoutSpec, attribute: Attribute]> {
  for (let at: Operation | null = op; at !== null; at = at.parentOp) {
    for (const attribute of at.discardableAttrs.values()) {
      const spec = DataLayoutSpecInterface.of(attribute);
      if (spec !== undefined) yield [spec, attribute];
    }
  }
}

/** What the closest layout that speaks of `key` says. */
export function dataLayoutEntry(op: Operation, key: DataLayoutKey): Attribute | undefined {
  for (const [spec, attribute] of layoutsAt(op)) {
    const entry = spec.entry(attribute, key);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** The types of which a layout at `op` says something. */
export function typesInDataLayout(op: Operation): Type[] {
  const types: Type[] = [];
  for (const [spec, attribute] of layoutsAt(op)) types.push(...spec.types(attribute));
  return types;
}
