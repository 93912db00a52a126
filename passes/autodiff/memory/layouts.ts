/** What lies where in the memory behind raw pointers, as far as a function's accesses tell. */

import type { Type } from "../../../ir/attribute.ts";
import { opError } from "../../../ir/diagnostic.ts";
import {
  type CopiedPart,
  type CopiedParts,
  isDifferentiableType,
  isPointerType,
} from "../../../ir/interfaces/differentiable.ts";
import { MemoryLayoutOpInterface, type MemoryPart } from "../../../ir/interfaces/memory-layout.ts";
import { PointerMemoryOpInterface } from "../../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { type Flow, isBuffer } from "../analysis/flow.ts";
import type { Aliases } from "./aliases.ts";
import { gcd, type Place, residue } from "./place.ts";
import { Places } from "./places.ts";

/** A value in memory, or bytes that hold nothing. */
interface Cell extends Place {
  readonly type: Type | undefined;
  readonly size: number;
}

/** Whether `a` is of the same kind as `b` and also wherever that is. */
function covers(a: Cell, b: Cell): boolean {
  if (a.type !== b.type || a.size !== b.size) return false;
  if (a.period === 0) return b.period === 0 && a.offset === b.offset;
  return b.period % a.period === 0 && residue(b.offset, a.period) === a.offset;
}

/** Whether values of the type mean something in a shadow. */
const matters = (type: Type): boolean => isDifferentiableType(type) || isPointerType(type);

const maxRounds = 8;

export class Layouts {
  readonly #aliases: Aliases;
  readonly #places: Places;
  /** By the root of the memory. */
  readonly #cells: Map<Value, Cell[]>;

