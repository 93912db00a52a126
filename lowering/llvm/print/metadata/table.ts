/** The numbered metadata of a module. */

import { getOrMake } from "../../../../ir/maps.ts";
import { quoted } from "../identifiers.ts";

export class MetadataTable {
  /** The bodies by their number, or what makes them in the end. */
  readonly #bodies: (string | (() => string))[];
  readonly #byText: Map<string, string>;
  readonly #byKey: Map<object, string>;
  /** Named lists of the module: `!llvm.ident`. */
  readonly #named: Map<string, string[]>;

  constructor() {
    this.#bodies = [];
    this.#byText = new Map();
    this.#byKey = new Map();
    this.#named = new Map();
  }

  /** `!7`, the number of the metadata with this body. */
  node(body: string): string {
    return getOrMake(this.#byText, body, () => this.#add(body));
  }

  /**
   * The number of the metadata that stands for `key`. The body is made once, and may mention the number; a function that
   * makes it is called when all that needs metadata is known.
   */
  nodeFor(key: object, body: (id: string) => string | (() => string)): string {
    let id = this.#byKey.get(key);
    if (id === undefined) {
      id = this.#add("");
      this.#byKey.set(key, id);
      this.#bodies[Number(id.slice(1))] = body(id);
    }
    return id;
  }

  /** Adds to a named list. */
  addNamed(name: string, id: string): void {
    const list = this.#named.get(name);
    if (list === undefined) this.#named.set(name, [id]);
    else if (!list.includes(id)) list.push(id);
  }

  get definitions(): string[] {
    const numbered: string[] = [];
    // The list grows while bodies are made.
    for (let id = 0; id < this.#bodies.length; id++) {
      const body = this.#bodies[id]!;
      numbered.push(`!${id} = ${typeof body === "string" ? body : body()}`);
    }
    return [...[...this.#named].map(([name, ids]) => `!${name} = ${tuple(ids)}`), ...numbered];
  }

  #add(body: string): string {
    return `!${this.#bodies.push(body) - 1}`;
  }
}

/** `!{!1, i32 2}` */
export const tuple = (parts: readonly string[]): string => `!{${parts.join(", ")}}`;
/** `!"text"` */
export const metadataString = (text: string): string => `!${quoted(text)}`;
