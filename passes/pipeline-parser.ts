/**
 * Reads pipelines:
 *
 *     pipeline := anchor `(` [element {`,` element}] `)`
 *     element  := pipeline | name [`{` {option [`=` value]} `}`]
 *
 * A value ends at a space or brace outside its own brackets and quotes; quotes or braces around all of it are dropped.
 */
import type { Context } from "../ir/context.ts";
import { type DiagnosticError, errorAt } from "../ir/diagnostic.ts";
import { FileLineColLoc } from "../ir/location.ts";
import { suggestion } from "../ir/nearest-name.ts";
import type { Pass, PassPipeline } from "../ir/pass.ts";
import { addElement, anyAnchor, canRunOn, type Pipeline, passInstance } from "./pipeline.ts";

/** The name of the text in the locations of errors, unless another one is given. */
const pipelineSource = "<pass pipeline>";

/**
 * Reads a whole pipeline, with its anchor: "builtin.module(canonicalize,func.func(cse))".
 * @throws {DiagnosticError} at the line and column in `source` where the text is wrong
 */
export function parsePipeline(text: string, context: Context, source = pipelineSource): Pipeline {
  return new PipelineParser(text, context, source).whole();
}

/** Reads elements without an anchor ("canonicalize,cse") and adds them to `pipeline`. */
export function parseElementsInto(pipeline: Pipeline, text: string, context: Context, source = pipelineSource): void {
  new PipelineParser(text, context, source).elements(pipeline);
}

/**
 * The options of `pass` from a text ("max-iterations=2 top-down=false").
 * @throws {DiagnosticError} at the option that is wrong
 */
export function parsePassOptions(pass: Pass, text: string, context: Context, source: string): Record<string, unknown> {
  const parser = new PipelineParser(text, context, source);
  return parser.options(pass, text.length);
}

class PipelineParser {
  readonly #text: string;
  readonly #context: Context;
  readonly #source: string;
  #at: number;

  constructor(text: string, context: Context, source: string) {
    this.#text = text;
    this.#context = context;
    this.#source = source;
    this.#at = 0;
  }

  whole(): Pipeline {
    const start = this.#skipSpace();
    const anchor = this.#name();
    if (anchor === "" || this.#skipSpace() === this.#text.length || this.#text[this.#at] !== "(") {
      const example = `builtin.module(${this.#text.trim() || "canonicalize"})`;
      throw this.#error(`expected the operation that the passes run on around them, as in '${example}'`, start);
    }
    const pipeline = this.#nested(anchor, start);
    if (this.#skipSpace() < this.#text.length) {
      const extra =
        this.#text[this.#at] === ")" ? "encountered an extra closing ')'" : "expected the end of the pipeline";
      throw this.#error(extra);
    }
    return pipeline;
  }

