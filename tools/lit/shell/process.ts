/** Runs a command as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { CannotRunError, type CommandInvocation, type CommandOutcome } from "./command.ts";

/** A process that writes more than these bytes is ended, before it exhausts the memory. */
const maximalOutput = 1 << 28;

const nothing = new Uint8Array();

/** @throws CannotRunError when the program cannot be started. */
export function runProcess(invocation: CommandInvocation): Promise<CommandOutcome> {
  return invocation.mergesErrors ? runMerged(invocation) : runSeparate(invocation);
}

/** Output and errors are collected apart. */
async function runSeparate(invocation: CommandInvocation): Promise<CommandOutcome> {
  const child = start(invocation, "pipe", "pipe");
  const stdout = collect(child, "stdout");
  const stderr = collect(child, "stderr");
  const status = await waitFor(child, invocation);
  return { stdout: stdout(), stderr: stderr(), status };
}

/** Both streams are one file, so that the order of what is written to them is kept. */
async function runMerged(invocation: CommandInvocation): Promise<CommandOutcome> {
  const folder = mkdtempSync(join(tmpdir(), "adopt-lit-"));
  try {
    const file = join(folder, "output");
    const descriptor = openSync(file, "a");
    const child = start(invocation, descriptor, descriptor);
    closeSync(descriptor);
    const status = await waitFor(child, invocation);
    return { stdout: readFileSync(file), stderr: nothing, status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(invocation: CommandInvocation, stdout: "pipe" | number, stderr: "pipe" | number): ChildProcess {
  const [program = "", ...args] = invocation.argv;
  const hasInput = invocation.stdin.length > 0;
  const child = spawn(program, args, {
    cwd: invocation.state.cwd,
    env: Object.fromEntries(invocation.state.env),
    stdio: [hasInput ? "pipe" : "ignore", stdout, stderr],
    // A group of its own, so that all it starts can be ended with it.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  // A process need not read its input to the end.
  child.stdin?.on("error", () => {});
  child.stdin?.end(invocation.stdin);
  return child;
}

function collect(child: ChildProcess, stream: "stdout" | "stderr"): () => Uint8Array {
  const chunks: Buffer[] = [];
  let size = 0;
  child[stream]?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > maximalOutput) endGroup(child);
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks);
}

/** Waits for the end of a process and of its output, and returns its status. */
function waitFor(child: ChildProcess, { argv, state, signal }: CommandInvocation): Promise<number> {
  const end = () => endGroup(child);
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  return new Promise<number>((resolve, reject) => {
    child.once("error", (error) => reject(new CannotRunError(describe(error, argv[0] ?? "", state.cwd))));
    child.once("close", (status, killedBy) => resolve(status ?? -constants.signals[killedBy!]));
  }).finally(() => signal.removeEventListener("abort", end));
}

function describe(error: NodeJS.ErrnoException, program: string, cwd: string): string {
  if (error.code === "ENOENT") return `'${program}': command not found`;
  if (error.code === "EACCES") return `'${program}': permission denied`;
  return `'${program}' could not be started in '${cwd}': ${error.message}`;
}

function endGroup(child: ChildProcess): void {
  try {
    if (child.pid === undefined) return;
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    // The process may have ended in the meantime.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
