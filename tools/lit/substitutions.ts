/** Replaces `%s`, `%t` and so on in command lines, and chooses the branches of `%if`. */
import { realpathSync } from "node:fs";
import { basename, delimiter, dirname, join, parse, sep } from "node:path";
import { evaluateFeatures, FeatureExpressionError } from "./feature-expression.ts";
import { TestScriptError } from "./test-script.ts";

/** What is replaced, and by what. Earlier ones are replaced first. */
export type Substitution = readonly [text: string, replacement: string];

/** The paths of a test. */
export interface TestPaths {
  readonly source: string;
  /** The name of its temporary file, beside which others may be made. */
  readonly temporary: string;
}

export function builtinSubstitutions({ source, temporary }: TestPaths): Substitution[] {
  const folder = dirname(source);
  const output = dirname(temporary);
  const stem = basename(temporary).replace(/\.tmp$/, "");
  const substitutions: Substitution[] = [
    ["%{pathsep}", delimiter],
    ["%basename_t", stem],
    ["%{s:basename}", basename(source)],
    ["%{t:stem}", stem],
    ["%{fs-src-root}", parse(folder).root],
    ["%{fs-tmp-root}", parse(output).root],
    ["%{fs-sep}", sep],
  ];
  const paths = { s: source, S: folder, p: folder, t: temporary, T: output };
  for (const [letter, path] of Object.entries(paths)) {
    const slashed = path.replaceAll("\\", "/");
    const real = realPath(path);
    substitutions.push(
      [`%{${letter}:real}`, real],
      [`%{/${letter}:real}`, real.replaceAll("\\", "/")],
      [`%{/${letter}:regex_replacement}`, slashed.replace(/[@&]/g, "\\$&")],
      [`%:${letter}`, slashed.replace(/^(?:\/|(.):)/, "$1")],
      [`%/${letter}`, slashed],
      [`%${letter}`, path],
    );
  }
  return substitutions;
}

/** The path without links; parts that do not exist yet stay. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPath(folder), basename(path));
  }
}

/** Stands for an escaped percent sign; command lines have no such character. */
const percentMark = "\0";

/** A definition that refers to itself would never end. */
const maximalDepth = 50;

/** The substitutions of a test, to which its DEFINE lines add. */
export class Substitutions {
  readonly #fixed: readonly Substitution[];
  readonly #defined: Map<string, string>;
  readonly #features: ReadonlySet<string>;

  constructor(fixed: readonly Substitution[], features: ReadonlySet<string>) {
    this.#fixed = fixed;
    this.#defined = new Map();
    this.#features = features;
  }

  /** Defines a new name. @throws TestScriptError when it exists. */
  define(name: string, value: string, line: number): void {
    if (this.#has(name)) {
      throw new TestScriptError(
        `Substitution whose pattern is '${name}' is already defined before 'DEFINE:' directive at line ${line}`,
      );
    }
    this.#defined.set(name, value);
  }

  /** Changes a name. @throws TestScriptError when it does not exist. */
  redefine(name: string, value: string, line: number): void {
    if (!this.#has(name)) {
      throw new TestScriptError(
        `No substitution for '${name}' is defined before 'REDEFINE:' directive at line ${line}`,
      );
    }
    this.#defined.set(name, value);
  }

  /** A command line with everything replaced. @throws TestScriptError for a wrong `%if` or an endless definition. */
  apply(text: string): string {
    // `%%` is a percent sign that starts no substitution; it is set aside until the end.
    const escaped = text.replaceAll("%%", percentMark);
    let replaced = this.#applyDefinitions(new ConditionalText(escaped, this.#features).expand());
    for (const [pattern, replacement] of this.#fixed) replaced = replaceText(replaced, pattern, replacement);
    return replaced.replaceAll(percentMark, "%");
  }

  /** The value of a definition may contain other defined names. */
  #applyDefinitions(text: string): string {
    let replaced = text;
    for (let depth = 0; depth < maximalDepth; depth++) {
      const before = replaced;
      for (const [name, value] of this.#defined) {
        replaced = replaced.replaceAll(name, () => value.replaceAll("%%", percentMark));
      }
      if (replaced === before) return replaced;
    }
    throw new TestScriptError(`Substitutions in '${text}' refer to each other without end`);
  }

  #has(name: string): boolean {
    return this.#defined.has(name) || this.#fixed.some(([text]) => text === name);
  }
}

/** Replaces a text wherever it occurs; the name of a program only where it is a whole word. */
function replaceText(text: string, pattern: string, replacement: string): string {
  if (!/^\w/.test(pattern)) return text.replaceAll(pattern, () => replacement);
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\w./-])${escaped}(?![\\w./-])`, "g"), () => replacement);
}

/** A command line with `%if condition %{ ... %} %else %{ ... %}`, in which %if can be nested. */
class ConditionalText {
  readonly #text: string;
  readonly #features: ReadonlySet<string>;
  #position: number;

  constructor(text: string, features: ReadonlySet<string>) {
    this.#text = text;
    this.#features = features;
    this.#position = 0;
  }

  expand(): string {
    return this.#expandUntil(false);
  }

  /** The text up to the end, or inside of a branch up to its `%}`. */
  #expandUntil(isBranch: boolean): string {
    let expanded = "";
    while (true) {
      const next = /%if\s|%\}/g;
      next.lastIndex = this.#position;
      const found = next.exec(this.#text);
      if (found === null) {
        if (isBranch) throw new TestScriptError("'%}' is missing for %if substitution");
        return expanded + this.#text.slice(this.#position);
      }
      expanded += this.#text.slice(this.#position, found.index);
      this.#position = found.index + found[0].length;
      if (found[0] !== "%}") expanded += this.#expandConditional();
      else if (isBranch) return expanded;
      else expanded += "%}";
    }
  }

  #expandConditional(): string {
    const open = this.#text.indexOf("%{", this.#position);
    if (open < 0) throw new TestScriptError("'%{' is missing for %if substitution");
    const holds = this.#evaluate(this.#text.slice(this.#position, open).trim());
    this.#position = open + 2;
    const branch = this.#expandUntil(true).trim();
    const otherwise = this.#acceptElse() ? this.#expandUntil(true).trim() : "";
    return holds ? branch : otherwise;
  }

  #acceptElse(): boolean {
    const found = /\s*%else\s*(%\{)?/y;
    found.lastIndex = this.#position;
    const match = found.exec(this.#text);
    if (match === null) return false;
    if (match[1] === undefined) throw new TestScriptError("'%{' is missing for %else substitution");
    this.#position = found.lastIndex;
    return true;
  }

  #evaluate(condition: string): boolean {
    try {
      return evaluateFeatures(condition, this.#features);
    } catch (error) {
      if (!(error instanceof FeatureExpressionError)) throw error;
      throw new TestScriptError(`${error.message}\nin %if substitution`);
    }
  }
}
