/** Lets a program of this process take part in command lines. */
import type { Program } from "../../program.ts";
import { type CommandInvocation, mergeStreams, type ShellCommand, toBytes } from "./command.ts";

/** The status of a program that threw an error: it counts as a crash, as if it had aborted. */
const aborted = -6;

export function programCommand(program: Program): ShellCommand {
  return async (invocation: CommandInvocation) => {
    const { argv, stdin, state } = invocation;
    try {
      const result = await program(argv.slice(1), {
        readStdin: () => stdin,
        cwd: state.cwd,
        env: Object.fromEntries(state.env),
        colored: false,
      });
      const { stdout, stderr, status } = result;
      return mergeStreams(invocation, { stdout: toBytes(stdout), stderr: toBytes(stderr), status });
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const stderr = toBytes(`internal error: ${message}\n`);
      return mergeStreams(invocation, { stdout: new Uint8Array(), stderr, status: aborted });
    }
  };
}
