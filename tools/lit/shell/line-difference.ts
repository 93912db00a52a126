/** The differences of two texts by lines, in the unified format. */

export interface DifferenceOptions {
  /** Lines shown around changes. */
  readonly context: number;
  /** What lines are compared by; the lines themselves when it changes nothing. */
  readonly normalize: (line: string) => string;
}

/** One line of the result: in both texts, or in one of them. */
interface Edit {
  readonly kind: " " | "-" | "+";
  readonly line: string;
}

/** Texts that differ in more lines are shown as replaced as a whole, which takes no more than linear time. */
const maximalEdits = 1000;

/** The hunks of the difference, "" when there is none. */
export function unifiedDifference(before: string, after: string, options: DifferenceOptions): string {
  const edits = computeEdits(splitLines(before), splitLines(after), options.normalize);
  return formatHunks(edits, options.context);
}

/** Lines with their ends; only the last one can lack it. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The shortest way from one text to the other (Myers 1986), without the lines that both start and end with. */
function computeEdits(
  before: readonly string[],
  after: readonly string[],
  normalize: (line: string) => string,
): Edit[] {
  const a = before.map(normalize);
  const b = after.map(normalize);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const same = (line: string): Edit => ({ kind: " ", line });
  return [
    ...before.slice(0, start).map(same),
    ...editMiddle(
      { lines: before.slice(start, before.length - end), keys: a.slice(start, a.length - end) },
      { lines: after.slice(start, after.length - end), keys: b.slice(start, b.length - end) },
    ),
    ...before.slice(before.length - end).map(same),
  ];
}

interface Side {
  readonly lines: readonly string[];
  readonly keys: readonly string[];
}

function editMiddle(before: Side, after: Side): Edit[] {
  const rows = findPath(before.keys, after.keys);
  if (rows === undefined) {
    const removed = before.lines.map((line): Edit => ({ kind: "-", line }));
    return [...removed, ...after.lines.map((line): Edit => ({ kind: "+", line }))];
  }
  const edits: Edit[] = [];
  let x = before.lines.length;
  let y = after.lines.length;
  for (let distance = rows.length - 1; distance >= 0; distance--) {
    const row = rows[distance]!;
    const inserts = insertsLine(row, distance, x - y);
    const previousDiagonal = inserts ? x - y + 1 : x - y - 1;
    const previousX = row[center + previousDiagonal]!;
    const previousY = previousX - previousDiagonal;
    while (x > Math.max(previousX, 0) && y > Math.max(previousY, 0)) {
      edits.push({ kind: " ", line: before.lines[--x]! });
      y--;
    }
    if (distance === 0) break;
    if (inserts) edits.push({ kind: "+", line: after.lines[--y]! });
    else edits.push({ kind: "-", line: before.lines[--x]! });
  }
  return edits.reverse();
}

/** The diagonal 0 in a row; a row has one entry for each diagonal, the line of the first text reached on it. */
const center = maximalEdits + 1;

/** The rows before each number of edits, up to the least that suffices; undefined when there are too many. */
function findPath(a: readonly string[], b: readonly string[]): Int32Array[] | undefined {
  const rows: Int32Array[] = [];
  const row = new Int32Array(2 * center + 1);
  for (let distance = 0; distance <= maximalEdits; distance++) {
    rows.push(row.slice());
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const inserts = insertsLine(row, distance, diagonal);
      let x = inserts ? row[center + diagonal + 1]! : row[center + diagonal - 1]! + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      row[center + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return rows;
    }
  }
  return undefined;
}

/** Whether the furthest way to a diagonal ends with a line of the second text, rather than without one of the first. */
function insertsLine(row: Int32Array, distance: number, diagonal: number): boolean {
  if (diagonal === -distance || diagonal === distance) return diagonal === -distance;
  return row[center + diagonal - 1]! < row[center + diagonal + 1]!;
}

function formatHunks(edits: readonly Edit[], context: number): string {
  let output = "";
  const numbers = lineNumbers(edits);
  for (let index = 0; index < edits.length; ) {
    if (edits[index]!.kind === " ") {
      index++;
      continue;
    }
    const start = Math.max(0, index - context);
    const end = hunkEnd(edits, index, context);
    const hunk = edits.slice(start, end);
    const [before, after] = numbers[start]!;
    const beforeCount = hunk.filter(({ kind }) => kind !== "+").length;
    const afterCount = hunk.filter(({ kind }) => kind !== "-").length;
    output += `@@ -${formatRange(before, beforeCount)} +${formatRange(after, afterCount)} @@\n`;
    for (const { kind, line } of hunk) {
      output += line.endsWith("\n") ? `${kind}${line}` : `${kind}${line}\n\\ No newline at end of file\n`;
    }
    index = end;
  }
  return output;
}

/** Changes with no more than twice the context between them share a hunk. */
function hunkEnd(edits: readonly Edit[], change: number, context: number): number {
  let last = change;
  for (let index = change; index < edits.length && index - last <= 2 * context + 1; index++) {
    if (edits[index]!.kind !== " ") last = index;
  }
  return Math.min(edits.length, last + context + 1);
}

/** The number of the line in both texts, from 1, at each edit. */
function lineNumbers(edits: readonly Edit[]): [number, number][] {
  let before = 1;
  let after = 1;
  return edits.map(({ kind }) => {
    const numbers: [number, number] = [before, after];
    if (kind !== "+") before++;
    if (kind !== "-") after++;
    return numbers;
  });
}

function formatRange(start: number, count: number): string {
  if (count === 1) return `${start}`;
  // An empty range is named by the line before it.
  return `${count === 0 ? start - 1 : start},${count}`;
}
