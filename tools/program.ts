/**
 * Programs as functions of their arguments and surroundings. So the same code is a command and, within one process, a
 * part of a test's command line.
 */
import { readFileSync } from "node:fs";
import type { Command, CommanderError } from "commander";
import { describeFileError } from "./file-error.ts";

export interface ProgramContext {
  /** The standard input, read when it is asked for. */
  readonly readStdin: () => Uint8Array;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the output may be coloured. */
  readonly colored: boolean;
}

export interface ProgramResult {
  readonly stdout: string | Uint8Array;
  readonly stderr: string | Uint8Array;
  readonly status: number;
}

/** `argv` are the arguments behind the program's name. */
export type Program = (argv: readonly string[], context: ProgramContext) => ProgramResult | Promise<ProgramResult>;

/** Parses arguments; a result means that there is nothing more to do: help was printed, or an error. */
export function parseArguments(command: Command, argv: readonly string[]): ProgramResult | undefined {
  let stdout = "";
  let stderr = "";
  command.exitOverride().configureOutput({
    writeOut: (text) => {
      stdout += text;
    },
    writeErr: (text) => {
      stderr += text;
    },
  });
  try {
    command.parse(argv, { from: "user" });
    return undefined;
  } catch (error) {
    if (!isCommanderError(error)) throw error;
    return { stdout, stderr, status: error.exitCode };
  }
}

/** By name, so that programs which do not use commander need not load it. */
const isCommanderError = (error: unknown): error is CommanderError =>
  error instanceof Error && error.name === "CommanderError";

/** Whether text for the stream may be coloured: only on a terminal, and not when NO_COLOR is set. */
function supportsColor(stream: { readonly isTTY?: boolean }, env = process.env): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}

/** Runs a program as the process's own. */
export async function runAsProcess(program: Program): Promise<void> {
  const result = await program(process.argv.slice(2), {
    readStdin: () => readFileSync(0),
    cwd: process.cwd(),
    env: process.env,
    colored: supportsColor(process.stderr),
  });
  // The exit status is set, instead of leaving at once, so that pipes are written to their end.
  process.exitCode = result.status;
  // Messages first: most are about what was done before the output was there.
  write(process.stderr, result.stderr);
  write(process.stdout, result.stdout);
}

/** Writes to a stream of the process. A reader that wants no more, such as `head`, is no error. */
function write(stream: NodeJS.WriteStream, content: string | Uint8Array): void {
  const fail = (error: NodeJS.ErrnoException): void => {
    if (error.code === "EPIPE") return;
    process.exitCode = 1;
    if (stream === process.stdout) process.stderr.write(`cannot write the output: ${describeFileError(error)}\n`);
  };
  stream.on("error", fail);
  // Files are written at once, and throw; pipes tell later.
  try {
    stream.write(content);
  } catch (error) {
    fail(error as NodeJS.ErrnoException);
  }
}
