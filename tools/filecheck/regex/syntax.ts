/**
 * The syntax of the regular expressions that check files are written in: POSIX extended regular expressions over bytes,
 * as Henry Spencer's library, which LLVM uses, reads them. A text is one character per byte (see bytes.ts). This module
 * has the tree that a pattern is parsed to and the repetitions that are spelled out in it.
 */

/** Membership of each of the 256 bytes: 1 when the byte is in the set. */
export type ByteSet = Uint8Array;

export type Assertion = "line-start" | "line-end" | "word-start" | "word-end";

export type RegexNode =
  | { readonly kind: "byte"; readonly byte: number }
  | { readonly kind: "set"; readonly set: ByteSet }
  | { readonly kind: "assertion"; readonly assertion: Assertion }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "alternation"; readonly branches: readonly RegexNode[] }
  | { readonly kind: "plus"; readonly body: RegexNode }
  | { readonly kind: "optional"; readonly body: RegexNode }
  | { readonly kind: "group"; readonly index: number; readonly body: RegexNode }
  /** Matches what group `index` has matched; `body` is that group's own body, a bound on what this can be. */
  | { readonly kind: "backreference"; readonly index: number; readonly body: RegexNode };

export interface RegexSyntax {
  readonly root: RegexNode;
  /** The number of groups; they are numbered from 1 by their opening parenthesis. */
  readonly groupCount: number;
  readonly hasBackreference: boolean;
}

/** A pattern that is not a regular expression; `message` is worded as LLVM's. */
export class RegexError extends Error {}

export const emptyNode: RegexNode = { kind: "sequence", items: [] };

/**
 * `body{from,to}` spelled out with `+` and `?`; `to` may be Infinity. Nodes are shared between the copies. With
 * 0 < from < to the optional copies come first, so that a group inside is always set by the last copy.
 */
export function repeatNode(body: RegexNode, from: number, to: number): RegexNode {
  if (to === 0) return emptyNode;
  if (from === 0) return { kind: "optional", body: repeatNode(body, 1, to) };
  const items: RegexNode[] = new Array(from - 1).fill(body);
  if (to === Infinity) {
    items.push({ kind: "plus", body });
  } else {
    const maybe: RegexNode = { kind: "optional", body };
    for (let count = from; count < to; count++) items.push(maybe);
    items.push(body);
  }
  return items.length === 1 ? items[0]! : { kind: "sequence", items };
}
