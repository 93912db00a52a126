/** The program `adopt-filecheck`: its options, those of LLVM's FileCheck, and its exit status. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { describeFileError } from "../file-error.ts";
import { type Program, type ProgramContext, type ProgramResult, parseArguments } from "../program.ts";
import { packageVersion } from "../version.ts";
import { append, appendChoice, appendNumber, appendSeveral, normalizeArguments, splitArguments } from "./arguments.ts";
import { type DumpFilter, type FileCheckOptions, type FileCheckSource, fileCheck } from "./filecheck.ts";
import { dumpHelp } from "./help.ts";

const dumpModes = ["help", "always", "fail", "never"] as const;
const dumpFilters = ["all", "annotation-full", "annotation", "error"] as const;

interface ParsedOptions {
  readonly inputFile: string;
  readonly checkPrefix: readonly string[] | undefined;
  readonly checkPrefixes: readonly string[] | undefined;
  readonly commentPrefixes: readonly string[] | undefined;
  readonly implicitCheckNot: readonly string[] | undefined;
  readonly D: readonly string[] | undefined;
  readonly allowEmpty?: boolean;
  readonly allowUnusedPrefixes?: boolean;
  readonly strictWhitespace?: boolean;
  readonly matchFullLines?: boolean;
  readonly ignoreCase?: boolean;
  readonly enableVarScope?: boolean;
  readonly allowDeprecatedDagOverlap?: boolean;
  readonly v?: boolean;
  readonly vv?: boolean;
  readonly dumpInput: readonly (typeof dumpModes)[number][] | undefined;
  readonly dumpInputFilter: readonly DumpFilter[] | undefined;
  readonly dumpInputContext: readonly number[] | undefined;
  readonly color?: boolean;
}

function createCommand(): Command {
  return new Command("adopt-filecheck")
    .usage("[options] <check-file>")
    .description("Checks a text against the CHECK lines of a file, as LLVM's FileCheck does.")
    .argument("[check-file]", "the file with the CHECK lines, - for standard input")
    .addOption(new Option("--input-file <file>", "the text to check").default("-", "standard input"))
    .option("--check-prefix <prefix>", "word that starts a directive, CHECK by default", append)
    .option("--check-prefixes <prefixes>", "the same for several, separated by commas", appendSeveral)
    .option("--comment-prefixes <prefixes>", "words that start a comment, COM,RUN by default", appendSeveral)
    .option("--allow-unused-prefixes", "accept a prefix that does not occur")
    .option("--allow-empty", "accept an empty input")
    .option("--match-full-lines", "a match must be a whole line, up to blanks around it")
    .option("--strict-whitespace", "compare blanks exactly")
    .option("--ignore-case", "compare letters without regard to case")
    .option("--implicit-check-not <pattern>", "a pattern that must not match between positive matches", append)
    .option("--enable-var-scope", "forget variables without $ at each CHECK-LABEL")
    .option("--allow-deprecated-dag-overlap", "let matches of CHECK-DAG overlap")
    .option("-D <VAR=VALUE>", "define a variable, or a number as #VAR=VALUE", append)
    .option("-v", "report matches too")
    .option("--vv", "report also what was tried; implies -v")
    .addOption(new Option("--dump-input <when>", `one of ${dumpModes.join(", ")}`).argParser(appendChoice(dumpModes)))
    .addOption(
      new Option("--dump-input-filter <lines>", `one of ${dumpFilters.join(", ")}`).argParser(
        appendChoice(dumpFilters),
      ),
    )
    .option("--dump-input-context <N>", "lines around those the filter selects, 5 by default", appendNumber)
    .option("--color", "use colours, also where the output is no terminal")
    .helpOption("-h, --help", "print this help")
    .version(
      `adopt-filecheck ${packageVersion()}, compatible with FileCheck of LLVM 22`,
      "--version",
      "print the version",
    )
    .addHelpText("after", "\nOptions are read from the environment variable FILECHECK_OPTS, too.");
}

export const fileCheckProgram: Program = (argv, context) => {
  const command = createCommand();
  const environment = splitArguments(context.env.FILECHECK_OPTS ?? "");
  const ended = parseArguments(command, normalizeArguments([...environment, ...argv], command));
  if (ended !== undefined) return ended;
  const options = command.opts<ParsedOptions>();
  if (earliest(dumpModes, options.dumpInput) === "help") return { stdout: dumpHelp, stderr: "", status: 0 };
  const [checkFile] = command.args;
  if (checkFile === undefined) return failure("<check-file> not specified");
  try {
    const result = fileCheck(toLibraryOptions(options, checkFile, context));
    return { stdout: "", stderr: result.text, status: result.status };
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return failure(error.message);
  }
};

function failure(message: string): ProgramResult {
  return { stdout: "", stderr: `${message}\n`, status: 2 };
}

/** A file that cannot be read; the message is for the user. */
class UnreadableFileError extends Error {}

function readSource(role: "check" | "input", name: string, context: ProgramContext): FileCheckSource {
  if (name === "-") return { name, text: context.readStdin() };
  try {
    return { name, text: readFileSync(resolve(context.cwd, name)) };
  } catch (error) {
    throw new UnreadableFileError(`Could not open ${role} file '${name}': ${describeFileError(error)}`);
  }
}

/** Of the values given, the one that stands first among all: it has precedence. */
function earliest<T>(all: readonly T[], given: readonly T[] | undefined): T | undefined {
  return all.find((value) => given?.includes(value));
}

function toLibraryOptions(options: ParsedOptions, checkFile: string, context: ProgramContext): FileCheckOptions {
  const mode = earliest(dumpModes, options.dumpInput) ?? "fail";
  const prefixes = [...(options.checkPrefix ?? []), ...(options.checkPrefixes ?? [])];
  return {
    checkFile: readSource("check", checkFile, context),
    input: readSource("input", options.inputFile, context),
    checkPrefixes: prefixes.length > 0 ? prefixes : undefined,
    commentPrefixes: options.commentPrefixes,
    implicitCheckNot: options.implicitCheckNot,
    defines: options.D,
    allowEmpty: options.allowEmpty,
    allowUnusedPrefixes: options.allowUnusedPrefixes,
    strictWhitespace: options.strictWhitespace,
    matchFullLines: options.matchFullLines,
    ignoreCase: options.ignoreCase,
    enableVarScope: options.enableVarScope,
    allowDeprecatedDagOverlap: options.allowDeprecatedDagOverlap,
    verbosity: options.vv ? 2 : options.v ? 1 : 0,
    dumpInput: mode === "help" ? "fail" : mode,
    dumpInputFilter: earliest(dumpFilters, options.dumpInputFilter),
    dumpInputContext: options.dumpInputContext && Math.max(...options.dumpInputContext),
    colored: options.color ?? context.colored,
  };
}
