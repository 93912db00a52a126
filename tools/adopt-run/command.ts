/** The program `adopt-run`: runs a function of an MLIR program and prints its results. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type FunctionType, MemRefType } from "../../ir/builtin/types.ts";
import { suggestion } from "../../ir/nearest-name.ts";
import { LlvmError } from "../../lowering/llvm/native/index.ts";
import { LoadedProgram } from "../compile/program.ts";
import { type Callable, CompileError, ProgramError } from "../compile.ts";
import { describeFileError } from "../file-error.ts";
import { normalizeArguments } from "../filecheck/arguments.ts";
import { type Program, type ProgramContext, parseArguments } from "../program.ts";
import { packageVersion } from "../version.ts";
import { ArgumentError, argumentValue } from "./argument-values.ts";
import { formatValue } from "./format-value.ts";
import { createCommand, type RunOptions } from "./options.ts";
import { type ParsedValue, parseValues, ValueSyntaxError } from "./value-parser.ts";

/** Something that the user got wrong, beside the program itself. */
class UsageError extends Error {}

export const adoptRunProgram: Program = async (argv, context) => {
  const command = createCommand().version(`adopt-run ${packageVersion()}`, "--version", "print the version");
  const ended = parseArguments(command, normalizeArguments(argv, command));
  if (ended !== undefined) return ended;
  try {
    return { ...(await run(command.args, command.opts<RunOptions>(), context)), status: 0 };
  } catch (error) {
    if (error instanceof CompileError) return { stdout: "", stderr: `${error.message}\n`, status: 1 };
    if (!isExpected(error)) throw error;
    return { stdout: "", stderr: `adopt-run: error: ${error.message}\n`, status: 1 };
  }
};

const expectedErrors = [UsageError, ArgumentError, ProgramError, LlvmError];
const isExpected = (error: unknown): error is Error => expectedErrors.some((kind) => error instanceof kind);

async function run([file = "-"]: readonly string[], options: RunOptions, context: ProgramContext) {
  const text = readProgram(file, context);
  const start = performance.now();
  const { passPipeline } = options;
  const wanted = options.entry?.replace(/^@/, "");
  const program = new LoadedProgram(text, {
    name: file === "-" ? "<stdin>" : file,
    ...(passPipeline === undefined ? {} : { pipeline: passPipeline }),
    ...(wanted === undefined ? {} : { entries: [wanted] }),
  });
  const entry = chooseEntry(program, wanted);
  const type = program.typeOf(entry);
  const parsed = readArguments(entry, type, options.args, context);
  let printed = "";
  const print = (line: string): void => {
    printed += `${line}\n`;
  };
  const callable = program.compile([entry], options.engine, { print })[entry]!;
  const compiled = performance.now();
  const { args, results, times } = await execute(callable, type, parsed, options.time ?? 1);
  return {
    stdout: printed + formatResults(results, type) + (options.printArgs ? formatBuffers(args, type) : ""),
    stderr: options.time === undefined ? "" : formatTimes(compiled - start, times),
  };
}

function readFile(path: string, { cwd }: ProgramContext): string {
  try {
    return readFileSync(resolve(cwd, path), "utf8");
  } catch (error) {
    throw new UsageError(`cannot read '${path}': ${describeFileError(error)}`);
  }
}

const readProgram = (file: string, context: ProgramContext): string =>
  file === "-" ? new TextDecoder().decode(context.readStdin()) : readFile(file, context);

/** The function that the user names; otherwise the only public one, or `main`. */
function chooseEntry({ functionNames, publicNames }: LoadedProgram, wanted: string | undefined): string {
  const list = publicNames.map((name) => `'${name}'`).join(", ");
  if (wanted === undefined) {
    if (publicNames.length === 1) return publicNames[0]!;
    if (publicNames.includes("main")) return "main";
    throw new UsageError(
      publicNames.length === 0 ? "the program has no public function" : `say which function to run: --entry=${list}`,
    );
  }
  if (functionNames.includes(wanted)) return wanted;
  throw new UsageError(`no function '${wanted}' with a body in the program${suggestion(wanted, functionNames)}`);
}

function readArguments(entry: string, type: FunctionType, text: string, context: ProgramContext): ParsedValue[] {
  let values: ParsedValue[];
  try {
    values = parseValues(text, (path) => readFile(path, context));
  } catch (error) {
    if (!(error instanceof ValueSyntaxError)) throw error;
    throw new UsageError(`--args:${error.column}: ${error.message}`);
  }
  const { inputs } = type;
  if (values.length === inputs.length) return values;
  const plural = inputs.length === 1 ? "" : "s";
  throw new UsageError(
    `'${entry}' takes ${inputs.length} argument${plural} (${inputs.join(", ")}), but --args has ${values.length}`,
  );
}

interface Execution {
  readonly args: readonly unknown[];
  readonly results: readonly unknown[];
  /** In milliseconds, one for each run. */
  readonly times: readonly number[];
}

/** Runs the function so many times, each time on fresh arguments; what is returned is of the first run. */
async function execute(
  callable: Callable,
  type: FunctionType,
  values: readonly ParsedValue[],
  runs: number,
): Promise<Execution> {
  let first: Omit<Execution, "times"> | undefined;
  const times: number[] = [];
  try {
    for (let i = 0; i < runs; i++) {
      const args = values.map((value, k) => argumentValue(value, type.inputs[k]!, `argument ${k}`));
      const start = performance.now();
      const returned = callable(...args);
      const result = returned instanceof Promise ? await returned : returned;
      times.push(performance.now() - start);
      first ??= { args, results: type.results.length === 1 ? [result] : ((result ?? []) as unknown[]) };
    }
  } catch (error) {
    // Values that do not fit the types of the arguments are the user's.
    if (error instanceof TypeError || error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
  return { ...first!, times };
}

const formatResults = (results: readonly unknown[], type: FunctionType): string =>
  results.map((result, i) => `${formatValue(result, type.results[i]!)}\n`).join("");

const formatBuffers = (args: readonly unknown[], type: FunctionType): string =>
  args
    .map((arg, i) => {
      const input = type.inputs[i]!;
      return input instanceof MemRefType ? `arg${i} = ${formatValue(arg, input)}\n` : "";
    })
    .join("");

function formatTimes(compileTime: number, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const milliseconds = (time: number): string => `${time.toFixed(3)} ms`;
  const [least, median, most] = [sorted[0]!, sorted[sorted.length >> 1]!, sorted.at(-1)!].map(milliseconds);
  return `compile: ${milliseconds(compileTime)}\nrun: ${median} (median of ${times.length}; ${least} to ${most})\n`;
}
