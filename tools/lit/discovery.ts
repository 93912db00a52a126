/** Finds the tests in files and folders, and the suites that they belong to. */
import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import {
  extendConfig,
  findConfigFile,
  findLocalConfigFile,
  type LitConfig,
  LitConfigError,
  loadConfig,
} from "./config.ts";

/** A test file. It is plain data, which can be sent to another thread. */
export interface LitTest {
  /** The name of the suite and the path in it: `suite :: folder/file`. */
  readonly name: string;
  readonly file: string;
  /** The file's path in its suite, with `/`. */
  readonly path: string;
  readonly config: LitConfig;
}

export interface DiscoveryOptions {
  /** What the names of configuration files start with, `lit` by default. */
  readonly configPrefix?: string;
}

/**
 * The tests in a folder or the test of a file, in the order of their names.
 *
 * @throws LitConfigError when `path` does not exist, has no suite, or a configuration is wrong.
 */
export function discoverTests(path: string, options: DiscoveryOptions = {}): LitTest[] {
  const absolute = resolve(path);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats === undefined) throw new LitConfigError(`'${path}' does not exist`);
  const finder = new TestFinder(options.configPrefix ?? "lit");
  if (stats.isDirectory()) return finder.findIn(absolute, finder.configOf(absolute, path));
  return [createTest(absolute, finder.configOf(dirname(absolute), path))];
}

function createTest(file: string, config: LitConfig): LitTest {
  const path = relative(config.root, file).split(sep).join("/");
  return { name: `${config.name} :: ${path}`, file, path, config };
}

class TestFinder {
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The configuration for a folder: that of the suite, with those of the folders from there on. */
  configOf(folder: string, requested: string): LitConfig {
    const suite = findConfigFile(folder, this.#prefix);
    if (suite !== undefined) return this.#withLocal(loadConfig(suite), folder);
    const parent = dirname(folder);
    if (parent === folder) {
      const file = `${this.#prefix}.config.yaml`;
      throw new LitConfigError(`'${requested}' belongs to no test suite: no folder above has a file ${file}`);
    }
    return this.#withLocal(this.configOf(parent, requested), folder);
  }

  findIn(folder: string, config: LitConfig): LitTest[] {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".") || config.excludes.includes(entry.name)) return [];
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
        return this.findIn(path, this.#configBelow(path, config));
      return this.#isTest(entry.name, config) ? [createTest(path, config)] : [];
    });
  }

  /** The configuration of a folder in one that has `config`; a suite inside another stands alone. */
  #configBelow(folder: string, config: LitConfig): LitConfig {
    const suite = findConfigFile(folder, this.#prefix);
    return this.#withLocal(suite === undefined ? config : loadConfig(suite), folder);
  }

  #withLocal(config: LitConfig, folder: string): LitConfig {
    const local = findLocalConfigFile(folder, this.#prefix);
    return local === undefined ? config : extendConfig(config, local);
  }

  #isTest(name: string, config: LitConfig): boolean {
    const isConfig = [`${this.#prefix}.config`, `${this.#prefix}.local`].includes(
      basename(name, name.slice(name.lastIndexOf("."))),
    );
    return !isConfig && config.suffixes.some((suffix) => name.endsWith(suffix));
  }
}
