/** A text that diagnostics point into: the check file, the input, or a definition from the command line. */
export class SourceBuffer {
  readonly name: string;
  /** The text as a byte string (see bytes.ts). */
  readonly text: string;
  /** Where each line starts, made when it is needed first. */
  #lineStarts: number[] | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    this.#lineStarts = undefined;
  }

  /** The line and the column, both from 1, of the byte at `offset`. A lone carriage return starts the columns anew. */
  lineAndColumn(offset: number): [line: number, column: number] {
    const line = this.#lineNumber(offset);
    const lineStart = this.#starts()[line - 1]!;
    const carriageReturn = this.text.slice(lineStart, offset).lastIndexOf("\r");
    return [line, offset - lineStart - carriageReturn];
  }

  /** Where the line that holds the byte at `offset` starts and ends, without its end of line. */
  lineExtent(offset: number): [start: number, end: number] {
    const [line, column] = this.lineAndColumn(offset);
    const nextLine = this.#starts()[line] ?? this.text.length + 1;
    const rest = this.text.slice(offset, nextLine - 1);
    const carriageReturn = rest.indexOf("\r");
    return [offset - column + 1, offset + (carriageReturn < 0 ? rest.length : carriageReturn)];
  }

  #lineNumber(offset: number): number {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  #starts(): number[] {
    if (this.#lineStarts === undefined) {
      this.#lineStarts = [0];
      for (let end = this.text.indexOf("\n"); end >= 0; end = this.text.indexOf("\n", end + 1)) {
        this.#lineStarts.push(end + 1);
      }
    }
    return this.#lineStarts;
  }
}

/** A place in a buffer. */
export interface Location {
  readonly source: SourceBuffer;
  readonly offset: number;
}

/**
 * The text of a file as FileCheck compares it: ends of lines are `\n`, and runs of blanks are one space unless
 * whitespace is strict.
 */
export function canonicalize(text: string, strictWhitespace: boolean): string {
  const unixLines = text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
  return strictWhitespace ? unixLines : unixLines.replace(/[ \t]{2,}|\t/g, " ");
}
