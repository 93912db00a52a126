/**
 * LLVM's way of writing options, brought into the form that the argument parser knows: long options may start with one
 * dash, and an option without a value may be given one, as in `-v=false`.
 */
import { type Command, InvalidArgumentError, type Option } from "commander";

/** The arguments in the usual form. */
export function normalizeArguments(argv: readonly string[], command: Command): string[] {
  const normalized: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index]!;
    if (argument === "--") return [...normalized, ...argv.slice(index)];
    const { arguments: replacement, takesNext } = normalizeArgument(argument, command);
    normalized.push(...replacement);
    if (takesNext && index + 1 < argv.length) normalized.push(argv[++index]!);
  }
  return normalized;
}

/** An argument may become two, or none. `takesNext` when the next one is its value. */
function normalizeArgument(argument: string, command: Command): { arguments: string[]; takesNext: boolean } {
  const found = /^--?([A-Za-z][A-Za-z-]*)(?:=(.*))?$/s.exec(argument);
  // What follows -D directly is its value.
  if (found === null || argument.startsWith("-D")) return { arguments: [argument], takesNext: argument === "-D" };
  const [, name = "", value] = found;
  const flag = name.length === 1 ? `-${name}` : `--${name}`;
  const option = command.options.find(({ long, short }) => long === flag || short === flag);
  const takesNext = value === undefined && option?.required === true;
  return { arguments: withValue(flag, value, option), takesNext };
}

function withValue(flag: string, value: string | undefined, option: Option | undefined): string[] {
  // Without its value, the parser recognizes what an unknown option was meant to be.
  if (value === undefined || option === undefined) return [flag];
  if (option.required) return [flag, value];
  if (option.isBoolean() && /^(true|TRUE|True|1)$/.test(value)) return [flag];
  if (option.isBoolean() && /^(false|FALSE|False|0)$/.test(value)) return [];
  return [`${flag}=${value}`];
}

/** Splits a line such as an environment variable into arguments, with quotes and backslashes as in GNU tools. */
export function splitArguments(line: string): string[] {
  const result: string[] = [];
  let current: string | undefined;
  let quote = "";
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (character === "\\" && index + 1 < line.length) {
      current = (current ?? "") + line.charAt(++index);
    } else if (quote === "" && /\s/.test(character)) {
      if (current !== undefined) result.push(current);
      current = undefined;
    } else if (quote === "" && (character === '"' || character === "'")) {
      quote = character;
      current ??= "";
    } else if (character === quote) {
      quote = "";
    } else {
      current = (current ?? "") + character;
    }
  }
  if (current !== undefined) result.push(current);
  return result;
}

/** Collects the values of an option that may be repeated. */
export function append(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** The same for values that are separated by commas. */
export function appendSeveral(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, ...value.split(",")];
}

export function appendNumber(value: string, previous: readonly number[] = []): readonly number[] {
  if (!/^[0-9]+$/.test(value)) throw new InvalidArgumentError("It must be a number that is not negative.");
  return [...previous, Number(value)];
}

/** Collects values that must be among some. */
export function appendChoice<T extends string>(choices: readonly T[]): (value: string, previous?: readonly T[]) => T[] {
  return (value, previous = []) => {
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.`);
    return [...previous, choice];
  };
}
