/** Executes command lines: runs pipelines, redirects streams, expands patterns, and keeps a record of all of it. */
import { appendFileSync, closeSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { globSync } from "tinyglobby";
import { describeFileError } from "../../file-error.ts";
import type { Program } from "../../program.ts";
import { builtinCommands, stateCommands } from "./builtins.ts";
import {
  CannotRunError,
  type CommandInvocation,
  type CommandOutcome,
  cannotRun,
  fail,
  type ShellCommand,
  type ShellState,
} from "./command.ts";
import { runProcess } from "./process.ts";
import { programCommand } from "./program-command.ts";
import type { CommandList, Pipeline, Redirect, SimpleCommand, Word } from "./syntax.ts";

/** A command that has been executed, and what came of it. */
export interface ExecutedCommand {
  readonly argv: readonly string[];
  /** What it wrote to the streams of the command line, rather than to the next command or to a file. */
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** What it wrote to files, by their paths. */
  readonly files: readonly { readonly path: string; readonly content: Uint8Array }[];
  readonly status: number;
}

export interface SessionOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Programs that run inside this process, by name. */
  readonly programs: ReadonlyMap<string, Program>;
  readonly signal: AbortSignal;
}

const nothing = new Uint8Array();

/** The file that is always empty and takes everything, on every system. */
const nullDevice = "/dev/null";

export class ShellSession {
  readonly #state: ShellState;
  readonly #programs: ReadonlyMap<string, Program>;
  readonly #signal: AbortSignal;
  /** Everything executed so far. */
  readonly executed: ExecutedCommand[];

  constructor({ cwd, env, programs, signal }: SessionOptions) {
    this.#state = { cwd, env: new Map(Object.entries(env)), folders: [] };
    this.#programs = programs;
    this.#signal = signal;
    this.executed = [];
  }

  /** Runs a command line and returns its status. */
  async run({ first, rest }: CommandList): Promise<number> {
    let status = await this.#runPipeline(first);
    for (const { operator, pipeline } of rest) {
      if (this.#signal.aborted) break;
      if (operator === "&&" && status !== 0) continue;
      if (operator === "||" && status === 0) continue;
      status = await this.#runPipeline(pipeline);
    }
    return status;
  }

  /**
   * Runs one command after the other, each with the whole output of the one before as its input. The status is that of
   * the last command that failed.
   */
  async #runPipeline(pipeline: Pipeline): Promise<number> {
    let status = 0;
    let stdin: Uint8Array = nothing;
    for (const [index, command] of pipeline.entries()) {
      if (this.#signal.aborted) break;
      const isLast = index === pipeline.length - 1;
      const { outcome, argv, files } = await this.#runCommand(command, stdin, pipeline.length > 1);
      this.executed.push({
        argv,
        stdout: isLast ? outcome.stdout : nothing,
        stderr: outcome.stderr,
        files,
        status: outcome.status,
      });
      stdin = outcome.stdout;
      if (outcome.status !== 0) status = outcome.status;
    }
    return status;
  }

  async #runCommand(
    command: SimpleCommand,
    pipedInput: Uint8Array,
    isPiped: boolean,
  ): Promise<{ outcome: CommandOutcome; argv: string[]; files: ExecutedCommand["files"] }> {
    const argv = command.words.flatMap((word) => this.#expandWord(word));
    const invocation: CommandInvocation = {
      argv,
      stdin: pipedInput,
      state: this.#state,
      mergesErrors: false,
      run: (nested) => this.#invoke(nested),
      signal: this.#signal,
    };
    try {
      if (isPiped && stateCommands.has(argv[0] ?? "")) {
        throw new CannotRunError(`Unsupported: '${argv[0]}' cannot be part of a pipeline`);
      }
      const streams = this.#openStreams(command.redirects);
      const redirected = {
        ...invocation,
        stdin: streams.input ?? pipedInput,
        mergesErrors: streams.targets[1] === streams.targets[2],
      };
      return { argv, ...distribute(await this.#invoke(redirected), streams.targets) };
    } catch (error) {
      if (!(error instanceof CannotRunError)) throw error;
      return { argv, outcome: fail(invocation, error.message, cannotRun), files: [] };
    }
  }

  async #invoke(invocation: CommandInvocation): Promise<CommandOutcome> {
    return this.#findCommand(invocation.argv[0] ?? "")(invocation);
  }

  #findCommand(name: string): ShellCommand {
    const program = this.#programs.get(name);
    return builtinCommands.get(name) ?? (program && programCommand(program)) ?? runProcess;
  }

  /** Opens the files of redirections, from left to right as in shells. */
  #openStreams(redirects: readonly Redirect[]): { input: Uint8Array | undefined; targets: StreamTargets } {
    let input: Uint8Array | undefined;
    const targets: StreamTargets = { 1: { kind: "stdout" }, 2: { kind: "stderr" } };
    for (const redirect of redirects) {
      if (redirect.kind === "duplicate") {
        targets[redirect.stream] = targets[redirect.target];
        continue;
      }
      const path = this.#expandFileName(redirect.file);
      if (redirect.kind === "read") {
        input = path === nullDevice ? nothing : openFile(path, () => readFileSync(path));
        continue;
      }
      if (path !== nullDevice) openFile(path, () => closeSync(openSync(path, redirect.append ? "a" : "w")));
      const file: StreamTarget = { kind: "file", path };
      for (const stream of redirect.streams) targets[stream] = file;
    }
    return { input, targets };
  }

