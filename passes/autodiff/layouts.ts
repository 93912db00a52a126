/** What lies where in the memory behind raw pointers, as far as a function's accesses tell. */

import type { Type } from "../../ir/attribute.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { CopiedPart, CopiedParts } from "../../ir/interfaces/differentiable.ts";
import { MemoryLayoutOpInterface } from "../../ir/interfaces/memory-layout.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import type { Aliases } from "./aliases.ts";
import type { Flow } from "./flow.ts";
import { gcd, type Place, Places, residue } from "./places.ts";

/** A value in memory, or bytes that hold nothing. */
interface Cell extends Place {
  readonly type: Type | undefined;
  readonly size: number;
}

const isSameCell = (a: Cell, b: Cell): boolean => a.type === b.type && a.offset === b.offset && a.period === b.period;

export class Layouts {
  readonly #aliases: Aliases;
  readonly #places: Places;
  /** By the root of the memory. */
  readonly #cells: Map<Value, Cell[]>;

  constructor(flow: Flow, aliases: Aliases) {
    this.#aliases = aliases;
    this.#places = new Places(flow, aliases);
    this.#cells = new Map();
    for (const op of flow.units) {
      for (const { pointer, parts, period } of MemoryLayoutOpInterface.of(op)?.known?.(op) ?? []) {
        const place = this.#places.of(pointer);
        for (const { type, offset, size } of parts) {
          const common = gcd(place.period, period);
          this.#add(pointer, { type, size, offset: residue(place.offset + offset, common), period: common });
        }
      }
    }
  }

  #add(pointer: Value, cell: Cell): void {
    const root = this.#aliases.root(pointer);
    const known = this.#cells.get(root);
    if (known === undefined) this.#cells.set(root, [cell]);
    else if (!known.some((other) => isSameCell(other, cell))) known.push(cell);
  }

  /** The cells behind a pointer, by their distance from it. */
  #cellsFrom(pointer: Value): Cell[] {
    const place = this.#places.of(pointer);
    return (this.#cells.get(this.#aliases.root(pointer)) ?? []).map((cell) => {
      const period = gcd(cell.period, place.period);
      return { ...cell, offset: residue(cell.offset - place.offset, period), period };
    });
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
    const taken: (Cell | undefined)[] = [];
    for (const cell of cells) {
      const offset = residue(cell.offset, period);
      if (offset < 0 || offset + cell.size > extent) {
        if (period > 0) throw mixedBytes(op);
        continue;
      }
      const other = taken[offset];
      if (other !== undefined && other.type === cell.type) continue;
      for (let i = offset; i < offset + cell.size; i++) {
        if (taken[i] !== undefined) throw mixedBytes(op);
        taken[i] = cell;
      }
      if (cell.type !== undefined) parts.push({ type: cell.type, offset, size: cell.size });
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
