/** Reads the directives of a test file: RUN, REQUIRES, UNSUPPORTED, XFAIL, ALLOW_RETRIES, DEFINE, REDEFINE and END. */
import { evaluateFeatures, FeatureExpressionError } from "./feature-expression.ts";

/** A command line, or the definition of a substitution, in the order of the file. */
export type ScriptStep =
  | { readonly kind: "run"; readonly line: number; readonly text: string }
  | { readonly kind: "define" | "redefine"; readonly line: number; readonly name: string; readonly value: string };

export interface TestScript {
  readonly steps: readonly ScriptStep[];
  /** Expressions over features, of which all of `requires` must hold and none of `unsupported`. */
  readonly requires: readonly string[];
  readonly unsupported: readonly string[];
  /** Expressions, or `*` for always. The test is expected to fail when one holds. */
  readonly xfail: readonly string[];
  readonly retries: number | undefined;
}

/** A test file whose directives are wrong. */
export class TestScriptError extends Error {}

const listKeywords = ["REQUIRES:", "UNSUPPORTED:", "XFAIL:"] as const;
const directive = /(RUN:|REQUIRES:|UNSUPPORTED:|XFAIL:|ALLOW_RETRIES:|REDEFINE:|DEFINE:|END\.)(.*)/g;
const definition = /^\s*(\S+?)\s*=\s*(.*)$/s;
const substitutionName = /^%\{[_a-zA-Z][-_:0-9a-zA-Z]*\}$/;

interface Directive {
  readonly keyword: string;
  readonly line: number;
  readonly lastLine: number;
  readonly text: string;
}

/** @throws TestScriptError */
export function parseTestScript(text: string): TestScript {
  const steps: ScriptStep[] = [];
  const lists: Record<(typeof listKeywords)[number], string[]> = { "REQUIRES:": [], "UNSUPPORTED:": [], "XFAIL:": [] };
  let retries: number | undefined;
  for (const found of joinContinuations(readDirectives(text))) {
    const { keyword, line } = found;
    if (keyword === "RUN:") {
      steps.push({ kind: "run", line, text: found.text.trim() });
    } else if (keyword === "DEFINE:" || keyword === "REDEFINE:") {
      steps.push(parseDefinition(found));
    } else if (keyword === "ALLOW_RETRIES:") {
      if (retries !== undefined) throw new TestScriptError("Test has more than one ALLOW_RETRIES lines");
      retries = parseRetries(found);
    } else {
      lists[keyword as keyof typeof lists].push(...parseList(found));
    }
  }
  if (!steps.some(({ kind }) => kind === "run")) throw new TestScriptError("Test has no 'RUN:' line");
  return {
    steps,
    requires: lists["REQUIRES:"],
    unsupported: lists["UNSUPPORTED:"],
    xfail: lists["XFAIL:"],
    retries,
  };
}

/** The directives of a file up to END. */
function readDirectives(text: string): Directive[] {
  const directives: Directive[] = [];
  let line = 1;
  let position = 0;
  for (const found of text.matchAll(directive)) {
    const [, keyword = "", rest = ""] = found;
    for (; position < found.index; position++) if (text.charCodeAt(position) === 10) line++;
    if (keyword === "END.") {
      // A word such as BACKEND. is none.
      if (/\w/.test(text.charAt(found.index - 1)) || rest.trim() !== "") continue;
      return directives;
    }
    directives.push({ keyword, line, lastLine: line, text: expandLineNumbers(rest, line).trimEnd() });
  }
  return directives;
}

/** `%(line)`, `%(line+1)` and `%(line-1)` are the number of the line they stand in. */
function expandLineNumbers(text: string, line: number): string {
  return text.replace(/%\(line *(?:([+-]) *([0-9]+))?\)/g, (_, sign: string | undefined, offset: string) => {
    if (sign === undefined) return `${line}`;
    return `${sign === "+" ? line + Number(offset) : line - Number(offset)}`;
  });
}

/** A directive that ends with a backslash goes on in the next one, which must have the same keyword. */
function joinContinuations(directives: readonly Directive[]): Directive[] {
  const joined: Directive[] = [];
  let open: Directive | undefined;
  for (const next of directives) {
    if (open !== undefined && open.keyword !== next.keyword) throw unterminated(open);
    const whole: Directive =
      open === undefined ? next : { ...open, lastLine: next.lastLine, text: joinText(open, next) };
    open = whole.text.endsWith("\\") ? whole : undefined;
    if (open === undefined) joined.push(whole);
  }
  if (open !== undefined) throw unterminated(open);
  return joined;
}

/** The parts of a definition are separated by one space, those of a command keep theirs. */
function joinText(first: Directive, next: Directive): string {
  const start = first.text.slice(0, -1);
  return first.keyword.endsWith("DEFINE:") ? `${start.trimEnd()} ${next.text.trimStart()}` : start + next.text;
}

function unterminated({ keyword, line, lastLine }: Directive): TestScriptError {
  const lines = line === lastLine ? `at line ${line}` : `from line ${line} to ${lastLine}`;
  return new TestScriptError(`Test has unterminated '${keyword}' directive (with '\\') ${lines}`);
}

function parseDefinition({ keyword, line, text }: Directive): ScriptStep {
  const found = definition.exec(text);
  const where = `in ${keyword} directive on test line ${line}`;
  if (found === null) throw new TestScriptError(`Substitution definition '${text.trim()}' needs a '='\n${where}`);
  const [, name = "", value = ""] = found;
  if (!substitutionName.test(name)) {
    const rule =
      "it must start with '%{', it must end with '}', and the rest must start with a letter or underscore and " +
      "contain only alphanumeric characters, hyphens, underscores, and colons";
    throw new TestScriptError(`Substitution name '${name}' is malformed as ${rule}\n${where}`);
  }
  return { kind: keyword === "DEFINE:" ? "define" : "redefine", line, name, value: value.trim() };
}

function parseRetries({ line, text }: Directive): number {
  const trimmed = text.trim();
  if (!/^[0-9]+$/.test(trimmed)) {
    throw new TestScriptError(`Invalid number '${trimmed}'\nin ALLOW_RETRIES: directive on test line ${line}`);
  }
  return Number(trimmed);
}

/** Expressions separated by commas; each is parsed here, so that errors do not depend on the features. */
function parseList({ keyword, line, text }: Directive): string[] {
  const expressions = text.split(",").flatMap((item) => item.trim() || []);
  for (const expression of expressions) {
    if (keyword === "XFAIL:" && expression === "*") continue;
    try {
      evaluateFeatures(expression, new Set());
    } catch (error) {
      if (!(error instanceof FeatureExpressionError)) throw error;
      throw new TestScriptError(`${error.message}\nin ${keyword} directive on test line ${line}`);
    }
  }
  return expressions;
}
