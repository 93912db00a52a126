/**
 * The dump of the input, a byte string, with marks and notes below its lines, one for each entry of the match log:
 *
 *              1: define @f
 *     check:3         X~~~~ error: no match found
 */
import { type Colors, createColors } from "./diagnostics.ts";
import type { MatchEntry, MatchKind } from "./match-log.ts";
import type { SourceBuffer } from "./source-buffer.ts";

/** Which lines are shown: all, those with annotations, those where one starts, those where one of an error starts. */
export type DumpFilter = "all" | "annotation-full" | "annotation" | "error";

export interface InputDumpOptions {
  readonly filter: DumpFilter;
  /** The number of lines shown before and after those the filter selects. */
  readonly context: number;
  readonly verbose: boolean;
  readonly colored: boolean;
}

interface Mark {
  readonly lead: string;
  readonly note: string;
  readonly color: "green" | "red" | "cyan" | "magenta";
  readonly isError: boolean;
}

const marks: Readonly<Record<MatchKind, Mark>> = {
  expected: { lead: "^", note: "", color: "green", isError: false },
  excluded: { lead: "!", note: "error: no match expected", color: "red", isError: true },
  wrongLine: { lead: "!", note: "error: match on wrong line", color: "red", isError: true },
  discarded: { lead: "!", note: "discard: overlaps earlier match", color: "cyan", isError: false },
  absent: { lead: "X", note: "", color: "green", isError: false },
  missing: { lead: "X", note: "error: no match found", color: "red", isError: true },
  invalid: { lead: "X", note: "error: match failed for invalid pattern", color: "red", isError: true },
  fuzzy: { lead: "?", note: "possible intended match", color: "magenta", isError: true },
};

/** The part of an entry on one line of the input. */
interface Annotation {
  readonly label: string;
  readonly line: number;
  /** Columns from 1; the end, which is excluded, is Infinity for the rest of the line. */
  readonly startColumn: number;
  readonly endColumn: number;
  readonly mark: Mark;
  readonly isFirstLine: boolean;
  readonly isExpected: boolean;
}

/** An ellipsis has as many lines; fewer lines are shown instead of being elided. */
const ellipsisLength = 3;

/** The text of the dump. `implicitSources` are the buffers of implicit patterns, which are labelled by their number. */
export function dumpInput(
  input: SourceBuffer,
  entries: readonly MatchEntry[],
  implicitSources: readonly SourceBuffer[],
  options: InputDumpOptions,
): string {
  const annotations = annotate(entries, implicitSources);
  return `Input was:\n<<<<<<\n${new InputDump(input, annotations, options).render()}>>>>>>\n`;
}

/** Annotations in the order of the lines, and on one line in the order of the entries. */
function annotate(entries: readonly MatchEntry[], implicitSources: readonly SourceBuffer[]): Annotation[] {
  // An entry is numbered when there are several at one place of the check file.
  const keys = entries.map(({ location }) => `${implicitSources.indexOf(location.source)}:${location.offset}`);
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const seen = new Map<string, number>();
  const annotations = entries.flatMap((entry, index) => {
    const key = keys[index]!;
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    const label = labelOf(entry, implicitSources);
    return splitLines(entry, counts.get(key) === 1 ? label : `${label}'${ordinal}`);
  });
  return annotations.sort((a, b) => a.line - b.line);
}

function labelOf({ directive, location }: MatchEntry, implicitSources: readonly SourceBuffer[]): string {
  const implicit = implicitSources.indexOf(location.source);
  const [line] = location.source.lineAndColumn(location.offset);
  return `${directive.kind}:${implicit < 0 ? line : `imp${implicit + 1}`}`;
}

function splitLines(entry: MatchEntry, label: string): Annotation[] {
  const { startLine, startColumn, endLine, endColumn } = entry;
  const isExpected = entry.kind === "expected";
  const mark = markOf(entry);
  const first = { label, line: startLine, startColumn, mark, isFirstLine: true, isExpected };
  if (startLine === endLine) return [{ ...first, endColumn: Math.max(startColumn + 1, endColumn) }];
  const annotations: Annotation[] = [{ ...first, endColumn: Number.POSITIVE_INFINITY }];
  for (let line = startLine + 1; line <= endLine; line++) {
    if (line === endLine && endColumn === 1) break;
    annotations.push({
      label,
      line,
      startColumn: 1,
      endColumn: line === endLine ? endColumn : Number.POSITIVE_INFINITY,
      mark: { ...mark, lead: "~", note: "" },
      isFirstLine: false,
      isExpected,
    });
  }
  return annotations;
}

/** A note about a point rather than a range, as of the value of a variable, has no mark. */
function markOf(entry: MatchEntry): Mark {
  const mark = marks[entry.kind];
  if (entry.note === "") return mark;
  const isPoint = entry.startLine === entry.endLine && entry.startColumn === entry.endColumn;
  return { ...mark, lead: isPoint ? " " : mark.lead, note: entry.note };
}

