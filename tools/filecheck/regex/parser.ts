/**
 * The parser of POSIX extended regular expressions. It accepts and rejects what LLVM's library does, with its messages:
 * an empty branch, a doubled repetition or a repetition of `^` are errors, a backslash before a letter means the letter.
 */
import { BracketParser } from "./bracket-parser.ts";
import { anyByte, ignoreCase, singleByte } from "./byte-set.ts";
import { emptyNode, RegexError, type RegexNode, type RegexSyntax, repeatNode } from "./syntax.ts";

/** The greatest count in `x{m,n}`. */
const maximalCount = 255;

/** Deeper nesting is refused, because the parser and the compiler recurse. */
const maximalDepth = 500;

/** @throws RegexError when `pattern`, a byte string, is not a regular expression. */
export function parseRegex(pattern: string, ignoresCase: boolean): RegexSyntax {
  return new RegexParser(pattern, ignoresCase).parse();
}

class RegexParser extends BracketParser {
  #groupCount: number;
  #hasBackreference: boolean;
  #depth: number;
  /** The bodies of the groups that are closed; only these can be referred to. */
  readonly #closedGroups: (RegexNode | undefined)[];

  constructor(pattern: string, ignoresCase: boolean) {
    super(pattern, ignoresCase);
    this.#groupCount = 0;
    this.#hasBackreference = false;
    this.#depth = 0;
    this.#closedGroups = [];
  }

  parse(): RegexSyntax {
    const root = this.#parseAlternation("");
    return { root, groupCount: this.#groupCount, hasBackreference: this.#hasBackreference };
  }

  /** Branches up to the end of the pattern or to the character `stop`, which stays. */
  #parseAlternation(stop: string): RegexNode {
    const branches: RegexNode[] = [];
    do {
      branches.push(this.#parseBranch(stop));
    } while (this.accept("|"));
    return branches.length === 1 ? branches[0]! : { kind: "alternation", branches };
  }

  #parseBranch(stop: string): RegexNode {
    const items: RegexNode[] = [];
    while (!this.atEnd() && !this.sees("|") && (stop === "" || !this.sees(stop))) {
      const item = this.#parseRepetition();
      if (item !== emptyNode) items.push(item);
    }
    if (items.length === 0) throw new RegexError("empty (sub)expression");
    return items.length === 1 ? items[0]! : { kind: "sequence", items };
  }

  #parseRepetition(): RegexNode {
    const isLineStart = this.sees("^");
    const atom = this.#parseAtom();
    if (!this.#seesRepetition()) return atom;
    if (isLineStart) throw new RegexError("repetition-operator operand invalid");
    const repeated = this.#parseRepetitionOf(atom);
    if (this.#seesRepetition()) throw new RegexError("repetition-operator operand invalid");
    return repeated;
  }

  /** A brace is a repetition only before a digit, elsewhere it is itself. */
  #seesRepetition(): boolean {
    return this.sees("*") || this.sees("+") || this.sees("?") || (this.sees("{") && isDigit(this.peek(1)));
  }

  #parseRepetitionOf(atom: RegexNode): RegexNode {
    if (this.accept("*")) return repeatNode(atom, 0, Number.POSITIVE_INFINITY);
    if (this.accept("+")) return repeatNode(atom, 1, Number.POSITIVE_INFINITY);
    if (this.accept("?")) return repeatNode(atom, 0, 1);
    this.accept("{");
    const from = this.#parseCount();
    let to = from;
    if (this.accept(",")) to = isDigit(this.peek()) ? this.#parseCount() : Number.POSITIVE_INFINITY;
    if (from > to) throw new RegexError("invalid repetition count(s)");
    if (!this.accept("}")) {
      throw new RegexError(this.rest().includes("}") ? "invalid repetition count(s)" : "braces not balanced");
    }
    return repeatNode(atom, from, to);
  }

  #parseCount(): number {
    let count = 0;
    while (isDigit(this.peek()) && count <= maximalCount) count = count * 10 + Number(this.take());
    if (count > maximalCount) throw new RegexError("invalid repetition count(s)");
    return count;
  }

  #parseAtom(): RegexNode {
    const character = this.take();
    switch (character) {
      case "(":
        return this.#parseGroup();
      case ")":
        throw new RegexError("parentheses not balanced");
      case "^":
        return { kind: "assertion", assertion: "line-start" };
      case "$":
        return { kind: "assertion", assertion: "line-end" };
      case "*":
      case "+":
      case "?":
        throw new RegexError("repetition-operator operand invalid");
      case ".":
        return { kind: "set", set: anyByte };
      case "[":
        return this.parseBracket();
      case "\\":
        return this.#parseEscape();
      case "{":
        if (isDigit(this.peek())) throw new RegexError("repetition-operator operand invalid");
        return this.#literal(character);
      default:
        return this.#literal(character);
    }
  }

  #parseGroup(): RegexNode {
    if (this.atEnd()) throw new RegexError("parentheses not balanced");
    if (++this.#depth > maximalDepth) throw new RegexError("parentheses nested too deeply");
    const index = ++this.#groupCount;
    const body = this.sees(")") ? emptyNode : this.#parseAlternation(")");
    if (!this.accept(")")) throw new RegexError("parentheses not balanced");
    this.#depth--;
    this.#closedGroups[index] = body;
    return { kind: "group", index, body };
  }

  #parseEscape(): RegexNode {
    if (this.atEnd()) throw new RegexError("trailing backslash (\\)");
    const character = this.take();
    if (character < "1" || character > "9") return this.#literal(character);
    const index = Number(character);
    const body = this.#closedGroups[index];
    if (body === undefined) throw new RegexError("invalid backreference number");
    this.#hasBackreference = true;
    return { kind: "backreference", index, body };
  }

  #literal(character: string): RegexNode {
    const byte = character.charCodeAt(0);
    const hasCase = this.ignoresCase && /[A-Za-z]/.test(character);
    return hasCase ? { kind: "set", set: ignoreCase(singleByte(byte)) } : { kind: "byte", byte };
  }
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}
