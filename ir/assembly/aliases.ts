/**
 * Aliases that a printed file defines: `#map` for affine maps, `#set`, `#loc`, and what dialects' definitions ask for.
 *
 * The numbers in their names are only known at the end, but the definitions stand in front. So placeholders are written
 * first: a second walk over all operations, in front of the first one, would take longer.
 */

import { Attribute, type Type } from "../attribute.ts";
import type { AttributePrinter } from "../attribute-printer.ts";
import { AffineMapAttr, IntegerSetAttr } from "../builtin/attributes.ts";
import { definitionOf } from "../define-attribute.ts";
import { CallSiteLoc, FusedLoc, Location, NameLoc, UnknownLoc } from "../location.ts";
import type { Operation } from "../operation.ts";
import type { Region } from "../region.ts";
import type { PrintOptions } from "./asm-printer.ts";

/** Stands before and behind each placeholder. No text in MLIR syntax holds it. */
const placeholderMark = "\0";

export class AliasTable {
  /** What is written for an attribute: a placeholder with its index in `#defined`, and the name once all are known. */
  readonly #aliases: Map<Attribute, string>;
  /** Everything with an alias, parts before wholes. */
  readonly #defined: Attribute[];
  /** In the order of the definitions in the file. */
  readonly #inOrder: Attribute[];
  /** What was visited, with how many aliases are defined in terms of each other inside it. */
  readonly #depths: Map<Attribute, number>;
  /** Locations that are parts of other attributes: those must be defined before the module. */
  readonly #early: Set<Attribute>;
  readonly #isGeneric: boolean;
  readonly #withLocations: boolean;

  constructor({ debugInfo = false, generic = false }: PrintOptions) {
    this.#aliases = new Map();
    this.#defined = [];
    this.#inOrder = [];
    this.#depths = new Map();
    this.#early = new Set();
    this.#isGeneric = generic;
    this.#withLocations = debugInfo;
  }

  /** Finds what has aliases in the text of an operation, but for those inside it. To be called before it is written. */
  collect(op: Operation): void {
    const { regions, def } = op;
    const skipped = this.#isGeneric ? undefined : def.hooks.attributesWithoutAliases?.(def.view(op));
    // The generic form is numbered as if the types stood before the attributes.
    const isGeneric = this.#isGeneric || !def.isRegistered;
    if (isGeneric) this.#resultTypes(op);
    for (let i = 0; i < op.numProperties; i++) {
      const attr = op.property(i);
      if (attr === undefined || attr.mayHaveAlias === false || skipped?.includes(def.attributeNames[i]!)) continue;
      this.#visit(attr);
    }
    if (op.discardableAttrs.size > 0) for (const attr of op.discardableAttrs.values()) this.#visit(attr);
    if (!isGeneric) this.#resultTypes(op);
    // Known already, unless the operand is defined further down.
    for (let i = 0; i < op.numOperands; i++) this.#visitType(op.operand(i).type);
    for (let i = 0; i < regions.length; i++) this.#arguments(regions[i]!.shown);
    if (this.#withLocations) this.#visitLocation(op.loc);
  }

  #resultTypes(op: Operation): void {
    for (let i = 0; i < op.numResults; i++) this.#visitType(op.result(i).type);
  }

  #arguments(region: Region): void {
    for (let block = region.first; block !== null; block = block.next) {
      for (const argument of block.args) {
        this.#visitType(argument.type);
        if (this.#withLocations) this.#visitLocation(argument.loc);
      }
    }
  }

