/**
 * Compares diagnostics with those that comments in the input expect:
 *
 *     expected-error {{text}}             on the same line; also -warning, -remark, -note
 *     expected-error @+1 {{text}}         on the next line; also @-2, @above, @below, and @unknown for no line at all
 *     expected-error-re {{a {{[0-9]+}}}}  where inner braces hold regular expressions
 *
 * `@above` and `@below` mean the nearest line without such a comment.
 */
import { Diagnostic, type DiagnosticHandler, type Severity } from "../../ir/diagnostic.ts";
import { FileLineColLoc, fileLocation } from "../../ir/location.ts";

interface Expectation {
  readonly severity: Severity;
  /** The line that the diagnostic is at; undefined for none. */
  readonly line: number | undefined;
  readonly text: string;
  readonly matches: (message: string) => boolean;
  readonly place: FileLineColLoc;
  met: boolean;
}

export class DiagnosticVerifier {
  /** Whether something unexpected was reported, or something expected was not. */
  failed: boolean;
  readonly #file: string;
  readonly #expectations: readonly Expectation[];
  readonly #onlyExpected: boolean;
  readonly #report: DiagnosticHandler;

  /** What is wrong goes to `report`. With `onlyExpected`, other diagnostics may occur as well. */
  constructor(file: string, text: string, onlyExpected: boolean, report: DiagnosticHandler) {
    this.failed = false;
    this.#file = file;
    this.#onlyExpected = onlyExpected;
    this.#report = (diagnostic) => {
      this.failed = true;
      report(diagnostic);
    };
    this.#expectations = this.#read(text);
  }

  /** Takes a diagnostic and its notes. */
  handle(diagnostic: Diagnostic): void {
    this.#check(diagnostic);
    for (const note of diagnostic.notes) this.handle(note);
  }

  /** Reports what was expected in vain. */
  finish(): void {
    for (const { met, severity, text, place } of this.#expectations) {
      if (!met) this.#report(new Diagnostic("error", place, `expected ${severity} "${text}" was not produced`));
    }
  }

  #check({ severity, location, message }: Diagnostic): void {
    const place = fileLocation(location);
    const line = place?.file === this.#file ? place.line : undefined;
    if (place !== undefined && line === undefined) {
      this.#unexpected(severity, location, message);
      return;
    }
    const candidates = this.#expectations.filter((expected) => expected.line === line && expected.matches(message));
    const found = candidates.find((expected) => expected.severity === severity && !expected.met);
    if (found !== undefined) {
      found.met = true;
      return;
    }
    const otherSeverity = candidates.find((expected) => expected.severity !== severity && !expected.met);
    if (otherSeverity !== undefined) {
      const wanted = otherSeverity.severity;
      this.#report(new Diagnostic("error", location, `'${severity}' diagnostic emitted when expecting a '${wanted}'`));
    } else this.#unexpected(severity, location, message);
  }

  #unexpected(severity: Severity, location: Diagnostic["location"], message: string): void {
    if (!this.#onlyExpected) this.#report(new Diagnostic("error", location, `unexpected ${severity}: ${message}`));
  }

  #read(text: string): Expectation[] {
    const lines = text.split("\n");
    const isComment = lines.map((line) => commentStart.test(line));
    const expectations: Expectation[] = [];
    lines.forEach((line, i) => {
      if (!isComment[i]) return;
      const found = comment.exec(line);
      if (found === null) {
        const place = this.#place(i + 1, line.search(commentStart));
        this.#report(new Diagnostic("error", place, "expected '{{' and '}}' around the text of the diagnostic"));
        return;
      }
      const { severity, re, target = "", text: expected } = found.groups!;
      const place = this.#place(i + 1, found.index);
      const matches = this.#matcher(expected!, re !== undefined, place);
      const at = targetLine(target, i + 1, isComment);
      expectations.push({ severity: severity as Severity, line: at, text: expected!, matches, place, met: false });
    });
    return expectations;
  }

  #place(line: number, index: number): FileLineColLoc {
    return FileLineColLoc.get(this.#file, line, index + 1);
  }

  #matcher(text: string, isRegex: boolean, place: FileLineColLoc): (message: string) => boolean {
    if (!isRegex) return (message) => message.includes(text);
    try {
      const expression = new RegExp(regexSource(text));
      return (message) => expression.test(message);
    } catch (error) {
      this.#report(new Diagnostic("error", place, `invalid regular expression: ${(error as Error).message}`));
      return () => false;
    }
  }
}

const commentStart = /expected-(error|note|remark|warning)(-re)?\b/;
const comment =
  /expected-(?<severity>error|note|remark|warning)(?<re>-re)?\s*(?<target>@([+-]\d+|above|below|unknown))?\s*\{\{(?<text>.*)\}\}\s*$/;

function targetLine(target: string, line: number, isComment: readonly boolean[]): number | undefined {
  if (target === "") return line;
  if (target === "@unknown") return undefined;
  const step = target === "@above" ? -1 : target === "@below" ? 1 : 0;
  if (step === 0) return line + Number(target.slice(1));
  let at = line + step;
  while (isComment[at - 1] === true) at += step;
  return at;
}

/** The parts in inner braces as they are, everything else literally. */
const regexSource = (text: string): string =>
  text
    .split(/\{\{(.*?)\}\}/)
    .map((part, i) => (i % 2 === 1 ? `(?:${part})` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")))
    .join("");
