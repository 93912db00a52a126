/**
 * Segments: the named groups of an operation's operands, or of its results. Where several groups have no fixed size, an
 * attribute says how long each is, unless a trait says that they are equally long.
 */

import type { Attribute } from "./attribute.ts";
import { DenseArrayAttr, denseI32Array } from "./builtin/attributes.ts";
import { type Arity, arityOf, type OperandSpec } from "./constraint.ts";
import { emptyRange, type IndexRange } from "./index-range.ts";
import type { Operation } from "./operation.ts";

/** A named group of operands or results. */
export interface Segment {
  readonly name: string;
  readonly arity: Arity;
}

export const operandSegmentSizes = "operandSegmentSizes";
export const resultSegmentSizes = "resultSegmentSizes";

/** How long groups are, as operations store it. */
export const sizesAttr = (sizes: readonly number[]): DenseArrayAttr => denseI32Array(sizes);

/** The groups that a definition names. */
export function segmentsOf(specs: Readonly<Record<string, OperandSpec>> | undefined): readonly Segment[] {
  const segments: Segment[] = [];
  for (const name in specs) segments.push({ name, arity: arityOf(specs[name]!) });
  return segments;
}

/** How many groups have no fixed size. */
export function countOpen(segments: readonly Segment[]): number {
  let open = 0;
  for (const segment of segments) if (segment.arity !== "single") open++;
  return open;
}

/** Finds the groups among all operands or results of an operation. */
export class ValueGroups {
  readonly segments: readonly Segment[];
  /** Where the operation keeps the sizes of the groups, if it does. */
  readonly #sizesSlot: number | undefined;
  readonly #open: number;
  /** For each group, how many of those before it have no fixed size. */
  readonly #openBefore: readonly number[];

  constructor(segments: readonly Segment[], sizesSlot: number | undefined) {
    this.segments = segments;
    this.#sizesSlot = sizesSlot;
    this.#open = countOpen(segments);
    this.#openBefore = segments.map((_, i) => countOpen(segments.slice(0, i)));
  }

  get haveSizes(): boolean {
    return this.#sizesSlot !== undefined;
  }

  /** Where the group stands, if there are `total` values. */
  range(op: Operation, segment: number, total: number): IndexRange {
    if (this.#sizesSlot !== undefined) return rangeBySizes(op.property(this.#sizesSlot), segment);
    if (this.#open === 0) return { start: segment, count: 1 };
    // Groups without a fixed size share what the others leave.
    const { segments } = this;
    const size = Math.floor((total - segments.length + this.#open) / this.#open);
    const start = segment + this.#openBefore[segment]! * (size - 1);
    return { start, count: segments[segment]!.arity === "single" ? 1 : size };
  }
}

function rangeBySizes(sizes: Attribute | undefined, segment: number): IndexRange {
  if (!(sizes instanceof DenseArrayAttr)) return emptyRange;
  const { numbers } = sizes;
  let start = 0;
  for (let i = 0; i < segment; i++) start += numbers[i] ?? 0;
  return { start, count: numbers[segment] ?? 0 };
}
