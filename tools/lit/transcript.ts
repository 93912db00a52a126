/** The record of a test: the command lines, the commands that were executed, and what these have written. */
import type { ExecutedCommand } from "./shell/session.ts";

/** A command line and what came of it. */
export interface ExecutedLine {
  readonly line: number;
  readonly text: string;
  readonly commands: readonly ExecutedCommand[];
  /** Why the line could not be executed. */
  readonly syntaxError: string | undefined;
}

export interface Transcript {
  readonly lines: readonly ExecutedLine[];
  readonly status: number;
  /** The time in seconds that the test was not allowed to exceed, if it did. */
  readonly exceededTime: number | undefined;
}

export function renderTranscript({ lines, status, exceededTime }: Transcript): string {
  const timeout = exceededTime === undefined ? "" : `Timeout: Reached timeout of ${exceededTime} seconds\n`;
  const body = lines.map(renderLine).join("");
  return `Exit Code: ${status}\n${timeout}\nCommand Output (stdout):\n--\n${body}\n--\n`;
}

function renderLine({ line, text, commands, syntaxError }: ExecutedLine): string {
  if (syntaxError !== undefined) return `# shell parser error on RUN: at line ${line}: ${text}\n# ${syntaxError}\n`;
  return `# RUN: at line ${line}\n${text}\n${commands.map(renderCommand).join("")}`;
}

function renderCommand({ argv, stdout, stderr, files, status }: ExecutedCommand): string {
  let output = `# executed command: ${argv.map(quoteArgument).join(" ")}\n`;
  if (status !== 0) {
    for (const { path, content } of files) output += renderBlock(`redirected output from '${path}'`, content);
  }
  output += renderBlock("command stdout------------", stdout) + renderBlock("command stderr------------", stderr);
  if (status === 0) return output;
  const isSilent = stdout.length === 0 && stderr.length === 0;
  const note = isSilent ? "# note: command had no output on stdout or stderr\n" : "";
  return `${output}${note}# error: command failed with exit status: ${status}\n`;
}

/** Only the start of a long output is shown. */
const maximalBlock = 1 << 17;

function renderBlock(title: string, content: Uint8Array): string {
  if (content.length === 0) return "";
  const text = Buffer.from(content.subarray(0, maximalBlock)).toString("utf8");
  const lines = text.replace(/\n$/, "").split("\n");
  const cut = content.length > maximalBlock ? `# | ... (${content.length - maximalBlock} more bytes)\n` : "";
  return `# .---${title}\n${lines.map((line) => `# | ${line}\n`).join("")}${cut}# \`-----------------------------\n`;
}

/** An argument as it would be written in a shell. */
function quoteArgument(argument: string): string {
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", `'"'"'`)}'`;
}