class InputDump {
  readonly #lines: readonly string[];
  readonly #annotations: readonly Annotation[];
  readonly #options: InputDumpOptions;
  readonly #colors: Colors;
  readonly #labelWidth: number;

  constructor(input: SourceBuffer, annotations: readonly Annotation[], options: InputDumpOptions) {
    const lines = input.text.split("\n");
    // The newline is shown as a space, in which a match of it can be marked.
    this.#lines = lines.map((line, index) => (index < lines.length - 1 ? `${line} ` : line));
    this.#annotations = annotations;
    this.#options = options;
    this.#colors = createColors(options.colored);
    const lineCount = input.text.endsWith("\n") ? lines.length - 1 : lines.length;
    const numberWidth = `${lineCount}`.length;
    this.#labelWidth = Math.max(numberWidth, ...annotations.map(({ label }) => label.length)) + 3;
  }

  render(): string {
    const { filter, context } = this.#options;
    const lineCount = Math.max(this.#shownLineCount(), this.#annotations.at(-1)?.line ?? 0);
    const selected = this.#selectedLines(filter, lineCount);
    let output = "";
    let elided: string[] = [];
    let next = 0;
    let nextSelected = 0;
    for (let line = 1; line <= lineCount; line++) {
      while (nextSelected < selected.length && selected[nextSelected]! < line) nextSelected++;
      const before = nextSelected > 0 ? selected[nextSelected - 1]! : Number.NEGATIVE_INFINITY;
      const after = selected[nextSelected] ?? Number.POSITIVE_INFINITY;
      const rendered = [];
      const first = next;
      while (next < this.#annotations.length && this.#annotations[next]!.line === line) next++;
      rendered.push(...this.#renderLine(line, this.#annotations.slice(first, next)));
      if (before + context < line && line + context < after) {
        elided.push(...rendered);
      } else {
        output += this.#renderElided(elided) + rendered.join("");
        elided = [];
      }
    }
    return output + this.#renderElided(elided);
  }

  /** The lines of the input; the empty text behind its last newline is none. */
  #shownLineCount(): number {
    return this.#lines.at(-1) === "" ? this.#lines.length - 1 : this.#lines.length;
  }

  /** The lines that the filter selects, in ascending order. */
  #selectedLines(filter: DumpFilter, lineCount: number): readonly number[] {
    if (filter === "all") return Array.from({ length: lineCount }, (_, index) => index + 1);
    const selected = this.#annotations.filter(({ isFirstLine, mark }) => {
      if (filter === "annotation-full") return true;
      return isFirstLine && (filter === "annotation" || mark.isError);
    });
    return [...new Set(selected.map(({ line }) => line))];
  }

  #renderElided(elided: readonly string[]): string {
    const ellipsis = `${".".padStart(this.#labelWidth)}\n`;
    return elided.length > ellipsisLength ? ellipsis.repeat(ellipsisLength) : elided.join("");
  }

  /** A line of the input and its annotations. */
  #renderLine(number: number, annotations: readonly Annotation[]): string[] {
    const line = this.#lines[number - 1] ?? "";
    const label = this.#colors.gray(`${number}`.padStart(this.#labelWidth));
    const matches = annotations.filter(({ isExpected }) => isExpected);
    const rendered = [`${label}: ${this.#renderText(line, matches)}\n`];
    for (const annotation of annotations) rendered.push(this.#renderAnnotation(annotation, line.length));
    return rendered;
  }

  /** With colours and good matches reported, the text outside of these stands out. */
  #renderText(line: string, matches: readonly Annotation[]): string {
    if (!this.#options.verbose || !this.#options.colored) return line;
    let rendered = "";
    let column = 1;
    for (const { startColumn, endColumn } of [...matches].sort((a, b) => a.startColumn - b.startColumn)) {
      if (startColumn > column) rendered += this.#unmatched(line.slice(column - 1, startColumn - 1));
      rendered += line.slice(Math.max(startColumn, column) - 1, endColumn - 1);
      column = Math.max(column, endColumn);
    }
    return rendered + this.#unmatched(line.slice(column - 1));
  }

  #unmatched(text: string): string {
    return text === "" ? "" : this.#colors.bgCyan(text);
  }

  #renderAnnotation({ label, startColumn, endColumn, mark }: Annotation, lineLength: number): string {
    const end = Math.max(startColumn + 1, Math.min(endColumn, lineLength + 1));
    let text = " ".repeat(startColumn - 1) + mark.lead + "~".repeat(end - startColumn - 1);
    if (mark.note !== "") text = `${text.padEnd(lineLength)} ${mark.note}`;
    return `${this.#colors[mark.color](`${label.padEnd(this.#labelWidth)}  ${text}`)}\n`;
  }
}
