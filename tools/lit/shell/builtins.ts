/** The commands that need no program, so that tests do not depend on what is installed. */
import { type CommandOutcome, type ShellCommand, succeed } from "./command.ts";
import { diff } from "./diff-command.ts";
import { env, exportVariable, not } from "./environment-commands.ts";
import { cat, cd, echo, mkdir, popd, pushd, pwd, rm, touch } from "./file-commands.ts";

const succeedSilently = (): CommandOutcome => succeed();

export const builtinCommands: ReadonlyMap<string, ShellCommand> = new Map<string, ShellCommand>([
  [":", succeedSilently],
  ["cat", cat],
  ["cd", cd],
  ["diff", diff],
  ["echo", echo],
  ["env", env],
  ["export", exportVariable],
  ["false", () => ({ ...succeed(), status: 1 })],
  ["mkdir", mkdir],
  ["not", not],
  ["popd", popd],
  ["pushd", pushd],
  ["pwd", pwd],
  ["rm", rm],
  ["touch", touch],
  ["true", succeedSilently],
]);

/** Commands that change the state of the test; they cannot be part of a pipeline. */
export const stateCommands: ReadonlySet<string> = new Set(["cd", "export", "popd", "pushd"]);
