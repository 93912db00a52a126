/** Directives: the words such as `CHECK-NEXT{LITERAL}:` that make a line of the check file count. */

export type DirectiveKind = "check" | "next" | "same" | "not" | "dag" | "label" | "empty" | "count" | "eof";

export interface Directive {
  readonly kind: DirectiveKind;
  /** How often the pattern has to match; 1 but for `-COUNT-<n>`. */
  readonly count: number;
  /** Whether the pattern is plain text. */
  readonly isLiteral: boolean;
}

/** Matches the end of the input, for the `-NOT` and `-DAG` directives after the last positive one. */
export const endOfFile: Directive = { kind: "eof", count: 1, isLiteral: false };
export const implicitNot: Directive = { kind: "not", count: 1, isLiteral: false };

/** The kinds by their suffixes. */
const suffixes = { NEXT: "next", SAME: "same", NOT: "not", DAG: "dag", LABEL: "label", EMPTY: "empty" } as const;

/** The directive as it stands in the check file, for messages. */
export function describeDirective(directive: Directive, prefix: string): string {
  if (directive.kind === "eof") return "implicit EOF";
  const suffix = directive.kind === "check" ? "" : `-${directive.kind.toUpperCase()}`;
  return prefix + suffix + (directive.isLiteral ? "{LITERAL}" : "");
}

/** What follows a prefix: nothing that counts, a directive, or one that is wrong. `end` is behind what was read. */
export type SuffixResult =
  | { readonly kind: "none" | "comment" }
  | { readonly kind: "directive"; readonly directive: Directive; readonly end: number }
  | { readonly kind: "misspelled" | "badNot" | "badCount"; readonly end: number };

const none: SuffixResult = { kind: "none" };
const combinations = /(DAG|NEXT|SAME|EMPTY)-NOT:|NOT-(DAG|NEXT|SAME|EMPTY):/y;
const modifiers = /:|\{\s*LITERAL\s*(?:,\s*LITERAL\s*)*\}:/y;
const suffix = /(NEXT|SAME|NOT|DAG|LABEL|EMPTY)/y;
const countSuffix = /COUNT-/y;
const integer = /-?[0-9]+/y;

/** Reads the suffix at `start`, the end of a prefix. */
export function readSuffix(text: string, start: number): SuffixResult {
  if (text[start] === ":" || text[start] === "{") return readModifiers(text, start, "check", 1);
  if (text[start] !== "-" && text[start] !== "_") return none;
  const result = readNamedSuffix(text, start + 1);
  // `CHECK_NEXT:` would be a directive but for the underscore.
  return text[start] === "_" && "end" in result ? { kind: "misspelled", end: result.end } : result;
}

function readNamedSuffix(text: string, start: number): SuffixResult {
  if (matchAt(countSuffix, text, start) !== undefined) return readCount(text, start + "COUNT-".length);
  if (matchAt(combinations, text, start) !== undefined) return { kind: "badNot", end: start };
  const name = matchAt(suffix, text, start) as keyof typeof suffixes | undefined;
  return name === undefined ? none : readModifiers(text, start + name.length, suffixes[name], 1);
}

function readCount(text: string, start: number): SuffixResult {
  const digits = matchAt(integer, text, start);
  const count = Number(digits);
  // A number that does not fit in 64 bits is not read at all.
  const isRead = digits !== undefined && BigInt.asIntN(64, BigInt(digits)) === BigInt(digits);
  const end = isRead ? start + digits.length : start;
  const isValid = isRead && count > 0 && count <= 0x7fffffff && (text[end] === ":" || text[end] === "{");
  return isValid ? readModifiers(text, end, "count", count) : { kind: "badCount", end };
}

function readModifiers(text: string, start: number, kind: DirectiveKind, count: number): SuffixResult {
  const found = matchAt(modifiers, text, start);
  if (found === undefined) return none;
  // `-COUNT-1` is a plain directive.
  const directive = {
    kind: count === 1 && kind === "count" ? "check" : kind,
    count,
    isLiteral: found !== ":",
  } as const;
  return { kind: "directive", directive, end: start + found.length };
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}
