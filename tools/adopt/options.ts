/** The options of `adopt`, as a table that the parser of arguments and the help read. Their names are those of mlir-opt. */

import { parseArgs } from "node:util";
import { suggestion } from "../../ir/nearest-name.ts";

/** "flag" may have a value all the same: `=false`. "optional" takes a value only behind `=`. */
type OptionKind = "flag" | "value" | "optional";

interface OptionSpec {
  readonly kind: OptionKind;
  /** What the help shows as the value. */
  readonly placeholder?: string;
  readonly summary: string;
  /** Several occurrences add up. */
  readonly repeatable?: boolean;
  readonly values?: readonly string[];
}

export const optionGroups = {
  "Input and output": {
    o: {
      kind: "value",
      placeholder: "file",
      summary: "Write to this file, only if all goes well, instead of standard output",
    },
    emit: {
      kind: "value",
      placeholder: "mlir|llvm-ir|bitcode|wgsl",
      values: ["mlir", "llvm-ir", "bitcode", "wgsl"],
      summary: "What to write; llvm-ir and bitcode need IR of the llvm dialect, wgsl kernels that are converted",
    },
    "split-input-file": {
      kind: "optional",
      placeholder: "marker",
      summary: "Process the parts between lines with the marker ('// -----') each on its own",
    },
    "no-implicit-module": { kind: "flag", summary: "Do not put a module around the operations of the input" },
    "allow-unregistered-dialect": { kind: "flag", summary: "Accept operations that no dialect registers" },
    "mlir-print-op-generic": { kind: "flag", summary: "Print the generic form of operations" },
    "mlir-print-debuginfo": { kind: "flag", summary: "Print locations" },
    "mlir-print-local-scope": { kind: "flag", summary: "Print without aliases" },
  },
  Passes: {
    "pass-pipeline": {
      kind: "value",
      placeholder: "pipeline",
      summary: "The passes to run, as in 'builtin.module(func.func(cse),canonicalize{max-iterations=2})'",
    },
    "run-reproducer": { kind: "flag", summary: "Run the pipeline that the input, a reproducer, asks for" },
    "verify-each": { kind: "flag", summary: "Verify the IR after each pass (on by default)" },
    "mlir-disable-threading": { kind: "flag", summary: "Accepted for compatibility: there are no threads" },
    "mlir-pass-pipeline-crash-reproducer": {
      kind: "value",
      placeholder: "file",
      summary: "Write a reproducer to this file if a pass fails",
    },
    "derivative-rules": {
      kind: "value",
      placeholder: "file.yaml",
      repeatable: true,
      summary: "Load derivative rules",
    },
    "load-dialect-plugin": {
      kind: "value",
      placeholder: "package or file",
      repeatable: true,
      summary: "Load dialects, passes and rules: code, to be trusted",
    },
  },
  Diagnostics: {
    "verify-diagnostics": {
      kind: "optional",
      placeholder: "all|only-expected",
      values: ["all", "only-expected"],
      summary: "Check diagnostics against comments ('// expected-error {{text}}') in the input",
    },
    "autodiff-report": {
      kind: "flag",
      summary: "Print what reverse mode keeps, why, and how many bytes: the option 'report' of each 'autodiff'",
    },
    "mlir-print-ir-before": {
      kind: "value",
      placeholder: "pass",
      repeatable: true,
      summary: "Print the IR before a pass",
    },
    "mlir-print-ir-after": {
      kind: "value",
      placeholder: "pass",
      repeatable: true,
      summary: "Print the IR after a pass",
    },
    "mlir-print-ir-before-all": { kind: "flag", summary: "Print the IR before each pass" },
    "mlir-print-ir-after-all": { kind: "flag", summary: "Print the IR after each pass" },
    "mlir-print-ir-after-change": { kind: "flag", summary: "Print the IR after a pass only if it changed" },
    "mlir-print-ir-after-failure": { kind: "flag", summary: "Print the IR after a pass only if the pass failed" },
    "mlir-print-ir-module-scope": { kind: "flag", summary: "Always print the whole module" },
    "mlir-timing": { kind: "flag", summary: "Report how long parser, passes and printer took" },
    "mlir-timing-display": {
      kind: "value",
      placeholder: "tree|list",
      values: ["tree", "list"],
      summary: "How times are shown",
    },
    "mlir-pass-statistics": { kind: "flag", summary: "Report what passes counted" },
    "mlir-pass-statistics-display": {
      kind: "value",
      placeholder: "pipeline|list",
      values: ["pipeline", "list"],
      summary: "How statistics are shown",
    },
    "dump-pass-pipeline": { kind: "flag", summary: "Print the pipeline before it runs" },
  },
  Information: {
    help: { kind: "flag", summary: "Show this text" },
    version: { kind: "flag", summary: "Show the version" },
    "show-dialects": { kind: "flag", summary: "List the dialects" },
    "list-passes": { kind: "flag", summary: "List the passes and pipelines" },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, OptionSpec>>>>;

type Groups = typeof optionGroups;
export type OptionName = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups] & string;

const specs = new Map<string, OptionSpec>(Object.values(optionGroups).flatMap((group) => Object.entries(group)));

/** A pass or pipeline that was named as an option, with its own options as a text. */
export interface PassFlag {
  readonly name: string;
  readonly options: string;
}

export class UsageError extends Error {}

/** The arguments of one run. */
export class Arguments {
  readonly inputs: readonly string[];
  /** In the order in which they were given. */
  readonly passes: readonly PassFlag[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(inputs: readonly string[], passes: readonly PassFlag[], values: ReadonlyMap<string, readonly string[]>) {
    this.inputs = inputs;
    this.passes = passes;
    this.#values = values;
  }

  /** Whether a flag is set; `byDefault` if it was not mentioned. */
  flag(name: OptionName, byDefault = false): boolean {
    const value = this.value(name);
    return value === undefined ? byDefault : value !== "false";
  }
  /** The last value given; empty for an option without one; undefined if it was not mentioned. */
  value(name: OptionName): string | undefined {
    return this.#values.get(name)?.at(-1);
  }
  all(name: OptionName): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}

/**
 * Reads arguments. `passNames` are accepted as options too; a name with one dash is as good as with two.
 * @throws {UsageError} for what is unknown or has a wrong value
 */
export function parseArguments(argv: readonly string[], passNames: ReadonlySet<string>): Arguments {
  const inputs: string[] = [];
  const passes: PassFlag[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokenize(argv)) {
    if (token.kind === "positional") inputs.push(token.value);
    else if (token.kind === "option") {
      const { name, value } = token;
      const spec = specs.get(name);
      if (spec !== undefined) {
        const text = checkedValue(name, spec, value);
        values.set(name, spec.repeatable === true ? [...(values.get(name) ?? []), text] : [text]);
      } else if (passNames.has(name)) passes.push({ name, options: value ?? "" });
      else throw new UsageError(`unknown option '${dashed(name)}'${suggestOption(name, passNames)}`);
    }
  }
  return new Arguments(inputs, passes, values);
}

/** The values of a repeatable option, before the other options can be understood. */
export function peekOption(argv: readonly string[], wanted: OptionName): string[] {
  return tokenize(argv).flatMap((token) =>
    token.kind === "option" && token.name === wanted ? (token.value ?? []) : [],
  );
}

function tokenize(argv: readonly string[]) {
  const end = argv.indexOf("--");
  const args = argv.map((arg, i) =>
    end >= 0 && i > end ? arg : arg.replace(/^-(?=[a-zA-Z])/, "--").replace(/^--h$/, "--help"),
  );
  const valued = [...specs].filter(([, { kind }]) => kind === "value");
  const options = Object.fromEntries(valued.map(([name]) => [name, { type: "string" } as const]));
  return parseArgs({ args, options, tokens: true, strict: false, allowPositionals: true }).tokens;
}

const booleans: Readonly<Record<string, string>> = { true: "true", "1": "true", false: "false", "0": "false" };

function checkedValue(name: string, { kind, values, placeholder }: OptionSpec, value: string | undefined): string {
  if (kind === "flag") {
    const flag = booleans[(value ?? "true").toLowerCase()];
    if (flag === undefined) throw new UsageError(`option '${dashed(name)}' is either true or false, not '${value}'`);
    return flag;
  }
  if (kind === "value" && value === undefined)
    throw new UsageError(`option '${dashed(name)}' needs a value: ${placeholder}`);
  if (value !== undefined && values !== undefined && !values.includes(value)) {
    const choices = values.map((choice) => `'${choice}'`).join(", ");
    throw new UsageError(`option '${dashed(name)}' is one of ${choices}, not '${value}'`);
  }
  return value ?? "";
}

function suggestOption(name: string, passNames: ReadonlySet<string>): string {
  const found = suggestion(
    name,
    [...specs.keys(), ...passNames].filter((known) => known.length > 1),
  );
  return found.replace("'", "'--");
}

/** An option as it is written. */
export const dashed = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`);
