/** Commands on files: cat, cd, echo, mkdir, popd, pushd, pwd, rm and touch. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { resolve } from "node:path";
import { describeFileError } from "../../file-error.ts";
import { CannotRunError, type CommandInvocation, type CommandOutcome, fail, succeed } from "./command.ts";

interface ParsedArguments {
  readonly options: ReadonlySet<string>;
  readonly operands: readonly string[];
}

/** Splits arguments into one-letter options, which have to be among `known`, and the rest. @throws CannotRunError */
function splitOptions(argv: readonly string[], known: string): ParsedArguments {
  const options = new Set<string>();
  const operands: string[] = [];
  let endsOptions = false;
  for (const argument of argv.slice(1)) {
    if (endsOptions || !argument.startsWith("-") || argument === "-") {
      operands.push(argument);
    } else if (argument === "--") {
      endsOptions = true;
    } else {
      for (const letter of argument.slice(1)) {
        if (!known.includes(letter)) throw new CannotRunError(`${argv[0]}: unsupported option '${argument}'`);
        options.add(letter);
      }
    }
  }
  return { options, operands };
}

/** Applies `action` to each path; an error of the file system ends the command with a message. */
function forEachPath(
  invocation: CommandInvocation,
  operands: readonly string[],
  action: (path: string, operand: string) => void,
): CommandOutcome {
  for (const operand of operands) {
    try {
      action(resolve(invocation.state.cwd, operand), operand);
    } catch (error) {
      return fail(invocation, `${invocation.argv[0]}: ${operand}: ${describeFileError(error)}`);
    }
  }
  return succeed();
}

/** With -v control characters and bytes beyond ASCII are written visibly; -e also marks ends of lines with `$`. */
export function cat(invocation: CommandInvocation): CommandOutcome {
  const { options, operands } = splitOptions(invocation.argv, "ev");
  const contents: Uint8Array[] = [];
  const outcome = forEachPath(invocation, operands.length > 0 ? operands : ["-"], (path, operand) => {
    contents.push(operand === "-" ? invocation.stdin : readFileSync(path));
  });
  if (outcome.status !== 0) return outcome;
  const bytes = Buffer.concat(contents);
  return succeed(options.size === 0 ? bytes : makeVisible(bytes, options.has("e")));
}

function makeVisible(bytes: Uint8Array, marksLines: boolean): string {
  let text = "";
  for (const byte of bytes) {
    if (byte === 10) text += marksLines ? "$\n" : "\n";
    else text += byte >= 128 ? `M-${visibleCharacter(byte - 128)}` : visibleCharacter(byte);
  }
  return text;
}

function visibleCharacter(code: number): string {
  if (code === 9) return "\t";
  if (code === 127) return "^?";
  return code < 32 ? `^${String.fromCharCode(code + 64)}` : String.fromCharCode(code);
}

/** With -n no end of line is written, with -e escape sequences are replaced. */
export function echo({ argv }: CommandInvocation): CommandOutcome {
  let words = argv.slice(1);
  let newline = "\n";
  let replacesEscapes = false;
  for (; /^-[ne]+$/.test(words[0] ?? ""); words = words.slice(1)) {
    if (words[0]!.includes("n")) newline = "";
    if (words[0]!.includes("e")) replacesEscapes = true;
  }
  const text = words.join(" ");
  return succeed((replacesEscapes ? replaceEscapes(text) : text) + newline);
}

const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

function replaceEscapes(text: string): Uint8Array {
  const bytes = Buffer.from(text, "utf8").toString("latin1");
  const replaced = bytes.replace(/\\(?:x([0-9a-fA-F]{1,2})|0([0-7]{0,3})|(.))/gs, (whole, hex, octal, letter) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal || "0", 8) & 0xff);
    return escapes[letter] ?? whole;
  });
  return Buffer.from(replaced, "latin1");
}

/** With -p existing folders are accepted and missing ones above are made. */
export function mkdir(invocation: CommandInvocation): CommandOutcome {
  const { options, operands } = splitOptions(invocation.argv, "p");
  if (operands.length === 0) return fail(invocation, "mkdir: missing operand");
  return forEachPath(invocation, operands, (path) => mkdirSync(path, { recursive: options.has("p") }));
}

/** With -r folders are removed too, with -f missing files are accepted. */
export function rm(invocation: CommandInvocation): CommandOutcome {
  const { options, operands } = splitOptions(invocation.argv, "rRf");
  const force = options.has("f");
  const recursive = options.has("r") || options.has("R");
  if (operands.length === 0 && !force) return fail(invocation, "rm: missing operand");
  return forEachPath(invocation, operands, (path) => {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (isFolder && !recursive) throw Object.assign(new Error(), { code: "EISDIR" });
    rmSync(path, { recursive, force });
  });
}

/** Makes empty files, or gives existing ones the time of now. */
export function touch(invocation: CommandInvocation): CommandOutcome {
  const { operands } = splitOptions(invocation.argv, "");
  if (operands.length === 0) return fail(invocation, "touch: missing file operand");
  const now = new Date();
  return forEachPath(invocation, operands, (path) => {
    if (existsSync(path)) utimesSync(path, now, now);
    else closeSync(openSync(path, "a"));
  });
}

export function pwd({ state }: CommandInvocation): CommandOutcome {
  return succeed(`${state.cwd}\n`);
}

/** Changes the folder of the commands that follow in the test. */
export function cd(invocation: CommandInvocation): CommandOutcome {
  const [name, folder, ...others] = invocation.argv;
  if (folder === undefined || others.length > 0) throw new CannotRunError(`'${name}' supports only one argument`);
  const path = resolve(invocation.state.cwd, folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    return fail(invocation, `${name}: ${folder}: No such directory`);
  }
  invocation.state.cwd = path;
  return succeed();
}

export function pushd(invocation: CommandInvocation): CommandOutcome {
  const { state } = invocation;
  const previous = state.cwd;
  const outcome = cd(invocation);
  if (outcome.status === 0) state.folders.push(previous);
  return outcome;
}

export function popd(invocation: CommandInvocation): CommandOutcome {
  const previous = invocation.state.folders.pop();
  if (previous === undefined) return fail(invocation, "popd: directory stack empty");
  invocation.state.cwd = previous;
  return succeed();
}