  constructor(flow: Flow, aliases: Aliases) {
    this.#aliases = aliases;
    this.#places = new Places(
      flow,
      (pointer) => aliases.root(pointer),
      (pointer) => aliases.isApart(pointer),
    );
    this.#cells = new Map();
    for (const op of flow.units) {
      for (const { pointer, parts, period } of MemoryLayoutOpInterface.of(op)?.known?.(op) ?? []) {
        for (const place of this.#places.of(pointer)) {
          for (const { type, offset, size } of parts) {
            const common = gcd(place.period, period);
            this.#add(pointer, { type, size, offset: residue(place.offset + offset, common), period: common });
          }
        }
      }
    }
    this.#spread(flow);
  }

  /** Returns whether the cell was not known yet. */
  #add(pointer: Value, cell: Cell): boolean {
    const root = this.#aliases.root(pointer);
    const known = this.#cells.get(root);
    if (known?.some((other) => covers(other, cell)) === true) return false;
    if (known === undefined) this.#cells.set(root, [cell]);
    else known.push(cell);
    return true;
  }

  /** What is copied from one memory to another is of the same kind there, and so is what one pointer points to at times. */
  #spread(flow: Flow): void {
    const copies = flow.units.flatMap((op) => {
      const pointers = PointerMemoryOpInterface.of(op)?.copied?.(op) ?? [];
      return pointers.flatMap((from) => pointers.flatMap((to) => (from === to ? [] : [{ from, to }])));
    });
    copies.push(...this.#choicesOfConstants(flow));
    for (let round = 0, changed = true; changed; round++) {
      changed = false;
      for (const { from, to } of copies) {
        for (const source of this.#places.of(from)) {
          for (const target of this.#places.of(to)) {
            if (this.#addCopies(from, source, to, target, round >= maxRounds)) changed = true;
          }
        }
      }
    }
  }

  /** Where a pointer may be one to a constant, of which the aliases know nothing. */
  #choicesOfConstants(flow: Flow): { readonly from: Value; readonly to: Value }[] {
    const aliases = this.#aliases;
    const choices: { from: Value; to: Value }[] = [];
    const add = (from: Value | undefined, to: Value | undefined): void => {
      if (from === undefined || to === undefined || !isBuffer(to) || !aliases.isConstant(from)) return;
      if (aliases.root(from) !== aliases.root(to)) choices.push({ from, to });
    };
    for (const op of flow.units) for (const result of op.results) for (const value of op.operands) add(value, result);
    for (const { forwarded, inputs } of flow.allEdges()) {
      inputs.forEach((input, i) => {
        add(forwarded[i], input);
      });
    }
    return choices;
  }

  /** What lies behind one pointer lies behind the other as well. What is copied on and on moves on by the same way. */
  #addCopies(from: Value, source: Place, to: Value, target: Place, isRepeated: boolean): boolean {
    const way = target.offset - source.offset;
    const period = gcd(gcd(source.period, target.period), isRepeated ? way : 0);
    let changed = false;
    for (const { type, size, ...cell } of [...(this.#cells.get(this.#aliases.root(from)) ?? [])]) {
      const common = gcd(cell.period, period);
      const moved = { type, size, offset: residue(cell.offset + way, common), period: common };
      if (this.#add(to, moved)) changed = true;
    }
    return changed;
  }

  /** What may lie, in part at least, where `part` is behind the pointer. */
  cellsAt(pointer: Value, { offset, size }: MemoryPart): { readonly type: Type; readonly size: number }[] {
    return this.#cellsFrom(pointer).flatMap((cell) => {
      const distance = residue(cell.offset - offset, cell.period);
      const isNear = distance < size && distance + cell.size > 0;
      const reachesRound = cell.period > 0 && distance + cell.size > cell.period;
      return cell.type !== undefined && (isNear || reachesRound) ? [{ type: cell.type, size: cell.size }] : [];
    });
  }

  /** The types of all that is known to lie in the memory behind a pointer. */
  typesIn(pointer: Value): Set<Type> {
    const cells = this.#cells.get(this.#aliases.root(pointer)) ?? [];
    return new Set(cells.flatMap(({ type }) => type ?? []));
  }

  /** The cells behind a pointer, by their distance from it. */
  #cellsFrom(pointer: Value): Cell[] {
    const cells = this.#cells.get(this.#aliases.root(pointer)) ?? [];
    return this.#places.of(pointer).flatMap((place) =>
      cells.map((cell) => {
        const period = gcd(cell.period, place.period);
        return { ...cell, offset: residue(cell.offset - place.offset, period), period };
      }),
    );
  }

  /**
   * What `op` copies when it copies `length` bytes from one of the pointers to another.
   * @throws DiagnosticError if that is not known
   */
  copied(op: Operation, pointers: readonly Value[], length: number | undefined): CopiedParts {
    const cells = pointers.flatMap((pointer) => this.#cellsFrom(pointer));
    const periodic = cells.filter(({ period }) => period > 0);
    const period = periodic.map((cell) => cell.period).reduce(gcd, 0);
    const extent = period === 0 ? length : period;
    if (extent === undefined) throw unknownBytes(op, 0);
    const parts: CopiedPart[] = [];
    const taken: (Type | "other")[] = [];
    for (const { type, size, ...cell } of cells) {
      if (type === undefined || !matters(type)) continue;
      const offset = residue(cell.offset, period);
      if (offset < 0 || offset + size > extent) {
        if (period > 0) throw mixedBytes(op);
        continue;
      }
      if (taken[offset] === type && parts.some((part) => part.offset === offset)) continue;
      for (let i = offset; i < offset + size; i++) {
        if (taken[i] !== undefined) throw mixedBytes(op);
        taken[i] = type;
      }
      parts.push({ type, offset, size });
    }
    // Integers mean nothing in a shadow: they may as well be copied as parts of the numbers that others see there.
    for (const { type, size, offset } of cells) {
      if (type !== undefined && matters(type)) continue;
      for (let i = offset; i < offset + size; i++) taken[residue(i, period)] ??= "other";
    }
    for (let i = 0; i < extent; i++) if (taken[i] === undefined) throw unknownBytes(op, i);
    return { parts, period: extent };
  }
}

const unknownBytes = (op: Operation, at: number) =>
  opError(op, "cannot be differentiated in reverse mode: it is not known what all of the bytes are that it copies")
    .attachNote(op.loc, `nothing in the function tells what lies ${at} bytes behind the pointers`)
    .attachNote(op.loc, "copy the numbers one by one, or in variables whose type tells what they hold");

const mixedBytes = (op: Operation) =>
  opError(
    op,
    "cannot be differentiated in reverse mode: it copies bytes that are accessed as values of several types",
  ).attachNote(op.loc, "copy the numbers one by one, with accesses of their type");
