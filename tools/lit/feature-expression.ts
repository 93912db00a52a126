/**
 * Boolean expressions over features, as in `REQUIRES: a && (b || !c)`:
 *
 *     or    = and { "||" and }
 *     and   = not { "&&" not }
 *     not   = "!" not | "(" or ")" | match
 *     match = { name characters | "{{" regular expression "}}" }
 *
 * A match holds when it is `true` or a feature; with `{{...}}` when some feature matches as a whole.
 */

/** An expression that cannot be parsed. */
export class FeatureExpressionError extends Error {}

const token = /\s*([()]|&&|\|\||!|(?:[-+=._a-zA-Z0-9]|\{\{.+?\}\})+)\s*/y;

/** @throws FeatureExpressionError */
export function evaluateFeatures(expression: string, features: ReadonlySet<string>): boolean {
  return new FeatureExpression(expression, features).evaluate();
}

class FeatureExpression {
  readonly #text: string;
  readonly #features: ReadonlySet<string>;
  readonly #tokens: readonly string[];
  #next: number;

  constructor(text: string, features: ReadonlySet<string>) {
    this.#text = text;
    this.#features = features;
    this.#tokens = this.#tokenize();
    this.#next = 0;
  }

  evaluate(): boolean {
    const value = this.#parseOr();
    if (this.#next < this.#tokens.length) throw this.#error("<end of expression>");
    return value;
  }

  #tokenize(): string[] {
    const tokens: string[] = [];
    for (let position = 0; position < this.#text.length; position = token.lastIndex) {
      token.lastIndex = position;
      const found = token.exec(this.#text);
      if (found === null) {
        const rest = this.#text.slice(position);
        throw new FeatureExpressionError(`couldn't parse text: '${rest}'\nin expression: '${this.#text}'`);
      }
      tokens.push(found[1]!);
    }
    return tokens;
  }

  #parseOr(): boolean {
    let value = this.#parseAnd();
    // Both sides are parsed, so that errors in either are found.
    while (this.#accept("||")) value = this.#parseAnd() || value;
    return value;
  }

  #parseAnd(): boolean {
    let value = this.#parseNot();
    while (this.#accept("&&")) value = this.#parseNot() && value;
    return value;
  }

  #parseNot(): boolean {
    if (this.#accept("!")) return !this.#parseNot();
    if (this.#accept("(")) {
      const value = this.#parseOr();
      if (!this.#accept(")")) throw this.#error("')'");
      return value;
    }
    const name = this.#tokens[this.#next];
    if (name === undefined || /^(?:[)!]|&&|\|\|)$/.test(name)) throw this.#error("'!', '(', '{{', or identifier");
    this.#next++;
    return this.#isAvailable(name);
  }

  #isAvailable(name: string): boolean {
    if (name === "true" || this.#features.has(name)) return true;
    if (!name.includes("{{")) return false;
    const parts = name.split(/\{\{(.+?)\}\}/);
    const source = parts.map((part, index) => (index % 2 === 1 ? `(?:${part})` : part.replace(/[.+]/g, "\\$&")));
    const pattern = this.#compile(source.join(""));
    return [...this.#features].some((feature) => pattern.test(feature));
  }

  #compile(source: string): RegExp {
    try {
      return new RegExp(`^(?:${source})$`);
    } catch (error) {
      throw new FeatureExpressionError(`${(error as Error).message}\nin expression: '${this.#text}'`);
    }
  }

  #accept(text: string): boolean {
    if (this.#tokens[this.#next] !== text) return false;
    this.#next++;
    return true;
  }

  #error(expected: string): FeatureExpressionError {
    const found = this.#tokens[this.#next];
    const have = found === undefined ? "<end of expression>" : `'${found}'`;
    return new FeatureExpressionError(`expected: ${expected}\nhave: ${have}\nin expression: '${this.#text}'`);
  }
}
