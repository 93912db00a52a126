/**
 * The language of `assemblyFormat`, as upstream's ODS has it: text to a tree of elements. The tree is interpreted by
 * format.ts. A hand-written parser serves here because formats are compiled when an operation is first met, on the way
 * of every start of the tools.
 */

export type FormatElement =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "space"; readonly text: "" | " " | "\n" }
  | { readonly kind: "variable"; readonly name: string; readonly qualified: boolean }
  /** `type($x)`, or all operand or result types. */
  | { readonly kind: "type"; readonly of: string; readonly qualified: boolean }
  /** Already read elsewhere: `ref($x)`, `ref(type($x))`; only arguments of custom directives. */
  | { readonly kind: "ref"; readonly of: FormatElement }
  | { readonly kind: "functional-type"; readonly inputs: string; readonly results: string }
  | { readonly kind: "attr-dict"; readonly withKeyword: boolean }
  | { readonly kind: "prop-dict" }
  | { readonly kind: "operands" }
  | { readonly kind: "regions" }
  | { readonly kind: "successors" }
  | { readonly kind: "custom"; readonly name: string; readonly args: readonly FormatElement[] }
  | {
      readonly kind: "group";
      readonly then: readonly FormatElement[];
      readonly otherwise: readonly FormatElement[];
      /** Index in `then` of the element marked with `^`. */
      readonly anchor: number;
    }
  | { readonly kind: "oilist"; readonly clauses: readonly (readonly FormatElement[])[] };

type Token = { readonly text: string; readonly at: number };

const tokenPattern = /\s*(?:(`[^`]*`)|(\$[a-zA-Z_]\w*)|([a-zA-Z][\w-]*)|([()<>?:,^|]))/y;

class FormatReader {
  readonly #text: string;
  readonly #opName: string;
  readonly #tokens: Token[];
  #at: number;

  constructor(opName: string, text: string) {
    this.#opName = opName;
    this.#text = text;
    this.#tokens = [];
    this.#at = 0;
    const end = text.trimEnd().length;
    tokenPattern.lastIndex = 0;
    while (tokenPattern.lastIndex < end) {
      const at = tokenPattern.lastIndex;
      const match = tokenPattern.exec(text);
      if (match === null) throw this.#error(`unexpected '${text.slice(at).trim()[0]}'`, at);
      this.#tokens.push({ text: match[1] ?? match[2] ?? match[3] ?? match[4]!, at });
    }
  }

  #error(message: string, at: number): Error {
    return new Error(`assembly format of '${this.#opName}', column ${at + 1}: ${message} in "${this.#text}"`);
  }

  get #peek(): string | undefined {
    return this.#tokens[this.#at]?.text;
  }
  #fail(message: string): Error {
    return this.#error(message, this.#tokens[this.#at]?.at ?? this.#text.length);
  }
  #next(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw this.#fail("unexpected end");
    return token.text;
  }
  #expect(text: string): void {
    if (this.#peek !== text) throw this.#fail(`expected '${text}'`);
    this.#at++;
  }

  all(): FormatElement[] {
    const elements = this.#elements(() => this.#peek === undefined).elements;
    return elements;
  }

  #elements(atEnd: () => boolean): { elements: FormatElement[]; anchor: number } {
    const elements: FormatElement[] = [];
    let anchor = -1;
    while (!atEnd()) {
      elements.push(this.#element());
      if (this.#peek === "^") {
        this.#at++;
        if (anchor >= 0) throw this.#fail("only one element may be the anchor");
        anchor = elements.length - 1;
      }
    }
    return { elements, anchor };
  }

  #element(): FormatElement {
    const token = this.#next();
    if (token.startsWith("`")) {
      const text = token.slice(1, -1);
      if (text === "" || text === " ") return { kind: "space", text };
      if (text === "\\n") return { kind: "space", text: "\n" };
      return { kind: "literal", text };
    }
    if (token.startsWith("$")) return { kind: "variable", name: token.slice(1), qualified: false };
    switch (token) {
      case "(":
        return this.#group();
      case "type": {
        this.#expect("(");
        const of = this.#next().replace(/^\$/, "");
        this.#expect(")");
        return { kind: "type", of, qualified: false };
      }
      case "qualified": {
        this.#expect("(");
        const inner = this.#element();
        this.#expect(")");
        if (inner.kind !== "variable" && inner.kind !== "type") throw this.#fail("expected '$name' or 'type($name)'");
        return { ...inner, qualified: true };
      }
      case "ref": {
        this.#expect("(");
        const of = this.#element();
        this.#expect(")");
        return { kind: "ref", of };
      }
      case "functional-type": {
        this.#expect("(");
        const inputs = this.#next().replace(/^\$/, "");
        this.#expect(",");
        const results = this.#next().replace(/^\$/, "");
        this.#expect(")");
        return { kind: "functional-type", inputs, results };
      }
      case "attr-dict":
        return { kind: "attr-dict", withKeyword: false };
      case "attr-dict-with-keyword":
        return { kind: "attr-dict", withKeyword: true };
      case "prop-dict":
      case "operands":
      case "regions":
      case "successors":
        return { kind: token };
      case "custom":
        return this.#custom();
      case "oilist":
        return this.#oilist();
      default:
        throw this.#fail(`unknown directive '${token}'`);
    }
  }

  #group(): FormatElement {
    const { elements: then, anchor } = this.#elements(() => this.#peek === ")");
    this.#expect(")");
    let otherwise: FormatElement[] = [];
    let elseAnchor = -1;
    if (this.#peek === ":") {
      this.#at++;
      this.#expect("(");
      ({ elements: otherwise, anchor: elseAnchor } = this.#elements(() => this.#peek === ")"));
      this.#expect(")");
    }
    this.#expect("?");
    if (elseAnchor >= 0 || anchor < 0)
      throw this.#fail("an optional group needs an anchor ('^') among its first elements");
    return { kind: "group", then, otherwise, anchor };
  }

  #custom(): FormatElement {
    this.#expect("<");
    const name = this.#next();
    this.#expect(">");
    this.#expect("(");
    const args: FormatElement[] = [];
    while (this.#peek !== ")") {
      args.push(this.#element());
      if (this.#peek === ",") this.#at++;
    }
    this.#expect(")");
    return { kind: "custom", name, args };
  }

  #oilist(): FormatElement {
    this.#expect("(");
    const clauses: FormatElement[][] = [];
    do clauses.push(this.#elements(() => this.#peek === ")" || this.#peek === "|").elements);
    while (this.#next() === "|");
    return { kind: "oilist", clauses };
  }
}

/** Throws an Error that names the operation and the column if the format is malformed. */
export const parseFormat = (opName: string, text: string): FormatElement[] => new FormatReader(opName, text).all();
