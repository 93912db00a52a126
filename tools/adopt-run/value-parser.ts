/**
 * The values of `--args`: numbers, lists of them, `zeros(2, 3)` and `@file`, which holds a value, as JSON for instance.
 * What they mean follows from the types of the arguments; numbers stay texts until then, since they may be of any width.
 */

export type ParsedValue =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly ParsedValue[] }
  | { readonly kind: "zeros"; readonly shape: readonly number[] };

/** A mistake in the text; `column` counts from 1. */
export class ValueSyntaxError extends Error {
  readonly column: number;
  constructor(message: string, column: number) {
    super(message);
    this.column = column;
  }
}

/** Reads the file that `@path` names. */
export type ReadFile = (path: string) => string;

const words: ReadonlySet<string> = new Set(["true", "false", "inf", "-inf", "nan", "-nan"]);
const number = /^[-+]?(0x[0-9a-f]+|(\d+\.?\d*|\.\d+)(e[-+]?\d+)?)$/i;
/** Lists that are nested deeper are no arrays that anybody has. */
const maxDepth = 64;

/** Values separated by commas. @throws {ValueSyntaxError} where the text is none */
export function parseValues(text: string, readFile: ReadFile): ParsedValue[] {
  return text.trim() === "" ? [] : new ValueParser(text, readFile).parseAll();
}

class ValueParser {
  readonly #text: string;
  readonly #readFile: ReadFile;
  #at: number;

  constructor(text: string, readFile: ReadFile) {
    this.#text = text;
    this.#readFile = readFile;
    this.#at = 0;
  }

  parseAll(): ParsedValue[] {
    const values = [this.#value(0)];
    while (this.#accept(",")) values.push(this.#value(0));
    if (this.#at < this.#text.length) throw this.#error("expected ',' or the end");
    return values;
  }

  #error(message: string, at = this.#at): ValueSyntaxError {
    return new ValueSyntaxError(message, at + 1);
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at++;
  }
  #accept(character: string): boolean {
    this.#skipBlanks();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    this.#skipBlanks();
    return true;
  }
  /** The characters up to one that ends a word. */
  #word(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !/[\s,()[\]]/.test(this.#text[this.#at]!)) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #value(depth: number): ParsedValue {
    this.#skipBlanks();
    const start = this.#at;
    if (depth > maxDepth) throw this.#error("lists are nested too deeply");
    if (this.#accept("[")) return { kind: "list", items: this.#items(depth + 1) };
    if (this.#accept("@")) return this.#file(start);
    const word = this.#word();
    this.#skipBlanks();
    if (word === "zeros") return { kind: "zeros", shape: this.#shape() };
    if (!number.test(word) && !words.has(word)) throw this.#error(`expected a value, but got '${word}'`, start);
    return { kind: "number", text: word };
  }

  #items(depth: number): ParsedValue[] {
    const items: ParsedValue[] = [];
    if (this.#accept("]")) return items;
    do items.push(this.#value(depth));
    while (this.#accept(","));
    if (!this.#accept("]")) throw this.#error("expected ',' or ']'");
    return items;
  }

  #shape(): number[] {
    if (!this.#accept("(")) throw this.#error("expected '(' after 'zeros'");
    const shape: number[] = [];
    do {
      const start = this.#at;
      const word = this.#word();
      if (!/^\d{1,10}$/.test(word)) throw this.#error(`expected a size, but got '${word}'`, start);
      shape.push(Number(word));
    } while (this.#accept(","));
    if (!this.#accept(")")) throw this.#error("expected ',' or ')'");
    return shape;
  }

  #file(start: number): ParsedValue {
    const path = this.#word();
    if (path === "") throw this.#error("expected the name of a file after '@'");
    this.#skipBlanks();
    const text = this.#readFile(path);
    try {
      const values = parseValues(text, () => {
        throw this.#error(`'${path}' refers to another file`, start);
      });
      if (values.length === 1) return values[0]!;
    } catch (error) {
      if (!(error instanceof ValueSyntaxError)) throw error;
      throw this.#error(`${path}: ${error.message} at character ${error.column}`, start);
    }
    throw this.#error(`'${path}' must hold one value`, start);
  }
}
