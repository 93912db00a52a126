/** `diff`: compares two files and writes the difference in the unified format. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describeFileError } from "../../file-error.ts";
import { CannotRunError, type CommandInvocation, type CommandOutcome, fail, succeed } from "./command.ts";
import { unifiedDifference } from "./line-difference.ts";

interface DiffOptions {
  readonly ignoresBlanks: boolean;
  readonly ignoresBlankAmount: boolean;
  readonly ignoresCase: boolean;
  readonly ignoresCarriageReturns: boolean;
  readonly isBrief: boolean;
  readonly context: number;
  readonly files: readonly string[];
}

const defaultContext = 3;

/** The status is 0 for equal files, 1 for different ones and 2 when one cannot be read. */
export function diff(invocation: CommandInvocation): CommandOutcome {
  const options = parseArguments(invocation.argv);
  const [before, after, ...others] = options.files;
  if (before === undefined || after === undefined || others.length > 0) {
    return fail(invocation, "diff: two files are needed", 2);
  }
  const texts: string[] = [];
  for (const file of [before, after]) {
    try {
      const bytes = file === "-" ? invocation.stdin : readFileSync(resolve(invocation.state.cwd, file));
      texts.push(Buffer.from(bytes).toString("utf8"));
    } catch (error) {
      return fail(invocation, `diff: ${file}: ${describeFileError(error)}`, 2);
    }
  }
  const normalize = createNormalizer(options);
  const difference = unifiedDifference(texts[0]!, texts[1]!, { context: options.context, normalize });
  if (difference === "") return succeed();
  const output = options.isBrief
    ? `Files ${before} and ${after} differ\n`
    : `--- ${before}\n+++ ${after}\n${difference}`;
  return { ...succeed(output), status: 1 };
}

function parseArguments(argv: readonly string[]): DiffOptions {
  const flags = new Set<string>();
  const files: string[] = [];
  let context = defaultContext;
  for (let index = 1; index < argv.length; index++) {
    const argument = argv[index]!;
    const contextLines = /^(?:-U|--unified=)([0-9]+)$/.exec(argument)?.[1];
    if (contextLines !== undefined) context = Number(contextLines);
    else if (argument === "-U" && /^[0-9]+$/.test(argv[index + 1] ?? "")) context = Number(argv[++index]);
    else if (argument === "--strip-trailing-cr") flags.add("cr");
    else if (/^-[abiquw]+$/.test(argument)) for (const letter of argument.slice(1)) flags.add(letter);
    else if (argument.startsWith("-") && argument !== "-") {
      throw new CannotRunError(`diff: unsupported option '${argument}'`);
    } else files.push(argument);
  }
  return {
    ignoresBlanks: flags.has("w"),
    ignoresBlankAmount: flags.has("b"),
    ignoresCase: flags.has("i"),
    ignoresCarriageReturns: flags.has("cr"),
    isBrief: flags.has("q"),
    context,
    files,
  };
}

function createNormalizer(options: DiffOptions): (line: string) => string {
  return (line) => {
    let key = options.ignoresCarriageReturns ? line.replace(/\r(?=\n|$)/, "") : line;
    if (options.ignoresBlanks) key = key.replace(/[ \t\r]/g, "");
    else if (options.ignoresBlankAmount) key = key.replace(/[ \t\r]+/g, " ").replace(/ (?=\n|$)/, "");
    return options.ignoresCase ? key.toLowerCase() : key;
  };
}
