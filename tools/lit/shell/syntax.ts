/**
 * The command language of RUN lines: pipelines joined by `&&`, `||` and `;`, redirections, quotes and patterns for file
 * names. It is a small part of a shell's, the same on every system: no variables, no subshells, no jobs.
 */

/** A word of a command line. */
export interface Word {
  /** The word without its quotes. */
  readonly text: string;
  /** The pattern of file names it is, with quoted characters escaped; undefined for a plain word. */
  readonly glob: string | undefined;
}

/** Redirects a stream of a command: 0 its input, 1 its output, 2 its errors. */
export type Redirect =
  | { readonly kind: "read"; readonly file: Word }
  | { readonly kind: "write"; readonly streams: readonly (1 | 2)[]; readonly file: Word; readonly append: boolean }
  | { readonly kind: "duplicate"; readonly stream: 1 | 2; readonly target: 1 | 2 };

export interface SimpleCommand {
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

/** Commands that run together, the output of each being the input of the next. */
export type Pipeline = readonly SimpleCommand[];

/** Pipelines in order, each with the condition under which it runs, given the result of those before it. */
export interface CommandList {
  readonly first: Pipeline;
  readonly rest: readonly { readonly operator: "&&" | "||" | ";"; readonly pipeline: Pipeline }[];
}

/** A command line that is not in the language. */
export class ShellSyntaxError extends Error {}
