/** Aliases that a printed file defines: `#map` for affine maps, `#set`, `#loc`, and what dialects' definitions ask for. */

import { Attribute } from "../attribute.ts";
import type { AttributePrinter } from "../attribute-printer.ts";
import { AffineMapAttr, IntegerSetAttr } from "../builtin/attributes.ts";
import { definitionOf } from "../define-attribute.ts";
import { CallSiteLoc, FusedLoc, Location, NameLoc, UnknownLoc } from "../location.ts";
import type { Operation } from "../operation.ts";

export class AliasTable {
  readonly #aliases: Map<Attribute, string>;
  /** Those that are written in front of the module, and behind it (locations), in order. */
  readonly #before: Attribute[];
  readonly #after: Attribute[];
  readonly #seen: Set<Attribute>;
  readonly #counts: Map<string, number>;

  constructor(root: Operation, withLocations: boolean) {
    this.#aliases = new Map();
    this.#before = [];
    this.#after = [];
    this.#seen = new Set();
    this.#counts = new Map();
    root.walk((op) => {
      for (const attr of op.properties) if (attr !== undefined) this.#visit(attr);
      if (op.discardableAttrs.size > 0) for (const attr of op.discardableAttrs.values()) this.#visit(attr);
      for (let i = 0; i < op.results.length; i++) this.#visit(op.results[i]!.type);
      for (const region of op.regions) {
        for (let block = region.first; block !== null; block = block.next) {
          for (const argument of block.args) {
            this.#visit(argument.type);
            if (withLocations) this.#visit(argument.loc);
          }
        }
      }
      if (withLocations) this.#visit(op.loc);
    }, "pre");
  }

  of(attribute: Attribute): string | undefined {
    return this.#aliases.get(attribute);
  }

  printBefore(printer: AttributePrinter): void {
    this.#printAll(printer, this.#before);
  }
  printAfter(printer: AttributePrinter): void {
    this.#printAll(printer, this.#after);
  }

  #printAll(printer: AttributePrinter, attributes: readonly Attribute[]): void {
    for (const attribute of attributes) {
      printer.write(`${this.#aliases.get(attribute)} = `);
      attribute.print(printer);
      printer.write("\n");
    }
  }

  #visit(attribute: Attribute): void {
    if (this.#seen.has(attribute)) return;
    this.#seen.add(attribute);
    // What is inside comes first, since an alias must be defined before its use.
    this.#visitParts(attribute);
    const base = aliasBase(attribute);
    if (base === undefined) return;
    const count = this.#counts.get(base) ?? 0;
    this.#counts.set(base, count + 1);
    const sigil = "isType" in attribute ? "!" : "#";
    this.#aliases.set(attribute, `${sigil}${base}${count === 0 ? "" : count}`);
    (attribute instanceof Location ? this.#after : this.#before).push(attribute);
  }

  #visitParts(attribute: Attribute): void {
    if (attribute instanceof Location) {
      this.#visitLocationParts(attribute);
      return;
    }
    for (const part of Object.values(attribute)) {
      if (part instanceof Attribute) this.#visit(part);
      else if (Array.isArray(part)) {
        for (const item of part) {
          if (item instanceof Attribute) this.#visit(item);
          else if (Array.isArray(item) && item[1] instanceof Attribute) this.#visit(item[1]);
          else if (typeof item === "number" || typeof item === "bigint" || typeof item === "string") break;
        }
      }
    }
  }

  #visitLocationParts(location: Location): void {
    if (location instanceof NameLoc) this.#visit(location.child);
    else if (location instanceof CallSiteLoc) {
      this.#visit(location.callee);
      this.#visit(location.caller);
    } else if (location instanceof FusedLoc) {
      for (const part of location.locations) this.#visit(part);
      if (location.metadata !== undefined) this.#visit(location.metadata);
    }
  }
}

/** The alias's name without its number; undefined for attributes that are written in full. */
function aliasBase(attribute: Attribute): string | undefined {
  if (attribute instanceof AffineMapAttr) return "map";
  if (attribute instanceof IntegerSetAttr) return "set";
  if (attribute instanceof Location) return attribute instanceof UnknownLoc ? undefined : "loc";
  return definitionOf(attribute)?.spec.alias;
}

