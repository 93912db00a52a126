/**
 * Checks a text against the directives in another one, as LLVM's FileCheck does. This is the library; command.ts is the
 * program around it.
 */
import { toByteString } from "./bytes.ts";
import { type CheckFile, readCheckFile } from "./check-file.ts";
import { Checker } from "./checker.ts";
import { defineVariables } from "./command-line-defines.ts";
import { type Diagnostic, Diagnostics } from "./diagnostics.ts";
import { CheckFileError, UnbalancedBracketError } from "./errors.ts";
import { type DumpFilter, dumpInput } from "./input-dump.ts";
import { MatchLog } from "./match-log.ts";
import { MatchReporter, type Verbosity } from "./match-reporter.ts";
import { SearchText } from "./pattern.ts";
import { canonicalize, SourceBuffer } from "./source-buffer.ts";
import { Variables } from "./variables.ts";

export type { Diagnostic, Severity } from "./diagnostics.ts";
export type { DumpFilter } from "./input-dump.ts";
export type { Verbosity } from "./match-reporter.ts";

/** A file by its name, for messages, and its contents. */
export interface FileCheckSource {
  readonly name: string;
  readonly text: string | Uint8Array;
}

export interface FileCheckOptions {
  readonly checkFile: FileCheckSource;
  readonly input: FileCheckSource;
  /** The words that start a directive; `CHECK` by default. */
  readonly checkPrefixes?: readonly string[];
  /** The words that start a line without directives; `COM` and `RUN` by default. */
  readonly commentPrefixes?: readonly string[];
  /** Patterns that must not match between any two positive matches. */
  readonly implicitCheckNot?: readonly string[];
  /** Variables, as `NAME=TEXT` or `#NAME=NUMBER`. */
  readonly defines?: readonly string[];
  readonly allowEmpty?: boolean;
  readonly allowUnusedPrefixes?: boolean;
  readonly strictWhitespace?: boolean;
  readonly matchFullLines?: boolean;
  readonly ignoreCase?: boolean;
  readonly enableVarScope?: boolean;
  readonly allowDeprecatedDagOverlap?: boolean;
  readonly verbosity?: Verbosity;
  /** When the report ends with an annotated dump of the input; "fail" by default. */
  readonly dumpInput?: "always" | "fail" | "never";
  /** By default "error" for a dump on failure, else "all". */
  readonly dumpInputFilter?: DumpFilter;
  /** Lines of context in the dump, 5 by default. */
  readonly dumpInputContext?: number;
  readonly colored?: boolean;
}

export interface FileCheckResult {
  /** 0 when the input is as the check file says, 1 when it is not, 2 when the check file or an option is wrong. */
  readonly status: 0 | 1 | 2;
  readonly diagnostics: readonly Diagnostic[];
  /** The report for the user, "" when there is nothing to tell. */
  readonly text: string;
}

const defaultCheckPrefixes = ["CHECK"];
const defaultCommentPrefixes = ["COM", "RUN"];
const defaultDumpContext = 5;

/** Checks `input` against `checkFile`. Reads and prints nothing, and throws nothing for bad contents. */
export function fileCheck(options: FileCheckOptions): FileCheckResult {
  const diagnostics = new Diagnostics(options.colored ?? false);
  const status = runCheck(options, diagnostics);
  return { status, diagnostics: diagnostics.list, text: diagnostics.text };
}

function runCheck(options: FileCheckOptions, diagnostics: Diagnostics): 0 | 1 | 2 {
  const problem = findOptionProblem(options);
  if (problem !== undefined) {
    diagnostics.print(`${toByteString(problem)}\n`);
    return 2;
  }
  const source = createBuffer(options.checkFile, options);
  const variables = new Variables();
  const checkFile = readDirectives(source, options, variables, diagnostics);
  if (typeof checkFile === "number") return checkFile;
  const inputName = options.input.name === "-" ? "<stdin>" : options.input.name;
  if (options.input.text.length === 0 && !options.allowEmpty) {
    diagnostics.print(`${toByteString(`FileCheck error: '${inputName}' is empty.`)}\n`);
    return 2;
  }
  const input = createBuffer({ name: inputName, text: options.input.text }, options);
  const dumpMode = options.dumpInput ?? "fail";
  const log = dumpMode === "never" ? undefined : new MatchLog(input);
  const reporter = new MatchReporter(diagnostics, input, log, options.verbosity ?? 0);
  const searchText = new SearchText(input.text, options.ignoreCase ?? false);
  const checkerOptions = {
    enableVarScope: options.enableVarScope ?? false,
    allowDeprecatedDagOverlap: options.allowDeprecatedDagOverlap ?? false,
  };
  const succeeded = new Checker(searchText, checkFile.strings, checkerOptions, variables, reporter).check();
  if (log !== undefined && (dumpMode === "always" || !succeeded)) {
    diagnostics.print(renderDump(options, input, log, checkFile));
  }
  return succeeded ? 0 : 1;
}

