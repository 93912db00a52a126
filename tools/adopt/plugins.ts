/** Loads the dialects and extensions that packages and files export. That runs their code, so it happens only on request. */

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Dialect, Extension } from "../../ir/dialect.ts";
import { UsageError } from "./options.ts";

/**
 * What the default export, `dialect` or `extension` of a package or file is; one of them or a list.
 * @param specifier a path from `cwd`, or the name of a package that is installed where `cwd` is
 * @throws {UsageError} if it cannot be loaded or exports nothing of the kind
 */
export async function loadPlugin(specifier: string, cwd: string): Promise<readonly (Dialect | Extension)[]> {
  const entry = findEntry(specifier, cwd);
  if (entry === undefined) {
    throw new UsageError(`cannot load the plugin '${specifier}': there is no such file, and no such package in ${cwd}`);
  }
  let exported: Record<string, unknown>;
  try {
    exported = (await import(pathToFileURL(entry).href)) as Record<string, unknown>;
  } catch (error) {
    throw new UsageError(`cannot load the plugin '${specifier}': ${(error as Error).message}`);
  }
  const values = [exported.default, exported.dialect, exported.extension].flat();
  const found = new Set(values.filter(isExtension));
  if (found.size === 0) {
    throw new UsageError(
      `the plugin '${specifier}' does not export a dialect or an extension as 'default', 'dialect' or 'extension'`,
    );
  }
  return [...found];
}

const extensionKeys = [
  "ops",
  "dialects",
  "passes",
  "pipelines",
  "canonicalizations",
  "derivatives",
  "derivativeFiles",
  "interfaces",
];

const isExtension = (value: unknown): value is Dialect | Extension =>
  typeof value === "object" && value !== null && extensionKeys.some((key) => Array.isArray(Reflect.get(value, key)));

function findEntry(specifier: string, cwd: string): string | undefined {
  const path = resolve(cwd, specifier);
  if (/^[./]/.test(specifier) || /\.[cm]?[jt]s$/.test(specifier)) return existsSync(path) ? path : undefined;
  const require = createRequire(join(cwd, "package.json"));
  try {
    return require.resolve(specifier);
  } catch {
    return moduleEntry(specifier, require.resolve.paths(specifier) ?? []);
  }
}

/** The entry of a package that can only be imported, which `require.resolve` does not find. */
function moduleEntry(name: string, folders: readonly string[]): string | undefined {
  const manifest = folders.map((folder) => join(folder, name, "package.json")).find((file) => existsSync(file));
  if (manifest === undefined) return undefined;
  const { exports, main } = JSON.parse(readFileSync(manifest, "utf8")) as { exports?: unknown; main?: string };
  const entry = join(dirname(manifest), importTarget(exports) ?? main ?? "index.js");
  return existsSync(entry) ? entry : undefined;
}

/** What the field `exports` of a package names for `import`. */
function importTarget(exports: unknown): string | undefined {
  if (typeof exports === "string") return exports;
  if (typeof exports !== "object" || exports === null) return undefined;
  for (const key of [".", "node", "import", "default"]) {
    const target = importTarget(Reflect.get(exports, key));
    if (target !== undefined) return target;
  }
  return undefined;
}
