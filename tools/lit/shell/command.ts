/** What a command of a command line is: a function, whether it starts a process or not. */

/** The state that commands of one test share, and that `cd` and `export` change. */
export interface ShellState {
  cwd: string;
  readonly env: Map<string, string>;
  /** The folders that `popd` returns to. */
  readonly folders: string[];
}

export interface CommandInvocation {
  /** The name and the arguments. */
  readonly argv: readonly string[];
  readonly stdin: Uint8Array;
  readonly state: ShellState;
  /** Whether errors go to the same place as output, in the order in which they are written. */
  readonly mergesErrors: boolean;
  /** Runs another command with the streams of this one. */
  readonly run: (invocation: CommandInvocation) => Promise<CommandOutcome>;
  /** Aborted when the test has used up its time. */
  readonly signal: AbortSignal;
}

export interface CommandOutcome {
  readonly stdout: Uint8Array;
  /** Empty when the invocation merges errors. */
  readonly stderr: Uint8Array;
  /** The exit status; a process that a signal ended has the signal's number, negative. */
  readonly status: number;
}

export type ShellCommand = (invocation: CommandInvocation) => CommandOutcome | Promise<CommandOutcome>;

/** The exit status of a command line with a command that cannot be run, as in shells. */
export const cannotRun = 127;

/** A command cannot be run at all. In contrast to one that fails, `not` does not accept it. */
export class CannotRunError extends Error {}

const nothing = new Uint8Array();

/** The outcome of a command that wrote some output. */
export function succeed(stdout: string | Uint8Array = nothing): CommandOutcome {
  return { stdout: toBytes(stdout), stderr: nothing, status: 0 };
}

/** The outcome of a command that failed with a message. */
export function fail(invocation: CommandInvocation, message: string, status = 1): CommandOutcome {
  return mergeStreams(invocation, { stdout: nothing, stderr: toBytes(`${message}\n`), status });
}

/** Puts errors in front of the output, where the invocation asks for one stream. */
export function mergeStreams({ mergesErrors }: CommandInvocation, outcome: CommandOutcome): CommandOutcome {
  if (!mergesErrors) return outcome;
  return { ...outcome, stdout: Buffer.concat([outcome.stderr, outcome.stdout]), stderr: nothing };
}

export function toBytes(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? Buffer.from(text, "utf8") : text;
}
