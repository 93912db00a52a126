/** Guesses what a pattern without a match was meant to match: the nearby text with the smallest edit distance. */
import type { SourceRange } from "./diagnostics.ts";

/** How far from the start of the range is looked. */
const searchedLength = 4096;

/** Beyond this product of the lengths of the range and of the pattern no guess is made. */
const maximalWork = 4096 * 2048;

/** A guess must be better than this. */
const worstQuality = 50;

const newline = 10;

/**
 * Where the text in `range` of `text` is most like `pattern`: by the number of edits, and a hundredth for each line
 * skipped. Undefined when nothing is, or when it is the start of the range, which the user sees anyway.
 */
export function findFuzzyMatch(text: string, range: SourceRange, pattern: string): number | undefined {
  const length = Math.min(searchedLength, range.end - range.start);
  if (length * pattern.length > maximalWork) return undefined;
  const distance = new EditDistance(pattern);
  let best: number | undefined;
  let bestQuality = worstQuality;
  let skippedLines = 0;
  for (let index = range.start; index < range.start + length; index++) {
    const byte = text.charCodeAt(index);
    if (byte === newline) skippedLines++;
    if (byte === 32 || byte === 9) continue;
    const penalty = skippedLines / 100;
    const end = lineEnd(text, index, Math.min(range.end, index + pattern.length));
    const quality = distance.to(text, index, end, Math.ceil(bestQuality - penalty)) + penalty;
    if (quality < bestQuality) {
      best = index;
      bestQuality = quality;
    }
  }
  return best === range.start ? undefined : best;
}

function lineEnd(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && text.charCodeAt(end) !== newline) end++;
  return end;
}

/** The least number of insertions, deletions and replacements between a text and a fixed pattern (Levenshtein). */
class EditDistance {
  readonly #pattern: string;
  readonly #row: Int32Array;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#row = new Int32Array(pattern.length + 1);
  }

  /** The distance to the text between two offsets, or some number not below `bound` when it is not below it. */
  to(text: string, start: number, end: number, bound: number): number {
    const pattern = this.#pattern;
    const row = this.#row;
    if (pattern.length - (end - start) >= bound) return bound;
    for (let column = 0; column <= pattern.length; column++) row[column] = column;
    for (let index = start; index < end; index++) {
      const byte = text.charCodeAt(index);
      const line = index - start + 1;
      // Entries further from the diagonal than the bound cannot be part of a smaller distance.
      const first = Math.max(1, line - bound);
      const last = Math.min(pattern.length, line + bound);
      let diagonal = row[first - 1]!;
      row[first - 1] = first === 1 ? line : bound;
      let least = row[first - 1]!;
      for (let column = first; column <= last; column++) {
        const replaced = diagonal + (byte === pattern.charCodeAt(column - 1) ? 0 : 1);
        const value = Math.min(replaced, row[column]! + 1, row[column - 1]! + 1);
        diagonal = row[column]!;
        row[column] = value;
        if (value < least) least = value;
      }
      if (least >= bound) return bound;
    }
    return row[pattern.length]!;
  }
}