  #expandFileName(word: Word): string {
    const names = this.#expandWord(word);
    if (names.length !== 1) throw new CannotRunError(`'${word.text}' matches several files`);
    return names[0] === nullDevice ? nullDevice : resolve(this.#state.cwd, names[0]!);
  }

  /** The file names that a pattern matches, in order, or the word itself when there are none. */
  #expandWord(word: Word): string[] {
    const text = this.#insertFiles(word.text);
    if (word.glob === undefined) return [text];
    const names = globSync(word.glob, { cwd: this.#state.cwd, onlyFiles: false, expandDirectories: false });
    return names.length > 0 ? names.map((name) => name.replace(/\/$/, "")).sort() : [text];
  }

  /** Replaces `%{readfile:NAME}` by the contents of the file, which commands before may have written. */
  #insertFiles(text: string): string {
    return text.replace(/%\{readfile:([^}]*)\}/g, (_, name: string) => {
      const path = resolve(this.#state.cwd, name);
      return openFile(path, () => readFileSync(path, "utf8"));
    });
  }
}

/** Where a stream goes. Two streams with the same target are one. */
type StreamTarget = { readonly kind: "stdout" | "stderr" } | { readonly kind: "file"; readonly path: string };

type StreamTargets = Record<1 | 2, StreamTarget>;

/** Brings what a command has written to the targets of its streams. */
function distribute(
  outcome: CommandOutcome,
  targets: StreamTargets,
): { outcome: CommandOutcome; files: { path: string; content: Uint8Array }[] } {
  const files: { path: string; content: Uint8Array }[] = [];
  const written: Record<"stdout" | "stderr", Uint8Array> = { stdout: nothing, stderr: nothing };
  const streams: [StreamTarget, Uint8Array][] = [
    [targets[1], outcome.stdout],
    [targets[2], outcome.stderr],
  ];
  for (const [target, content] of streams) {
    if (target.kind !== "file") {
      written[target.kind] = Buffer.concat([written[target.kind], content]);
    } else if (target.path !== nullDevice) {
      appendFileSync(target.path, content);
      if (content.length > 0) files.push({ path: target.path, content });
    }
  }
  return { outcome: { ...written, status: outcome.status }, files };
}

function openFile<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw new CannotRunError(`${path}: ${describeFileError(error)}`);
  }
}
