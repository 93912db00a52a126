/**
 * Writes attributes and types in MLIR syntax. The module printer in assembly/ extends it with aliases.
 */
import type { Attribute, Type } from "./attribute.ts";
import type { Location } from "./location.ts";
import { encodeBytes } from "./string-bytes.ts";

/** An identifier that MLIR prints without quotes: a letter or `_`, then letters, digits, `_`, `$` and `.`. */
export const isBareIdentifier = (text: string): boolean => /^[a-zA-Z_][a-zA-Z0-9_$.]*$/.test(text);

/** Quotes text as MLIR does: printable ASCII stays, everything else becomes `\XX` for each byte of its UTF-8 form. */
export function quote(text: string): string {
  // The common case first: nothing to escape.
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text)) return `"${text}"`;
  return quoteBytes(encodeBytes(text));
}

/** Quotes raw bytes as MLIR does. */
function quoteBytes(bytes: Uint8Array): string {
  let result = '"';
  for (const byte of bytes) {
    if (byte === 0x5c) result += "\\\\";
    else if (byte >= 0x20 && byte < 0x7f && byte !== 0x22) result += String.fromCharCode(byte);
    else result += `\\${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return `${result}"`;
}

/** Whether `: type` is left out: never, where the reader assumes the same type anyway (`1` is an i64), or always. */
export type TypeElision = "never" | "may" | "must";

/** Collects text; knows how to write the parts that attributes have in common. */
export class AttributePrinter {
  text: string;
  /** How many calls of `captured` are going on. */
  protected captures: number;
  /** Numbers of the distinct attributes, in the order in which they are met. */
  readonly #distinctIds: Map<Attribute, number>;
  constructor() {
    this.text = "";
    this.captures = 0;
    this.#distinctIds = new Map();
  }

  write(text: string): this {
    this.text += text;
    return this;
  }

  /** What `write` writes, instead of writing it. */
  captured(write: () => void): string {
    const before = this.text;
    this.text = "";
    this.captures++;
    write();
    this.captures--;
    const captured = this.text;
    this.text = before;
    return captured;
  }

  /** Writes an attribute; a printer with aliases writes `#alias` instead where one exists. */
  attribute(attribute: Attribute): this {
    attribute.print(this, "never");
    return this;
  }

  /** Writes an element of a list: numbers of the default types stand without them. */
  attributeInList(attribute: Attribute): this {
    attribute.print(this, "may");
    return this;
  }

  /** Writes an attribute without its trailing type, which the reader knows from elsewhere. */
  attributeWithoutType(attribute: Attribute): this {
    attribute.print(this, "must");
    return this;
  }

  /** A location inside another one stands without `loc(...)`, unless an alias replaces it. */
  nestedLocation(location: Location): this {
    location.printBody(this);
    return this;
  }

  type(type: Type): this {
    return this.attribute(type);
  }

  /** Writes the items with `, ` between them. */
  list<T>(items: Iterable<T>, write: (item: T) => void): this {
    let first = true;
    for (const item of items) {
      if (!first) this.write(", ");
      first = false;
      write(item);
    }
    return this;
  }

  types(types: Iterable<Type>): this {
    return this.list(types, (type) => this.type(type));
  }

  keywordOrString(text: string): this {
    return this.write(isBareIdentifier(text) ? text : quote(text));
  }

  symbolName(name: string): this {
    return this.write(`@${isBareIdentifier(name) ? name : quote(name)}`);
  }

  /** Told of every resource that an attribute refers to, so that a module printer can write its data. */
  resource(_key: string): void {}

  distinctId(attribute: Attribute): number {
    const known = this.#distinctIds.get(attribute);
    if (known !== undefined) return known;
    const id = this.#distinctIds.size;
    this.#distinctIds.set(attribute, id);
    return id;
  }

  /** Writes `key = value, ...`; a unit attribute is its name alone. */
  namedAttributes(entries: Iterable<readonly [string, Attribute]>): this {
    return this.list(entries, ([name, value]) => {
      this.keywordOrString(name);
      if (!isUnit(value)) this.write(" = ").attribute(value);
    });
  }
}

/** The unit attribute is recognised by its marker, since this module must not depend on the attribute classes. */
const isUnit = (attribute: Attribute): boolean => (attribute as { isUnit?: boolean }).isUnit === true;
