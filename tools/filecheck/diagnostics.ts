/**
 * The messages of a run, in LLVM's form: `file:line:column: error: message`, the line of source and a caret. They are
 * collected, as data and as text, because checking prints nothing itself.
 */
import picocolors from "picocolors";
import { fromByteString } from "./bytes.ts";
import type { Location } from "./source-buffer.ts";

export type Severity = "error" | "note" | "remark";

export interface Diagnostic {
  readonly severity: Severity;
  readonly file: string;
  /** The line from 1, and the column from 1 in bytes. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A range of bytes to be underlined, from its start up to its end. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Functions that colour a text, or leave it as it is when `enabled` is false. */
export function createColors(enabled: boolean): Colors {
  return picocolors.createColors(enabled);
}

const tabStop = 8;

export class Diagnostics {
  readonly colors: Colors;
  readonly list: Diagnostic[];
  readonly #chunks: string[];

  constructor(colored: boolean) {
    this.colors = createColors(colored);
    this.list = [];
    this.#chunks = [];
  }

  /** All that was reported and printed. */
  get text(): string {
    return fromByteString(this.#chunks.join(""));
  }

  /** Appends text that belongs to no place in a file. */
  print(text: string): void {
    this.#chunks.push(text);
  }

  /** Reports a message, a byte string, at a place. A range on the same line is underlined. */
  report(severity: Severity, location: Location, message: string, range?: SourceRange): void {
    const { source, offset } = location;
    const [line, column] = source.lineAndColumn(offset);
    const [lineStart, lineEnd] = source.lineExtent(offset);
    const sourceLine = source.text.slice(lineStart, lineEnd);
    this.list.push({
      severity,
      file: fromByteString(source.name),
      line,
      column,
      message: fromByteString(message),
    });
    const { bold } = this.colors;
    this.print(`${bold(`${source.name}:${line}:${column}:`)} ${this.#label(severity)} ${bold(message)}\n`);
    this.print(`${expandTabs(sourceLine, sourceLine)}\n`);
    // The columns of a terminal are not those of bytes beyond ASCII, so a caret would mislead.
    if (/[^\0-\x7f]/.test(sourceLine)) return;
    const marks = new Array(sourceLine.length + 1).fill(" ");
    if (range !== undefined) marks.fill("~", Math.max(range.start - lineStart, 0), Math.max(range.end - lineStart, 0));
    marks[column - 1] = "^";
    this.print(`${this.colors.green(expandTabs(marks.join("").trimEnd(), sourceLine))}\n`);
  }

  #label(severity: Severity): string {
    const { bold, red, gray, blue } = this.colors;
    const color = { error: red, note: gray, remark: blue }[severity];
    return color(bold(`${severity}:`));
  }
}

/** Repeats the characters of `text` that stand where `sourceLine` has a tab, up to the next tab stop. */
function expandTabs(text: string, sourceLine: string): string {
  if (!sourceLine.includes("\t")) return text;
  let expanded = "";
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index) === "\t" ? " " : text.charAt(index);
    expanded += character;
    if (sourceLine.charAt(index) !== "\t") continue;
    while (expanded.length % tabStop !== 0) expanded += character;
  }
  return expanded;
}
