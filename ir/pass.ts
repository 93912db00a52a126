/** `definePass`: a transformation of IR with a name, typed options and statistics. The pass manager stands in passes/. */

import type { Context } from "./context.ts";
import type { Dialect } from "./dialect.ts";
import type { Operation } from "./operation.ts";

/** One option of a pass: how its text is read, and how it is described. */
export interface PassOption<T = any> {
  readonly default: T;
  readonly summary: string;
  /** What the help shows as the value: "int", "a|b". */
  readonly placeholder: string;
  /** Reads the text after `=`. Throws an Error that says what was expected. */
  parse(text: string): T;
  print(value: T): string;
}

/** An option whose value is an integer. */
export const intOption = (value: number, summary: string): PassOption<number> => ({
  default: value,
  summary,
  placeholder: "int",
  parse(text) {
    if (!/^-?\d+$/.test(text)) throw new Error(`expected an integer, but got '${text}'`);
    const number = Number(text);
    if (!Number.isSafeInteger(number)) throw new Error(`the integer ${text} is too large`);
    return number;
  },
  print: String,
});

/** An option that is true or false. */
export const boolOption = (value: boolean, summary: string): PassOption<boolean> => ({
  default: value,
  summary,
  placeholder: "bool",
  parse(text) {
    if (["", "true", "1", "TRUE", "True"].includes(text)) return true;
    if (["false", "0", "FALSE", "False"].includes(text)) return false;
    throw new Error(`expected 'true' or 'false', but got '${text}'`);
  },
  print: String,
});

/** An option whose value is a text. */
export const stringOption = (value: string, summary: string): PassOption<string> => ({
  default: value,
  summary,
  placeholder: "string",
  parse: (text) => text,
  print: quoteOption,
});

/** Quotes a text that would otherwise not be read back as one value. */
const quoteOption = (text: string): string => (text !== "" && !/[\s{}'"]/.test(text) ? text : quoted(text));
const quoted = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);

/** An option whose value is one of several words. */
export const choiceOption = <const T extends string>(
  values: readonly T[],
  value: NoInfer<T>,
  summary: string,
): PassOption<T> => ({
  default: value,
  summary,
  placeholder: values.join("|"),
  parse(text) {
    const found = values.find((candidate) => candidate === text);
    if (found === undefined) throw new Error(`expected one of ${values.join(", ")}, but got '${text}'`);
    return found;
  },
  print: (text) => text,
});

/** Several values, separated by commas. */
export const listOption = <T>(
  element: PassOption<T>,
  value: readonly T[],
  summary: string,
): PassOption<readonly T[]> => ({
  default: value,
  summary,
  placeholder: `${element.placeholder},...`,
  parse: (text) =>
    splitList(text).map((part) => element.parse(/^("[^"]*"|'[^']*')$/.test(part) ? part.slice(1, -1) : part)),
  print: (values) =>
    values
      .map((part) => element.print(part))
      .map((text) => (splitList(text).length > 1 ? quoted(text) : text))
      .join(","),
});

/** Splits at the commas that no bracket or quotes enclose. */
function splitList(text: string): string[] {
  if (text.trim() === "") return [];
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if ("({[".includes(char)) depth++;
    else if (")}]".includes(char)) depth--;
    else if (char === "," && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}

type Options = Readonly<Record<string, PassOption>>;
export type OptionValues<O> = { readonly [K in keyof O]: O[K] extends PassOption<infer T> ? T : never };

export interface PassSpec<O extends Options = Options> {
  /** One line: what the pass does. */
  readonly summary: string;
  /** The operation that the pass runs on; any operation that is isolated from above when absent. */
  readonly on?: string;
  /** By name as upstream spells it: "max-iterations". */
  readonly options?: O;
  /**
   * Whether running the pass on an operation is the same as running it on each function directly inside, one after the other.
   * Then a long module may be transformed while it is being read. Not so when absent.
   */
  readonly isLocal?: boolean;
  /** Counters by name, with a description. */
  readonly statistics?: Readonly<Record<string, string>>;
  /** Dialects whose operations the pass may create. */
  readonly dependentDialects?: readonly Dialect[];
}

export interface PassRun<O extends Options = Options, S extends string = string> {
  readonly context: Context;
  readonly options: OptionValues<O>;
  readonly statistics: Record<S, number>;
  /** Where the pass prints what it was asked to print (a report): standard error of the tool. */
  log(text: string): void;
  /** Says that all is as it was before: nobody has to verify it again. As `markAllAnalysesPreserved` in MLIR. */
  markUnchanged(): void;
  /**
   * Runs other passes, a text in the pipeline language ("canonicalize,cse"), on an operation inside the one that the pass
   * runs on. Throws a DiagnosticError when one fails.
   */
  runPipeline(text: string, op: Operation): void;
}

export interface Pass {
  readonly name: string;
  readonly spec: PassSpec;
  /** Throws a DiagnosticError when the pass fails; may report more through `run.context.emit`. */
  run(op: Operation, run: PassRun<any, any>): void;
}

/**
 * Defines a pass: `run` is given each operation of the kind `on`, with the options and the statistics that `spec`
 * declares.
 */
export function definePass<const O extends Options = {}, const S extends string = never>(
  name: string,
  spec: Omit<PassSpec<O>, "statistics"> & { readonly statistics?: Readonly<Record<S, string>> },
  run: (op: Operation, run: PassRun<O, S>) => void,
): Pass {
  return { name, spec: spec as unknown as PassSpec, run };
}

/** A named pipeline: a text in the pipeline language that stands for several passes. */
export interface PassPipeline {
  readonly name: string;
  readonly summary: string;
  readonly text: string;
  /** The pass in the text whose options the pipeline has. */
  readonly optionsOf?: string;
}
