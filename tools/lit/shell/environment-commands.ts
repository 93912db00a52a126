/** Commands that run others or change their environment: env, export, not. */
import {
  CannotRunError,
  type CommandInvocation,
  type CommandOutcome,
  mergeStreams,
  succeed,
  toBytes,
} from "./command.ts";

/** `env [-i] [-u NAME]... [NAME=VALUE]... [command...]`; without a command it lists the environment. */
export function env(invocation: CommandInvocation): CommandOutcome | Promise<CommandOutcome> {
  const { argv, state } = invocation;
  const variables = new Map(state.env);
  let index = 1;
  for (; index < argv.length; index++) {
    const argument = argv[index]!;
    const assignment = /^([^=]+)=(.*)$/s.exec(argument);
    if (argument === "-i") variables.clear();
    else if (argument === "-u" && index + 1 < argv.length) variables.delete(argv[++index]!);
    else if (argument.startsWith("-")) throw new CannotRunError(`env: unsupported option '${argument}'`);
    else if (assignment !== null) variables.set(assignment[1]!, assignment[2]!);
    else break;
  }
  if (index < argv.length) {
    return invocation.run({ ...invocation, argv: argv.slice(index), state: { ...state, env: variables } });
  }
  const lines = [...variables].map(([name, value]) => `${name}=${value}\n`);
  return succeed(lines.sort().join(""));
}

/** `export NAME=VALUE` sets a variable for the commands that follow in the test. */
export function exportVariable(invocation: CommandInvocation): CommandOutcome {
  const [, argument = "", ...others] = invocation.argv;
  if (others.length > 0) throw new CannotRunError("'export' supports only one argument");
  const assignment = /^([^=]+)=(.*)$/s.exec(argument);
  if (assignment === null) throw new CannotRunError(`export: '${argument}' is not of the form NAME=VALUE`);
  invocation.state.env.set(assignment[1]!, assignment[2]!);
  return succeed();
}

/**
 * `not command...` succeeds when the command fails; but not when a signal ends it. `not --crash command...` succeeds
 * only then.
 */
export async function not(invocation: CommandInvocation): Promise<CommandOutcome> {
  const expectsCrash = invocation.argv[1] === "--crash";
  const argv = invocation.argv.slice(expectsCrash ? 2 : 1);
  if (argv.length === 0) throw new CannotRunError("Error: 'not' requires a subcommand");
  const outcome = await invocation.run({ ...invocation, argv });
  const crashed = outcome.status < 0;
  if (expectsCrash) return { ...outcome, status: crashed ? 0 : 1 };
  if (!crashed) return { ...outcome, status: outcome.status === 0 ? 1 : 0 };
  const message = toBytes(`error: '${argv[0]}' was ended by signal ${-outcome.status}\n`);
  const written = mergeStreams(invocation, { stdout: new Uint8Array(), stderr: message, status: 1 });
  return {
    stdout: Buffer.concat([outcome.stdout, written.stdout]),
    stderr: Buffer.concat([outcome.stderr, written.stderr]),
    status: 1,
  };
}
