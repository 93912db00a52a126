/** A text with its name, which turns offsets into lines and columns for locations and messages. */

import { type CodeUnits, codeUnits, utf8Length } from "../bytes.ts";
import { FileLineColLoc, type LocationSource } from "../location.ts";

export class SourceFile implements LocationSource {
  readonly name: string;
  readonly text: string;
  #codes: CodeUnits | undefined;
  /** Offsets at which the lines begin, as far as they are needed: the table is made when it is first used. */
  #lineStarts: Int32Array | undefined;
  /** The index in the table of the line that was asked for last; offsets mostly come in increasing order. */
  #lastLine: number;
  /** The bytes between two offsets, as counted last. */
  #counted: { readonly start: number; readonly at: number; readonly bytes: number };

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    this.#lineStarts = undefined;
    this.#lastLine = 0;
    this.#codes = undefined;
    this.#counted = { start: 0, at: 0, bytes: 0 };
  }

  get codes(): CodeUnits {
    this.#codes ??= codeUnits(this.text);
    return this.#codes;
  }

  get lineCount(): number {
    return this.#starts().length;
  }

  /** The line of an offset in UTF-16 code units, counted from 1; offsets beyond the end count as the end. */
  lineOf(offset: number): number {
    const starts = this.#starts();
    const at = Math.min(Math.max(offset, 0), this.text.length);
    let line = this.#lastLine;
    if (at < starts[line]! || at >= (starts[line + 2] ?? Infinity)) line = lastNotAfter(starts, at);
    else if (at >= (starts[line + 1] ?? Infinity)) line++;
    this.#lastLine = line;
    return line + 1;
  }

  /** The column of an offset on its line, in bytes of UTF-8 as MLIR counts them, from 1. */
  columnOf(offset: number, line: number): number {
    const start = this.#starts()[line - 1]!;
    const at = Math.min(Math.max(offset, 0), this.text.length);
    return (this.#isAscii() ? at - start : this.#bytesBetween(start, at)) + 1;
  }

  lineColumn(offset: number): [line: number, column: number] {
    const line = this.lineOf(offset);
    return [line, this.columnOf(offset, line)];
  }

  locationAt(offset: number): FileLineColLoc {
    const line = this.lineOf(offset);
    return FileLineColLoc.get(this.name, line, this.columnOf(offset, line));
  }

  /** Whether offsets are counts of bytes. */
  #isAscii(): boolean {
    return this.codes instanceof Uint8Array;
  }

  /** Goes on from the last answer where that is on the way, so that a long line is not read again and again. */
  #bytesBetween(start: number, at: number): number {
    const last = this.#counted;
    const goesOn = last.start === start && last.at <= at;
    const bytes = goesOn ? last.bytes + byteLength(this.text, last.at, at) : byteLength(this.text, start, at);
    this.#counted = { start, at, bytes };
    return bytes;
  }

  /** The text of a line (counted from 1), without its line break; empty where there is no such line. */
  lineText(line: number): string {
    const starts = this.#starts();
    const start = starts[line - 1];
    if (start === undefined) return "";
    const text = this.text.slice(start, starts[line]);
    return text.replace(/\r?\n$/, "");
  }

  #starts(): Int32Array {
    this.#lineStarts ??= findLineStarts(this.text);
    return this.#lineStarts;
  }
}

const byteLength = (text: string, start: number, end: number): number => utf8Length(text.slice(start, end));

function findLineStarts(text: string): Int32Array {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return Int32Array.from(starts);
}

/** The index of the last element that is at most `value`; the first element is. */
function lastNotAfter(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
}
