/** What matching found, in the order in which it did; the input dump shows it beside the input. */

import type { SourceRange } from "./diagnostics.ts";
import type { Directive } from "./directive.ts";
import type { Location, SourceBuffer } from "./source-buffer.ts";

export type MatchKind =
  /** A match of a pattern that is expected. */
  | "expected"
  /** A match of a pattern that must not occur. */
  | "excluded"
  /** A match on the wrong line. */
  | "wrongLine"
  /** A match of a -DAG directive that overlaps another. */
  | "discarded"
  /** No match of a pattern that must not occur. */
  | "absent"
  /** No match of a pattern that is expected. */
  | "missing"
  /** No match since the pattern is in error. */
  | "invalid"
  /** Text that resembles a pattern without a match. */
  | "fuzzy";

export interface MatchEntry {
  readonly directive: Directive;
  /** Where the pattern stands. */
  readonly location: Location;
  kind: MatchKind;
  /** The match, or the range that was searched, by lines and columns from 1. */
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** A message instead of the usual one of the kind, or "". */
  readonly note: string;
}

export class MatchLog {
  readonly entries: MatchEntry[];
  readonly #input: SourceBuffer;

  constructor(input: SourceBuffer) {
    this.entries = [];
    this.#input = input;
  }

  add(directive: Directive, location: Location, kind: MatchKind, range: SourceRange, note = ""): void {
    const [startLine, startColumn] = this.#input.lineAndColumn(range.start);
    const [endLine, endColumn] = this.#input.lineAndColumn(range.end);
    this.entries.push({ directive, location, kind, startLine, startColumn, endLine, endColumn, note });
  }

  /** Changes the kind of the last entries of the pattern that has the last one. */
  reclassifyLast(kind: MatchKind): void {
    const last = this.entries.at(-1);
    for (let index = this.entries.length - 1; index >= 0; index--) {
      const entry = this.entries[index]!;
      if (entry.location !== last?.location) return;
      entry.kind = kind;
    }
  }
}
