/** Symbols: names of operations within an operation that is a symbol table. */

import type { Attribute } from "./attribute.ts";
import { ArrayAttr, DictionaryAttr, StringAttr, SymbolRefAttr } from "./builtin/attributes.ts";
import type { Operation } from "./operation.ts";
import { SymbolTableTrait, SymbolTrait } from "./traits.ts";

export const symbolNameAttr = "sym_name";
export const symbolVisibilityAttr = "sym_visibility";

/** The name of a symbol; undefined for an operation that is none. */
export function symbolName(op: Operation): string | undefined {
  const attr = op.attr(symbolNameAttr);
  return attr instanceof StringAttr ? attr.value : undefined;
}

/** Whether the operation is of a kind that has names, and has one. */
export const isSymbol = (op: Operation): boolean =>
  (op.def.attributeSlot(symbolNameAttr) !== undefined || op.def.hasTrait(SymbolTrait)) && symbolName(op) !== undefined;

export type Visibility = "public" | "private" | "nested";
/** Who may refer to a symbol; everybody by default. */
export function symbolVisibility(op: Operation): Visibility {
  const attr = op.attr(symbolVisibilityAttr);
  return attr instanceof StringAttr ? (attr.value as Visibility) : "public";
}
/** Says who may refer to a symbol. */
export function setSymbolVisibility(op: Operation, visibility: Visibility): void {
  if (visibility === "public") op.removeAttr(symbolVisibilityAttr);
  else op.setAttr(symbolVisibilityAttr, StringAttr.get(visibility));
}

/** The symbols of one operation, by name. Keep one while several symbols are looked up. */
export class SymbolTable {
  readonly op: Operation;
  readonly #symbols: Map<string, Operation>;

  constructor(op: Operation) {
    this.op = op;
    this.#symbols = new Map();
    for (const region of op.regions) {
      for (const block of region.blocks()) {
        for (const child of block.ops()) this.add(child);
      }
    }
  }

  /** Takes in an operation that came to stand in the table's block, if it is a symbol. */
  add(op: Operation): void {
    const name = symbolName(op);
    if (name !== undefined) this.#symbols.set(name, op);
  }

  get(name: string): Operation | undefined {
    return this.#symbols.get(name);
  }
  get symbols(): Iterable<Operation> {
    return this.#symbols.values();
  }

  /** A name that no symbol has: `base`, or `base_0`, `base_1`, ... */
  uniqueName(base: string): string {
    if (!this.#symbols.has(base)) return base;
    let suffix = 0;
    while (this.#symbols.has(`${base}_${suffix}`)) suffix++;
    return `${base}_${suffix}`;
  }

  /** Inserts a detached symbol into the table's block, renaming it if its name is taken. Returns its name. */
  insert(symbol: Operation, before: Operation | null = null): string {
    const name = this.uniqueName(symbolName(symbol)!);
    symbol.setAttr(symbolNameAttr, StringAttr.get(name));
    if (symbol.block === null) this.op.regions[0]!.front.insertBefore(symbol, before);
    this.#symbols.set(name, symbol);
    return name;
  }

  erase(symbol: Operation): void {
    this.#symbols.delete(symbolName(symbol)!);
    symbol.erase();
  }
}

/** The closest operation around `op` (or `op` itself) that is a symbol table. */
export function nearestSymbolTable(op: Operation): Operation | undefined {
  let current: Operation | null = op;
  while (current !== null && !current.def.hasTrait(SymbolTableTrait)) current = current.parentOp;
  return current ?? undefined;
}

/** Caches the tables of the operations that lookups go through. */
export class SymbolTableCollection {
  readonly #tables: Map<Operation, SymbolTable>;
  constructor() {
    this.#tables = new Map();
  }

  table(op: Operation): SymbolTable {
    let table = this.#tables.get(op);
    if (table === undefined) {
      table = new SymbolTable(op);
      this.#tables.set(op, table);
    }
    return table;
  }

  /** Forgets what is cached, after symbols came or went by other means than the tables. */
  invalidate(): void {
    this.#tables.clear();
  }

  /** The operation that `ref` names in the symbol table nearest to `from`. */
  lookupNearest(from: Operation, ref: SymbolRefAttr | string): Operation | undefined {
    if (typeof ref === "string") {
      const table = nearestSymbolTable(from);
      return table === undefined ? undefined : this.table(table).get(ref);
    }
    return this.lookupPath(from, ref)[ref.nested.length];
  }

  /** The operations that the parts of `ref` name, from the outermost one on, as far as they exist. */
  lookupPath(from: Operation, ref: SymbolRefAttr): Operation[] {
    const path: Operation[] = [];
    let table = nearestSymbolTable(from);
    for (const name of [ref.root, ...ref.nested]) {
      const found = table === undefined ? undefined : this.table(table).get(name);
      if (found === undefined) break;
      path.push(found);
      table = found.def.hasTrait(SymbolTableTrait) ? found : undefined;
    }
    return path;
  }
}

/** Looks up one symbol. For several, keep a `SymbolTableCollection`. */
export const lookupSymbol = (from: Operation, ref: SymbolRefAttr | string): Operation | undefined =>
  new SymbolTableCollection().lookupNearest(from, ref);

/** Calls `visit` for every symbol reference in the attributes of `op` and of everything inside it. */
export function forEachSymbolUse(op: Operation, visit: (ref: SymbolRefAttr, user: Operation) => void): void {
  op.walk((user) => {
    forEachReference(user, (ref) => visit(ref, user));
  }, "pre");
}

/** Calls `visit` for every symbol reference in the attributes of `op` itself. */
export function forEachReference(op: Operation, visit: (ref: SymbolRefAttr) => void): void {
  for (const attr of op.properties) if (attr !== undefined) visitReferences(attr, visit);
  for (const attr of op.discardableAttrs.values()) visitReferences(attr, visit);
}

function visitReferences(attr: Attribute, visit: (ref: SymbolRefAttr) => void): void {
  if (attr instanceof SymbolRefAttr) visit(attr);
  else if (attr instanceof ArrayAttr) for (const value of attr.values) visitReferences(value, visit);
  else if (attr instanceof DictionaryAttr) for (const [, value] of attr.entries) visitReferences(value, visit);
  else {
    // Parameters of a dialect's attribute may hold references as well.
    for (const value of Object.values(attr)) {
      if (value instanceof SymbolRefAttr) visit(value);
      else if (Array.isArray(value)) {
        for (const part of value) if (part instanceof SymbolRefAttr) visit(part);
      }
    }
  }
}

/** Replaces the flat references to `from` by references to `to` inside `op`. */
export function replaceSymbolUses(op: Operation, from: string, to: string): void {
  const replaced = (attr: Attribute): Attribute => {
    if (attr instanceof SymbolRefAttr) return attr.root === from ? SymbolRefAttr.get(to, attr.nested) : attr;
    if (attr instanceof ArrayAttr) return ArrayAttr.get(attr.values.map(replaced));
    if (attr instanceof DictionaryAttr)
      return DictionaryAttr.get(attr.entries.map(([key, value]) => [key, replaced(value)]));
    return attr;
  };
  op.walk((user) => {
    user.properties.forEach((attr, slot) => {
      if (attr !== undefined) user.setProperty(slot, replaced(attr));
    });
    for (const [name, attr] of user.discardableAttrs) user.setAttr(name, replaced(attr));
  }, "pre");
}
