/**
 * Attributes and types: the immutable, interned constants of the IR.
 *
 * Two attributes (or types) that are equal are the same object, so they are compared with `===` and used as map keys.
 * A class obtains its instances through `intern`, which keeps one trie of maps per class.
 */
import { AttributePrinter, type TypeElision } from "./attribute-printer.ts";

/** A compile-time constant: a value attached to an operation, or a part of a type. */
export abstract class Attribute {
  /** Whether a printed file may give it, or a part of it, an alias; null until a printer has found out. */
  mayHaveAlias: boolean | null;
  constructor() {
    this.mayHaveAlias = null;
  }

  /** Writes the MLIR syntax of this attribute; `elision` says whether a trailing `: type` may be left out. */
  abstract print(printer: AttributePrinter, elision?: TypeElision): void;

  /** The attribute in MLIR syntax, without aliases. */
  toString(): string {
    const printer = new AttributePrinter();
    printer.attribute(this);
    return printer.text;
  }
}

/** The type of a value. */
export abstract class Type extends Attribute {
  /** Distinguishes `Type` from `Attribute` for the type checker; both print through the same interface. */
  get isType(): true {
    return true;
  }
}

/** An attribute that carries a type (`42 : i32`, `dense<...> : tensor<...>`). */
export abstract class TypedAttribute extends Attribute {
  abstract readonly type: Type;
}

export type InternKey = string | number | bigint | boolean | undefined | object;

class TrieNode {
  children: Map<InternKey, TrieNode> | null;
  leaf: unknown;
  constructor() {
    this.children = null;
    this.leaf = undefined;
  }
}

const roots = new Map<object, TrieNode>();

/**
 * Returns the one instance that `owner` (usually a class) has for `key`, making it when it is met first.
 * Keys compare as in `Map`; a key that must tell -0 from 0 or one NaN from another passes a distinguishing value.
 */
export function intern<T>(owner: object, key: readonly InternKey[], make: () => T): T {
  let node = roots.get(owner);
  if (node === undefined) {
    node = new TrieNode();
    roots.set(owner, node);
  }
  for (let i = 0; i < key.length; i++) {
    const part = key[i];
    if (node.children === null) node.children = new Map();
    let next: TrieNode | undefined = node.children.get(part);
    if (next === undefined) {
      next = new TrieNode();
      node.children.set(part, next);
    }
    node = next;
  }
  if (node.leaf === undefined) node.leaf = make();
  return node.leaf as T;
}

/** Interns what two keys identify. Cheaper than `intern`, for the attributes of which files are full. */
export class InternTable<A, B, T> {
  readonly #rows: Map<A, Map<B, T>>;
  constructor() {
    this.#rows = new Map();
  }
  get(first: A, second: B): T | undefined {
    return this.#rows.get(first)?.get(second);
  }
  /** Adds what `get` did not find, and returns it. */
  add(first: A, second: B, made: T): T {
    let row = this.#rows.get(first);
    if (row === undefined) {
      row = new Map();
      this.#rows.set(first, row);
    }
    row.set(second, made);
    return made;
  }
}
