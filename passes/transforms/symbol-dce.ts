/**
 * `symbol-dce`: erases symbols that nothing can refer to. Those that are visible from outside are live, and so is what
 * live operations mention.
 */
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { forEachReference, isSymbol, SymbolTableCollection, symbolVisibility } from "../../ir/symbol-table.ts";
import { SymbolTableTrait } from "../../ir/traits.ts";

export const symbolDce = definePass(
  "symbol-dce",
  {
    summary: "Eliminate dead symbols",
    statistics: { "num-dce'd": "Number of symbols DCE'd" },
  },
  (op, { statistics }) => {
    if (!isSymbolTable(op))
      throw opError(op, "was scheduled to run under SymbolDCE, but does not define a symbol table");
    const liveness = new SymbolLiveness();
    // What is around a private table cannot see into it.
    liveness.markTable(op, op.parentOp === null || symbolVisibility(op) === "private");
    liveness.propagate();
    statistics["num-dce'd"] += eraseDeadSymbols(op, liveness);
  },
);

const isSymbolTable = (op: Operation): boolean => op.def.hasTrait(SymbolTableTrait);

function* childrenOf(op: Operation): Generator<Operation> {
  for (const region of op.regions) for (const block of region.blocks()) yield* block.ops();
}

class SymbolLiveness {
  readonly #live: Set<Operation>;
  readonly #pending: Operation[];
  readonly #tables: SymbolTableCollection;
  /** The symbol tables that cannot be seen from outside. */
  readonly #hidden: Set<Operation>;

  constructor() {
    this.#live = new Set();
    this.#pending = [];
    this.#tables = new SymbolTableCollection();
    this.#hidden = new Set();
  }

  isLive(op: Operation): boolean {
    return this.#live.has(op);
  }

  /** Marks what is in a symbol table and is not a symbol, or one that is visible from outside. */
  markTable(table: Operation, isHidden: boolean): void {
    if (isHidden) this.#hidden.add(table);
    for (const child of childrenOf(table)) {
      const visibility = symbolVisibility(child);
      const isDiscardable = isSymbol(child) && (visibility === "private" || (isHidden && visibility === "nested"));
      if (!isDiscardable) this.#mark(child);
    }
  }

  propagate(): void {
    for (let op = this.#pending.pop(); op !== undefined; op = this.#pending.pop()) this.#visit(op);
  }

  #mark(op: Operation): void {
    if (this.#live.has(op)) return;
    this.#live.add(op);
    this.#pending.push(op);
  }

  #visit(op: Operation): void {
    this.#markReferences(op);
    if (isSymbolTable(op)) {
      const parent = op.parentOp;
      const isHidden = (parent !== null && this.#hidden.has(parent)) || symbolVisibility(op) === "private";
      this.markTable(op, isHidden);
    } else for (const child of childrenOf(op)) this.#visit(child);
  }

  #markReferences(op: Operation): void {
    forEachReference(op, (ref) => {
      // A table's own attributes may mean its symbols or those around it.
      for (const from of isSymbolTable(op) && op.parentOp !== null ? [op, op.parentOp] : [op]) {
        for (const target of this.#tables.lookupPath(from, ref)) this.#mark(target);
      }
    });
  }
}

function eraseDeadSymbols(table: Operation, liveness: SymbolLiveness): number {
  let erased = 0;
  for (const child of childrenOf(table)) {
    if (isSymbol(child) && !liveness.isLive(child)) {
      child.erase();
      erased++;
    } else erased += eraseInside(child, liveness);
  }
  return erased;
}

function eraseInside(op: Operation, liveness: SymbolLiveness): number {
  if (isSymbolTable(op)) return eraseDeadSymbols(op, liveness);
  let erased = 0;
  for (const child of childrenOf(op)) erased += eraseInside(child, liveness);
  return erased;
}