  #visitType(type: Type): void {
    if (type.mayHaveAlias !== false) this.#visit(type);
  }

  /** What to write for the attribute. */
  of(attribute: Attribute): string | undefined {
    return this.#aliases.get(attribute);
  }

  /** The text with the names instead of the placeholders; to be called once all is collected and named. */
  resolve(text: string): string {
    if (this.#defined.length === 0) return text;
    const pieces = text.split(placeholderMark);
    for (let i = 1; i < pieces.length; i += 2) pieces[i] = this.#aliases.get(this.#defined[Number(pieces[i])]!)!;
    return pieces.join("");
  }

  printBefore(printer: AttributePrinter): void {
    this.#print(printer, (attribute) => !(attribute instanceof Location) || this.#early.has(attribute));
  }
  /** Locations of operations may stand behind the module. */
  printAfter(printer: AttributePrinter): void {
    this.#print(printer, (attribute) => attribute instanceof Location && !this.#early.has(attribute));
  }

  #print(printer: AttributePrinter, which: (attribute: Attribute) => boolean): void {
    for (const attribute of this.#inOrder) {
      if (!which(attribute)) continue;
      printer.write(`${this.#aliases.get(attribute)} = `);
      attribute.print(printer);
      printer.write("\n");
    }
  }

  /** Visits a part of an operation other than its location. */
  #visit(attribute: Attribute): void {
    if (attribute instanceof Location) {
      this.#visitLocation(attribute);
      this.#markEarly(attribute);
      return;
    }
    if (!mayHaveAlias(attribute) || this.#depths.has(attribute)) return;
    const parts = partsOf(attribute);
    for (const part of parts) this.#visit(part);
    this.#define(attribute, parts);
  }

  #visitLocation(location: Location): void {
    if (this.#depths.has(location)) return;
    const parts: Attribute[] = [...innerLocations(location)];
    for (const part of innerLocations(location)) this.#visitLocation(part);
    if (location instanceof FusedLoc && location.metadata !== undefined) {
      this.#visit(location.metadata);
      parts.push(location.metadata);
    }
    this.#define(location, parts);
  }

  #markEarly(location: Location): void {
    if (this.#early.has(location)) return;
    this.#early.add(location);
    for (const part of innerLocations(location)) this.#markEarly(part);
  }

  #define(attribute: Attribute, parts: readonly Attribute[]): void {
    let depth = 0;
    for (const part of parts) depth = Math.max(depth, this.#depths.get(part) ?? 0);
    const hasAlias = aliasBase(attribute) !== undefined;
    this.#depths.set(attribute, hasAlias ? depth + 1 : depth);
    if (!hasAlias) return;
    this.#aliases.set(attribute, placeholderMark + this.#defined.length + placeholderMark);
    this.#defined.push(attribute);
  }

  /** In MLIR's order: parts before wholes, types (with the smaller sigil) before attributes, then by name. */
  assignNames(): void {
    const named = this.#defined.map((attribute) => {
      const name = ("isType" in attribute ? "!" : "#") + aliasBase(attribute)!;
      return { attribute, name, depth: this.#depths.get(attribute)! };
    });
    named.sort((a, b) => a.depth - b.depth || Number(a.name > b.name) - Number(a.name < b.name));
    const counts = new Map<string, number>();
    for (const { attribute, name } of named) {
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      this.#aliases.set(attribute, count === 0 ? name : `${name}${count}`);
      this.#inOrder.push(attribute);
    }
  }
}

/** The answer is kept with the attribute, since most attributes and types have none and are met again and again. */
function mayHaveAlias(attribute: Attribute): boolean {
  attribute.mayHaveAlias ??= aliasBase(attribute) !== undefined || partsOf(attribute).some(mayHaveAlias);
  return attribute.mayHaveAlias;
}

/** The attributes and types directly inside an attribute. */
function partsOf(attribute: Attribute): Attribute[] {
  const parts: Attribute[] = [];
  for (const part of Object.values(attribute)) {
    if (part instanceof Attribute) parts.push(part);
    else if (Array.isArray(part)) addListed(part, parts);
  }
  return parts;
}

/** Attributes, or pairs of a name and an attribute; lists of plain data are passed over. */
function addListed(items: readonly unknown[], parts: Attribute[]): void {
  for (const item of items) {
    if (item instanceof Attribute) parts.push(item);
    else if (Array.isArray(item) && item[1] instanceof Attribute) parts.push(item[1]);
    else return;
  }
}

/** The locations directly inside a location. */
function innerLocations(location: Location): readonly Location[] {
  if (location instanceof NameLoc) return [location.child];
  if (location instanceof CallSiteLoc) return [location.callee, location.caller];
  return location instanceof FusedLoc ? location.locations : [];
}

/** The alias's name without its number; undefined for attributes that are written in full. */
function aliasBase(attribute: Attribute): string | undefined {
  if (attribute instanceof AffineMapAttr) return "map";
  if (attribute instanceof IntegerSetAttr) return "set";
  if (attribute instanceof Location) return attribute instanceof UnknownLoc ? undefined : "loc";
  return definitionOf(attribute)?.spec.alias;
}
