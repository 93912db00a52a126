/** What the cases of FileCheck consist of. */

/**
 * A title, the check file without its last newline, the input, the expected status followed by the first line of the
 * report if the check fails, and the flags.
 */
export type Case = readonly [title: string, check: string, input: string, expected: string, ...flags: string[]];

/** An input of numbered lines. */
export function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `line ${index}\n`).join("");
}
