/** What is collected of an operation while its text is read. */

import type { Attribute, Type } from "../attribute.ts";
import type { Block, Region } from "../block.ts";
import type { OpDefinition } from "../define-op.ts";
import type { Location } from "../location.ts";
import type { Value } from "../value.ts";

/** Nothing is ever written to a slot that an operation does not have. */
const noProperties: (Attribute | undefined)[] = [];

/** Faster than `fill` for the few slots that operations have. */
function emptySlots(count: number): (Attribute | undefined)[] {
  const slots = new Array<Attribute | undefined>(count);
  for (let i = 0; i < count; i++) slots[i] = undefined;
  return slots;
}

export class ParsedOperation {
  readonly def: OpDefinition;
  loc: Location;
  operands: Value[];
  resultTypes: readonly Type[];
  /** Inherent attributes by slot. */
  readonly properties: (Attribute | undefined)[];
  /** Discardable attributes, in the order of the text. */
  attributes: Map<string, Attribute> | undefined;
  readonly regions: Region[];
  readonly successors: Block[];

  constructor(def: OpDefinition, loc: Location) {
    this.def = def;
    this.loc = loc;
    this.operands = [];
    this.resultTypes = [];
    const count = def.attributeNames.length;
    this.properties = count === 0 ? noProperties : emptySlots(count);
    this.attributes = undefined;
    this.regions = [];
    this.successors = [];
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
