/**
 * Bracket expressions: `[a-z]`, `[^a]`, `[[:alpha:]]`, `[[.hyphen.]]`, `[[=a=]]`, and the word boundaries `[[:<:]]` and
 * `[[:>:]]`. The base class of the parser, with the cursor that both share.
 */
import { addClass, ignoreCase, invertWithinLine, namedByte, onlyByte } from "./byte-set.ts";
import { type ByteSet, RegexError, type RegexNode } from "./syntax.ts";

const unbalanced = "brackets ([ ]) not balanced";

export class BracketParser {
  readonly ignoresCase: boolean;
  readonly #pattern: string;
  #position: number;

  constructor(pattern: string, ignoresCase: boolean) {
    this.ignoresCase = ignoresCase;
    this.#pattern = pattern;
    this.#position = 0;
  }

  protected atEnd(): boolean {
    return this.#position >= this.#pattern.length;
  }

  /** The character `ahead` places on, or "" beyond the end. */
  protected peek(ahead = 0): string {
    return this.#pattern.charAt(this.#position + ahead);
  }

  protected sees(text: string): boolean {
    return this.#pattern.startsWith(text, this.#position);
  }

  protected accept(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#position += text.length;
    return true;
  }

  protected take(): string {
    return this.#pattern.charAt(this.#position++);
  }

  protected rest(): string {
    return this.#pattern.slice(this.#position);
  }

  /** The opening bracket is taken already. */
  protected parseBracket(): RegexNode {
    if (this.accept("[:<:]]")) return { kind: "assertion", assertion: "word-start" };
    if (this.accept("[:>:]]")) return { kind: "assertion", assertion: "word-end" };
    const inverted = this.accept("^");
    const set: ByteSet = new Uint8Array(256);
    for (const leading of ["]", "-"]) {
      if (!this.accept(leading)) continue;
      set[leading.charCodeAt(0)] = 1;
      break;
    }
    while (!this.atEnd() && !this.sees("]") && !this.sees("-]")) this.#parseTerm(set);
    if (this.accept("-")) set["-".charCodeAt(0)] = 1;
    if (!this.accept("]")) throw new RegexError(unbalanced);
    const cased = this.ignoresCase ? ignoreCase(set) : set;
    const accepted = inverted ? invertWithinLine(cased) : cased;
    const byte = onlyByte(accepted);
    return byte === undefined ? { kind: "set", set: accepted } : { kind: "byte", byte };
  }

  #parseTerm(set: ByteSet): void {
    if (this.accept("[:")) this.#parseClass(set);
    else if (this.accept("[=")) this.#parseEquivalenceClass(set);
    else this.#parseRange(set);
  }

  #parseRange(set: ByteSet): void {
    if (this.sees("-")) throw new RegexError("invalid character range");
    const first = this.#parseSymbol();
    let last = first;
    if (this.sees("-") && this.peek(1) !== "" && this.peek(1) !== "]") {
      this.take();
      last = this.accept("-") ? "-".charCodeAt(0) : this.#parseSymbol();
    }
    if (signed(first) > signed(last)) throw new RegexError("invalid character range");
    for (let byte = signed(first); byte <= signed(last); byte++) set[byte & 0xff] = 1;
  }

  #parseClass(set: ByteSet): void {
    if (this.atEnd()) throw new RegexError(unbalanced);
    const name = /^[A-Za-z]*/.exec(this.rest())![0];
    this.#position += name.length;
    if (!addClass(set, name)) throw new RegexError("invalid character class");
    if (this.atEnd()) throw new RegexError(unbalanced);
    if (!this.accept(":]")) throw new RegexError("invalid character class");
  }

  #parseEquivalenceClass(set: ByteSet): void {
    if (this.atEnd()) throw new RegexError(unbalanced);
    if (this.sees("-") || this.sees("]")) throw new RegexError("invalid collating element");
    set[this.#parseCollatingElement("=]")] = 1;
  }

  #parseSymbol(): number {
    if (this.atEnd()) throw new RegexError(unbalanced);
    return this.accept("[.") ? this.#parseCollatingElement(".]") : this.take().charCodeAt(0);
  }

  /** A character or its name, up to `end`, which is taken too. */
  #parseCollatingElement(end: string): number {
    const rest = this.rest();
    const length = rest.indexOf(end);
    if (length < 0) throw new RegexError(unbalanced);
    const byte = namedByte(rest.slice(0, length));
    if (byte === undefined) throw new RegexError("invalid collating element");
    this.#position += length + end.length;
    return byte;
  }
}

/** Ranges order bytes as C's signed characters: those beyond ASCII come before it. */
function signed(byte: number): number {
  return (byte << 24) >> 24;
}