/** Reads the definitions and the check file; after an error, the status to end with. */
function readDirectives(
  source: SourceBuffer,
  options: FileCheckOptions,
  variables: Variables,
  diagnostics: Diagnostics,
): CheckFile | 1 | 2 {
  const errors = defineVariables((options.defines ?? []).map(toByteString), variables);
  for (const error of errors) reportError(error, diagnostics);
  if (errors.length > 0) return 2;
  try {
    return readCheckFile(
      source,
      {
        checkPrefixes: options.checkPrefixes ?? defaultCheckPrefixes,
        commentPrefixes: options.commentPrefixes ?? defaultCommentPrefixes,
        implicitCheckNot: (options.implicitCheckNot ?? []).map(toByteString),
        allowUnusedPrefixes: options.allowUnusedPrefixes ?? false,
        isDefaultPrefix: options.checkPrefixes === undefined,
        strictWhitespace: options.strictWhitespace ?? false,
        matchFullLines: options.matchFullLines ?? false,
      },
      variables,
    );
  } catch (error) {
    if (!(error instanceof CheckFileError)) throw error;
    reportError(error, diagnostics);
    return error instanceof UnbalancedBracketError ? 1 : 2;
  }
}

function reportError(error: CheckFileError, diagnostics: Diagnostics): void {
  if (error.location === undefined) diagnostics.print(`error: ${error.message}\n`);
  else diagnostics.report("error", error.location, error.message);
}

function createBuffer({ name, text }: FileCheckSource, options: FileCheckOptions): SourceBuffer {
  return new SourceBuffer(toByteString(name), canonicalize(toByteString(text), options.strictWhitespace ?? false));
}

function renderDump(options: FileCheckOptions, input: SourceBuffer, log: MatchLog, checkFile: CheckFile): string {
  const isOnFailure = (options.dumpInput ?? "fail") === "fail";
  const dump = dumpInput(input, log.entries, checkFile.implicitSources, {
    filter: options.dumpInputFilter ?? (isOnFailure ? "error" : "all"),
    context: options.dumpInputContext ?? defaultDumpContext,
    verbose: (options.verbosity ?? 0) > 0,
    colored: options.colored ?? false,
  });
  const files = `Input file: ${input.name}\nCheck file: ${toByteString(options.checkFile.name)}\n`;
  return `\n${files}\n-dump-input=help explains the following input dump.\n\n${dump}`;
}

/** What is wrong with the prefixes and definitions, or undefined. */
function findOptionProblem(options: FileCheckOptions): string | undefined {
  const problems = (options.defines ?? []).flatMap((definition) => {
    if (!definition.includes("=")) return [`Missing equal sign in command-line definition '-D${definition}'`];
    if (definition.startsWith("=")) return [`Missing variable name in command-line definition '-D${definition}'`];
    return [];
  });
  return problems.length > 0 ? problems.join("\n") : findPrefixProblem(options);
}

function findPrefixProblem(options: FileCheckOptions): string | undefined {
  // The default prefixes, unless they are replaced, must not be asked for as prefixes of the other kind.
  const seen = new Set<string>();
  if (options.checkPrefixes === undefined) for (const prefix of defaultCheckPrefixes) seen.add(prefix);
  if (options.commentPrefixes === undefined) for (const prefix of defaultCommentPrefixes) seen.add(prefix);
  const kinds = { check: options.checkPrefixes ?? [], comment: options.commentPrefixes ?? [] };
  for (const [kind, prefixes] of Object.entries(kinds)) {
    for (const prefix of prefixes) {
      const supplied = `error: supplied ${kind} prefix must`;
      if (prefix === "") return `${supplied} not be the empty string`;
      if (!/^[A-Za-z0-9_-]*$/.test(prefix)) {
        const characters = "alphanumeric characters, hyphens, and underscores";
        return `${supplied} start with a letter and contain only ${characters}: '${prefix}'`;
      }
      if (seen.has(prefix)) return `${supplied} be unique among check and comment prefixes: '${prefix}'`;
      seen.add(prefix);
    }
  }
  return undefined;
}
