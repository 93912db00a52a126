/**
 * Configurations of test suites. A folder with a file `lit.config.yaml` (or .yml, .json) is a suite; `lit.local.yaml`
 * in a folder below adds to it for the tests there. They are data:
 *
 *     name: my tests
 *     suffixes: [.mlir, .test]
 *     excludes: [Inputs]
 *     features: [fast, { mlir-opt: { program: mlir-opt-22 } }]
 *     substitutions: { "%{opt}": "adopt --canonicalize" }
 *     environment: { FILECHECK_OPTS: -enable-var-scope }
 *     output: ../build/test
 */
import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { parse as parseYaml } from "yaml";
import type { Substitution } from "./substitutions.ts";

export interface LitConfig {
  /** The name of the suite, which starts the names of its tests. */
  readonly name: string;
  /** The folder of the suite. */
  readonly root: string;
  /** The folder under which temporary files are made. */
  readonly output: string;
  /** How the names of tests end. */
  readonly suffixes: readonly string[];
  /** Names of files and folders that hold no tests. */
  readonly excludes: readonly string[];
  readonly features: ReadonlySet<string>;
  readonly substitutions: readonly Substitution[];
  /** Variables of the environment, beside those of the process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether all tests here are unsupported. */
  readonly unsupported: boolean;
}

/** A configuration that cannot be used; the message names the file. */
export class LitConfigError extends Error {}

/** What a configuration's file may contain. */
interface ConfigFile {
  readonly name?: string;
  readonly output?: string;
  readonly suffixes?: readonly string[];
  readonly excludes?: readonly string[];
  readonly features?: readonly (string | Readonly<Record<string, FeatureCondition>>)[];
  readonly substitutions?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly unsupported?: boolean;
}

/** When a feature is available: a program is on the path, a variable is set, or the system has a name. */
interface FeatureCondition {
  readonly program?: string;
  readonly environment?: string;
  readonly platform?: string;
}

const extensions = [".yaml", ".yml", ".json"];

type KeyKind = "text" | "list" | "map" | "features" | "flag";

const keyKinds: Readonly<Record<keyof ConfigFile, KeyKind>> = {
  name: "text",
  output: "text",
  suffixes: "list",
  excludes: "list",
  features: "features",
  substitutions: "map",
  environment: "map",
  unsupported: "flag",
};

const conditionKeys: readonly string[] = ["program", "environment", "platform"];

/** The file of a suite in this folder, if there is one. */
export function findConfigFile(folder: string, prefix = "lit"): string | undefined {
  return findWithExtension(join(folder, `${prefix}.config`));
}

export function findLocalConfigFile(folder: string, prefix = "lit"): string | undefined {
  return findWithExtension(join(folder, `${prefix}.local`));
}

function findWithExtension(path: string): string | undefined {
  return extensions.map((extension) => path + extension).find((file) => existsSync(file));
}

/** The features that every suite has: the name of the system. */
function hostFeatures(): string[] {
  const names: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "darwin", win32: "windows" };
  return [`system-${names[process.platform] ?? process.platform}`];
}

/** Reads the configuration of a suite. @throws LitConfigError */
export function loadConfig(file: string): LitConfig {
  const root = dirname(resolve(file));
  return extendConfig(
    {
      name: root,
      root,
      output: root,
      suffixes: [],
      excludes: ["Inputs", "Output", "CMakeLists.txt", "README.txt", "LICENSE.txt"],
      features: new Set(hostFeatures()),
      substitutions: [],
      environment: {},
      unsupported: false,
    },
    file,
  );
}

/** A configuration with what a file adds to it: lists of names are replaced, all else is added. @throws LitConfigError */
export function extendConfig(config: LitConfig, file: string): LitConfig {
  const added = readConfigFile(file);
  const environment = { ...config.environment, ...added.environment };
  return {
    name: added.name ?? config.name,
    root: config.root,
    output: added.output === undefined ? config.output : resolve(dirname(file), added.output),
    suffixes: added.suffixes ?? config.suffixes,
    excludes: added.excludes ?? config.excludes,
    features: new Set([...config.features, ...availableFeatures(added.features ?? [], environment)]),
    substitutions: [...Object.entries(added.substitutions ?? {}), ...config.substitutions],
    environment,
    unsupported: added.unsupported ?? config.unsupported,
  };
}

function readConfigFile(file: string): ConfigFile {
  let content: unknown;
  try {
    const text = readFileSync(file, "utf8");
    content = file.endsWith(".json") ? JSON.parse(text) : parseYaml(text);
  } catch (error) {
    throw new LitConfigError(`${file}: ${(error as Error).message}`);
  }
  if (content === null || content === undefined) return {};
  if (!isMap(content)) throw new LitConfigError(`${file}: it must be a map of keys to values`);
  for (const [key, value] of Object.entries(content)) checkEntry(file, key, value);
  return content as ConfigFile;
}

function checkEntry(file: string, key: string, value: unknown): void {
  if (!Object.hasOwn(keyKinds, key)) {
    throw new LitConfigError(`${file}: unknown key '${key}'; there are ${Object.keys(keyKinds).join(", ")}`);
  }
  const kind = keyKinds[key as keyof ConfigFile];
  const problem = checks[kind](value);
  if (problem !== undefined) throw new LitConfigError(`${file}: '${key}' must be ${problem}`);
}

/** What a value of each kind must be, when it is not. */
const checks: Readonly<Record<KeyKind, (value: unknown) => string | undefined>> = {
  text: (value) => (typeof value === "string" ? undefined : "a text"),
  flag: (value) => (typeof value === "boolean" ? undefined : "true or false"),
  list: (value) => (Array.isArray(value) && value.every(isText) ? undefined : "a list of texts"),
  map: (value) => (isMap(value) && Object.values(value).every(isText) ? undefined : "a map of names to texts"),
  features: (value) => {
    const isValid = Array.isArray(value) && value.every((item) => isText(item) || isConditionMap(item));
    return isValid ? undefined : `a list of names, or of maps of names to one of ${conditionKeys.join(", ")}`;
  },
};

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isConditionMap(value: unknown): boolean {
  if (!isMap(value)) return false;
  return Object.values(value).every((condition) => {
    return (
      isMap(condition) && Object.entries(condition).every(([key, text]) => conditionKeys.includes(key) && isText(text))
    );
  });
}

function availableFeatures(
  features: NonNullable<ConfigFile["features"]>,
  environment: Readonly<Record<string, string>>,
): string[] {
  return features.flatMap((feature) => {
    if (typeof feature === "string") return [feature];
    const holding = Object.entries(feature).filter(([, condition]) => conditionHolds(condition, environment));
    return holding.map(([name]) => name);
  });
}

function conditionHolds(condition: FeatureCondition, environment: Readonly<Record<string, string>>): boolean {
  const variables = { ...process.env, ...environment };
  const { program, environment: variable, platform } = condition;
  if (program !== undefined && !isProgramOnPath(program, variables.PATH ?? "")) return false;
  if (variable !== undefined && !variables[variable]) return false;
  return platform === undefined || platform === process.platform;
}

function isProgramOnPath(program: string, path: string): boolean {
  const suffixes = process.platform === "win32" ? ["", ".exe", ".cmd"] : [""];
  return path
    .split(delimiter)
    .some((folder) => suffixes.some((suffix) => isExecutable(join(folder, program + suffix))));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
