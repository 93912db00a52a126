/**
 * Compares what adopt and mlir-opt make of many small programs: those of the lit tests, in which `// -----` stands
 * between them. mlir-opt runs once for all of them. Each program is a test, named after its first symbol.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { printModule } from "../../ir/assembly/asm-printer.ts";
import { parseModule } from "../../ir/assembly/parse.ts";
import type { Dialect } from "../../ir/dialect.ts";
import { fileLocation } from "../../ir/location.ts";
import { hasOracle, runOracle } from "./oracles.ts";
import { canonicalized, parseOk, testContext } from "./round-trip.ts";

const separator = "// -----\n";

const lit = join(import.meta.dirname, "../lit");

/** The programs in a lit test, by its path. */
export const programsIn = (path: string): string[] => readFileSync(join(lit, path), "utf8").split(separator);

/** The programs in the lit tests called `name` of a dialect, in all folders. */
export function litPrograms(dialect: string, name: string): string[] {
  const folder = join(lit, "dialects", dialect);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => basename(file) === name);
  if (files.length === 0) throw new Error(`there is no '${name}' in '${folder}'`);
  return files.sort().flatMap((file) => programsIn(join("dialects", dialect, file)));
}

/** What was made of a program. */
interface Outcome {
  readonly text: string;
  /** Errors and notes as `line:column: error: message`, with lines counted from the program's first. */
  readonly errors: readonly string[];
}

/** What mlir-opt makes of each program. */
export function mlirOptEach(programs: readonly string[], ...flags: readonly string[]): Outcome[] {
  const common = ["--split-input-file", "--allow-unregistered-dialect", "--mlir-print-op-on-diagnostic=false"];
  // It would look for the errors that the lit tests expect, even without being asked to.
  const input = programs.join(separator).replaceAll("// expected-", "// ");
  const { stdout, stderr } = runOracle("mlir-opt", [...common, ...flags], input);
  const texts = stdout.split(separator);
  expect(texts).toHaveLength(programs.length);
  const errors = errorsByProgram(stderr, programs);
  return texts.map((text, i) => ({ text: text.trimEnd(), errors: errors[i]! }));
}

function errorsByProgram(stderr: string, programs: readonly string[]): string[][] {
  const errors: string[][] = programs.map(() => []);
  const firstLines: number[] = [];
  let line = 1;
  for (const program of programs) {
    firstLines.push(line);
    line += program.split("\n").length;
  }
  for (const [, at, column, severity, message] of stderr.matchAll(/^<stdin>:(\d+):(\d+): (error|note): (.*)$/gm)) {
    const program = firstLines.findLastIndex((first) => first <= Number(at));
    errors[program]!.push(`${Number(at) - firstLines[program]! + 1}:${column}: ${severity}: ${message}`);
  }
  return errors;
}

/** What adopt makes of a program. */
function adoptOn(program: string, dialects: readonly Dialect[]): Outcome {
  const context = testContext(...dialects);
  const module = parseModule(program, context);
  const diagnostics = context.diagnostics.flatMap((diagnostic) => [diagnostic, ...diagnostic.notes]);
  const errors = diagnostics.map(({ location, severity, message }) => {
    const at = fileLocation(location);
    return `${at?.line}:${at?.column}: ${severity}: ${message}`;
  });
  return { text: module === undefined ? "" : printModule(module).trimEnd(), errors };
}

const withoutComments = (program: string): string => program.replace(/\/\/.*$/gm, "");

/** Registers a test for each program. `upstream` makes for all what `check` compares with. */
function eachProgram<T>(
  programs: readonly string[],
  upstream: () => readonly T[],
  check: (program: string, expected: T) => void,
): void {
  let expected: readonly T[] | undefined;
  programs.forEach((program, i) => {
    const [, symbol] = withoutComments(program).match(/@([\w.]+)/) ?? [];
    it.skipIf(!hasOracle("mlir-opt"))(symbol ?? `program ${i + 1}`, () => {
      expected ??= upstream();
      check(program, expected[i]!);
    });
  });
}

/** Both forms that adopt prints are the original to mlir-opt, and the custom form is written as mlir-opt writes it. */
export function testRoundTrips(programs: readonly string[], ...dialects: readonly Dialect[]): void {
  const parsed = (program: string) => parseOk(program, testContext(...dialects));
  const upstream = () => {
    const custom = programs.map((program) => printModule(parsed(program)));
    const generic = programs.map((program) => printModule(parsed(program), { generic: true }));
    const debug = programs.map((program) => printModule(parsed(program), { debugInfo: true }));
    const flag = "--mlir-print-op-generic";
    const [original, ofCustom, ofGeneric] = [programs, custom, generic].map((texts) => mlirOptEach(texts, flag));
    const [located, ofDebug] = [programs, debug].map((texts) => mlirOptEach(texts, flag, "--mlir-print-debuginfo"));
    return mlirOptEach(programs).map(({ text }, i) => ({
      text,
      original: original![i]!,
      read: [ofCustom![i]!, ofGeneric![i]!],
      located: located![i]!,
      readDebug: ofDebug![i]!,
    }));
  };
  eachProgram(programs, upstream, (program, { text, original, read, located, readDebug }) => {
    expect(original.errors).toEqual([]);
    expect(read).toEqual([original, original]);
    expect(printModule(parsed(program)).trimEnd()).toBe(text);
    expect(withLocations(readDebug.text)).toBe(withLocations(located.text));
  });
}

/** The text with every location in its place. Places in the file itself are only told from others. */
function withLocations(text: string): string {
  const aliases = new Map([...text.matchAll(/^(#loc\d*) = loc\((.*)\)$/gm)].map(([, name, body]) => [name!, body!]));
  const resolved = (part: string): string => part.replace(/#loc\d*/g, (name) => resolved(aliases.get(name)!));
  return resolved(text.replace(/^#loc\d* = .*\n?/gm, "")).replace(/"(-|<stdin>)":\d+:\d+/g, "here");
}

/** The canonical form is the same as mlir-opt's. */
export function testCanonicalForms(programs: readonly string[], ...dialects: readonly Dialect[]): void {
  const upstream = () => {
    const flag = "--mlir-print-op-generic";
    const ours = mlirOptEach(
      programs.map((program) => canonicalized(program, ...dialects)),
      flag,
    );
    return mlirOptEach(programs, flag, "--canonicalize").map((expected, i) => ({ expected, actual: ours[i]! }));
  };
  eachProgram(programs, upstream, (_, { expected, actual }) => {
    expect(expected.errors).toEqual([]);
    expect(actual).toEqual(expected);
  });
}

/** Wrong programs give the same errors, at the same places. */
export function testErrors(programs: readonly string[], ...dialects: readonly Dialect[]): void {
  eachProgram(
    programs,
    () => mlirOptEach(programs),
    (program, { errors }) => {
      expect(errors).not.toEqual([]);
      expect(adoptOn(program, dialects).errors).toEqual(errors);
    },
  );
}