  elements(pipeline: Pipeline): void {
    this.#list(pipeline);
    if (this.#at < this.#text.length) throw this.#error(`unexpected '${this.#text[this.#at]}' in the pipeline`);
  }

  /** `(` elements `)` */
  #nested(anchor: string, anchorAt: number): Pipeline {
    if (anchor !== anyAnchor && !this.#mayBeOperation(anchor)) {
      const names = [...this.#context.ops].map((op) => op.name);
      throw this.#error(`'${anchor}' is not the name of an operation${suggestion(anchor, names)}`, anchorAt);
    }
    const pipeline: Pipeline = { anchor, elements: [] };
    const open = this.#at++;
    this.#list(pipeline);
    if (this.#text[this.#at] !== ")") throw this.#error("missing closing ')' of this pipeline", open);
    this.#at++;
    return pipeline;
  }

  #mayBeOperation(name: string): boolean {
    return this.#context.op(name) !== undefined || (this.#context.allowUnregisteredDialects && name.includes("."));
  }

  #list(pipeline: Pipeline): void {
    if (this.#skipSpace() === this.#text.length || this.#text[this.#at] === ")") return;
    for (;;) {
      this.#element(pipeline);
      this.#skipSpace();
      if (this.#text[this.#at] !== ",") return;
      this.#at++;
    }
  }

  #element(pipeline: Pipeline): void {
    const start = this.#skipSpace();
    const name = this.#name();
    if (name === "") throw this.#error("expected the name of a pass");
    this.#skipSpace();
    if (this.#text[this.#at] === "(") {
      addElement(pipeline, this.#nested(name, start));
      return;
    }
    const pass = this.#context.pass(name);
    if (pass !== undefined) this.#pass(pass, pipeline, start);
    else this.#namedPipeline(name, pipeline, start);
  }

  #pass(pass: Pass, pipeline: Pipeline, start: number): void {
    if (!canRunOn(pass, pipeline.anchor)) {
      const { on } = pass.spec;
      throw this.#error(
        `'${pass.name}' runs on '${on}', not on '${pipeline.anchor}'; did you mean '${on}(${pass.name})'?`,
        start,
      );
    }
    addElement(pipeline, passInstance(pass, this.#bracedOptions(pass)));
  }

  #namedPipeline(name: string, pipeline: Pipeline, start: number): void {
    const named = this.#context.pipeline(name);
    if (named === undefined) {
      const names = [...this.#context.passes, ...this.#context.pipelines].map((entry) => entry.name);
      throw this.#error(
        `'${name}' does not refer to a registered pass or pass pipeline${suggestion(name, names)}`,
        start,
      );
    }
    const text = this.#text[this.#at] === "{" ? this.#withOptions(named) : named.text;
    new PipelineParser(text, this.#context, `<pipeline ${name}>`).elements(pipeline);
  }

  /** What the pipeline stands for when it has the options that follow. */
  #withOptions({ name, text, optionsOf }: PassPipeline): string {
    if (optionsOf === undefined) throw this.#error(`the pipeline '${name}' has no options`);
    const open = this.#at;
    this.#bracedOptions(this.#context.pass(optionsOf)!);
    return text.replace(optionsOf, `${optionsOf}${this.#text.slice(open, this.#at)}`);
  }

  #bracedOptions(pass: Pass): Record<string, unknown> {
    if (this.#text[this.#at] !== "{") return {};
    const open = this.#at;
    const end = matchingBracket(this.#text, open);
    if (end === undefined) throw this.#error("missing closing '}' of the options", open);
    this.#at++;
    const options = this.options(pass, end);
    this.#at = end + 1;
    return options;
  }

  /** Options up to `end`. */
  options(pass: Pass, end: number): Record<string, unknown> {
    const specs = pass.spec.options ?? {};
    const options: Record<string, unknown> = {};
    while (this.#skipSpace() < end) {
      const start = this.#at;
      const key = this.#matched(/[^\s=}]+/y) ?? "";
      const option = Object.hasOwn(specs, key) ? specs[key] : undefined;
      if (option === undefined) {
        throw this.#error(`'${pass.name}' has no option '${key}'${suggestion(key, Object.keys(specs))}`, start);
      }
      const [valueAt, value] = this.#value(end);
      try {
        options[key] = option.parse(value);
      } catch (error) {
        throw this.#error(`option '${key}' of '${pass.name}': ${(error as Error).message}`, valueAt);
      }
    }
    return options;
  }

  /** What follows `=`; empty if nothing does. */
  #value(end: number): [offset: number, text: string] {
    if (this.#text[this.#at] !== "=") return [this.#at, ""];
    const start = ++this.#at;
    while (this.#at < end && !/\s/.test(this.#text[this.#at]!)) {
      const close = "({[\"'".includes(this.#text[this.#at]!) ? matchingBracket(this.#text, this.#at) : this.#at;
      if (close === undefined || close >= end) throw this.#error(`missing closing of '${this.#text[this.#at]}'`);
      this.#at = close + 1;
    }
    const text = this.#text.slice(start, this.#at);
    const isEnclosed = /^[{"']/.test(text) && matchingBracket(text, 0) === text.length - 1;
    return [start, isEnclosed ? text.slice(1, -1) : text];
  }

  // Characters.

  #skipSpace(): number {
    this.#matched(/\s+/y);
    return this.#at;
  }
  #name(): string {
    return this.#matched(/[^\s(){},]+/y) ?? "";
  }
  #matched(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const text = expression.exec(this.#text)?.[0];
    this.#at += text?.length ?? 0;
    return text;
  }

  #error(message: string, offset = this.#at): DiagnosticError {
    const before = this.#text.slice(0, offset).split("\n");
    return errorAt(FileLineColLoc.get(this.#source, before.length, before.at(-1)!.length + 1), message);
  }
}

const closingOf: Readonly<Record<string, string>> = { "(": ")", "{": "}", "[": "]" };

/** The position of the bracket or quote that closes the one at `open`. */
function matchingBracket(text: string, open: number): number | undefined {
  const opening = text[open]!;
  const close = closingOf[opening];
  if (close === undefined) {
    const end = text.indexOf(opening, open + 1);
    return end < 0 ? undefined : end;
  }
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === close) return at;
    if ("({[\"'".includes(text[at]!)) {
      const end = matchingBracket(text, at);
      if (end === undefined) return undefined;
      at = end;
    }
  }
  return undefined;
}
