/** What is collected of an operation while its text is read. */

import type { Attribute, Type } from "../attribute.ts";
import type { Block } from "../block.ts";
import type { OpDefinition } from "../define-op.ts";
import type { Location, LocationSource } from "../location.ts";
import type { Region } from "../region.ts";
import type { Value } from "../value.ts";

/** What an operation does not have is never written to. */
const nothing: readonly never[] = Object.freeze([]);

/** Faster than `fill` for the few slots that operations have. */
function emptySlots(count: number): (Attribute | undefined)[] {
  const slots = new Array<Attribute | undefined>(count);
  for (let i = 0; i < count; i++) slots[i] = undefined;
  return slots;
}

export class ParsedOperation {
  readonly def: OpDefinition;
  /** The offset of the operation's name in `source`. */
  readonly loc: number;
  readonly source: LocationSource;
  operands: Value[];
  resultTypes: readonly Type[];
  /** Inherent attributes by slot. */
  readonly properties: (Attribute | undefined)[];
  /** Discardable attributes, in the order of the text. */
  attributes: Map<string, Attribute> | undefined;
  /** May be added to if the operation's definition has regions; likewise the successors. */
  regions: Region[];
  successors: Block[];

  constructor(def: OpDefinition, source: LocationSource, loc: number) {
    this.def = def;
    this.loc = loc;
    this.source = source;
    // A format assigns the operands as a whole.
    this.operands = def.hooks.parse === undefined ? (nothing as unknown as Value[]) : [];
    this.resultTypes = nothing;
    const count = def.attributeNames.length;
    this.properties = count === 0 ? (nothing as unknown as (Attribute | undefined)[]) : emptySlots(count);
    this.attributes = undefined;
    this.regions = def.hasRegions ? [] : (nothing as unknown as Region[]);
    this.successors = def.hasSuccessors ? [] : (nothing as unknown as Block[]);
  }

  get location(): Location {
    return this.source.locationAt(this.loc);
  }

  /** Sets an attribute by name: an inherent one if the operation defines it. */
  addAttribute(name: string, value: Attribute): void {
    const slot = this.def.attributeSlot(name);
    if (slot !== undefined) this.properties[slot] = value;
    else {
      this.attributes ??= new Map();
      this.attributes.set(name, value);
    }
  }

  attribute(name: string): Attribute | undefined {
    const slot = this.def.attributeSlot(name);
    return slot === undefined ? this.attributes?.get(name) : this.properties[slot];
  }
}
