/** Sets of tensors that may lie in the same buffer, and whether they may. */

import type { OpOperand, Value } from "../../../ir/value.ts";
import { type Accesses, type AccessSet, type ConflictTest, hasReads, hasWrites } from "./accesses.ts";
import { UnionFind } from "./union-find.ts";

interface AliasSet {
  readonly accesses: AccessSet;
  readonly isWritable: boolean;
  /** Whether one of the writes is in another parallel region than what it writes to. */
  readonly hasParallelWrite: boolean;
  /** When the first and the last of the tensors are there. */
  readonly first: number;
  readonly last: number;
}

/** "conflict": a read would not find what the program says. */
export type Obstacle = "read-only buffer" | "conflict";

/** What the sets must know of a tensor. */
export interface TensorFacts {
  /** When the tensor is there. */
  time(tensor: Value): number;
  isWritable(tensor: Value): boolean;
  /** Whether the operand is in another parallel region than what it writes to. */
  isParallelWrite(write: OpOperand): boolean;
  /** Whether the write changes what the read finds, if both are of the same buffer. */
  isConflict: ConflictTest;
}

export class AliasSets {
  readonly #values: UnionFind;
  readonly #accesses: Accesses;
  readonly #facts: TensorFacts;
  readonly #sets: Map<number, AliasSet>;
  /** For a set the others that it is in conflict with, as far as that was found out. They stay so, as sets only grow. */
  readonly #enemies: Map<number, Set<number>>;

  constructor(accesses: Accesses, facts: TensorFacts) {
    this.#values = new UnionFind();
    this.#accesses = accesses;
    this.#facts = facts;
    this.#sets = new Map();
    this.#enemies = new Map();
  }

  areAliasing(a: Value, b: Value): boolean {
    return this.#values.areUnited(a, b);
  }

  /** When the first and the last of the tensors are there that may lie in the same buffer as `value`. */
  extent(value: Value): readonly [first: number, last: number] {
    const { first, last } = this.#set(this.#root(value));
    return [first, last];
  }

  /** Whether the tensor, or one that may lie in the same buffer, is written. */
  isWritten(value: Value): boolean {
    return hasWrites(this.#set(this.#root(value)).accesses);
  }

  /** Whether the tensor, and all that may lie in the same buffer, may be written. */
  isWritable(value: Value): boolean {
    return this.#set(this.#root(value)).isWritable;
  }

  #root(value: Value): number {
    const root = this.#values.find(value);
    if (!this.#sets.has(root)) {
      const time = this.#facts.time(value);
      this.#sets.set(root, {
        accesses: this.#accesses.of(value),
        isWritable: this.#facts.isWritable(value),
        hasParallelWrite: false,
        first: time,
        last: time,
      });
    }
    return root;
  }
  #set(root: number): AliasSet {
    return this.#sets.get(root)!;
  }
  #roots(values: readonly Value[]): number[] {
    return [...new Set(values.map((value) => this.#root(value)))];
  }

  /** Why the tensors cannot be in one buffer to which `write` writes; undefined if they can. */
  obstacle(values: readonly Value[], write: OpOperand | undefined): Obstacle | undefined {
    const roots = this.#roots(values);
    if (this.#hasForbiddenWrite(roots, write)) return "read-only buffer";
    return this.#hasParallelWrite(roots, write) || this.#hasConflict(roots, write) ? "conflict" : undefined;
  }

  #hasForbiddenWrite(roots: readonly number[], write: OpOperand | undefined): boolean {
    const sets = roots.map((root) => this.#set(root));
    const isWritten = write !== undefined || sets.some(({ accesses }) => hasWrites(accesses));
    return isWritten && !sets.every(({ isWritable }) => isWritable);
  }

  /** Threads that run at once need buffers of their own, if anyone reads what they write. */
  #hasParallelWrite(roots: readonly number[], write: OpOperand | undefined): boolean {
    const sets = roots.map((root) => this.#set(root));
    const isParallel =
      sets.some(({ hasParallelWrite }) => hasParallelWrite) ||
      (write !== undefined && this.#facts.isParallelWrite(write));
    return isParallel && sets.some(({ accesses }) => hasReads(accesses));
  }

  #hasConflict(roots: readonly number[], write: OpOperand | undefined): boolean {
    const { isConflict } = this.#facts;
    if (write !== undefined) {
      if (roots.some((root) => this.#accesses.endangers(write, this.#set(root).accesses, isConflict))) return true;
    }
    return roots.some((a, i) => roots.slice(i + 1).some((b) => this.#areEnemies(a, b)));
  }

  #areEnemies(a: number, b: number): boolean {
    if (this.#enemies.get(a)?.has(b) === true) return true;
    if (!this.#accesses.haveConflict(this.#set(a).accesses, this.#set(b).accesses, this.#facts.isConflict))
      return false;
    this.#addEnemy(a, b);
    this.#addEnemy(b, a);
    return true;
  }
  #addEnemy(set: number, enemy: number): void {
    const known = this.#enemies.get(set);
    if (known === undefined) this.#enemies.set(set, new Set([enemy]));
    else known.add(enemy);
  }

  /** Puts the tensors into one set, to whose buffer `write` writes. */
  unite(values: readonly Value[], write: OpOperand | undefined): void {
    const root = this.#roots(values).reduce((a, b) => this.#uniteTwo(a, b));
    if (write === undefined) return;
    const set = this.#set(root);
    this.#sets.set(root, {
      ...set,
      accesses: this.#accesses.add(set.accesses, write),
      hasParallelWrite: set.hasParallelWrite || this.#facts.isParallelWrite(write),
    });
  }

  #uniteTwo(a: number, b: number): number {
    const [x, y] = [this.#set(a), this.#set(b)];
    const root = this.#values.unite(a, b);
    const gone = root === a ? b : a;
    this.#sets.delete(gone);
    this.#sets.set(root, {
      accesses: this.#accesses.merge(x.accesses, y.accesses),
      isWritable: x.isWritable && y.isWritable,
      hasParallelWrite: x.hasParallelWrite || y.hasParallelWrite,
      first: Math.min(x.first, y.first),
      last: Math.max(x.last, y.last),
    });
    for (const enemy of this.#enemies.get(gone) ?? []) {
      this.#enemies.get(enemy)!.delete(gone);
      this.#addEnemy(enemy, root);
      this.#addEnemy(root, enemy);
    }
    this.#enemies.delete(gone);
    return root;
  }
}
