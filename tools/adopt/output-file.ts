/** Writes files so that nobody ever sees a part of one. */

import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { describeFileError } from "../file-error.ts";
import { UsageError } from "./options.ts";

/**
 * Writes beside the file and renames; devices and pipes are written directly.
 * @param name the file as the user calls it, from `cwd`
 * @throws {UsageError} if that is impossible
 */
export function writeAtomically(name: string, cwd: string, content: string | Uint8Array): void {
  const path = resolve(cwd, name);
  const target = isSpecial(path) ? path : `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(target, content);
    if (target !== path) renameSync(target, path);
  } catch (error) {
    if (target !== path) rmSync(target, { force: true });
    throw new UsageError(`cannot write '${name}': ${describeFileError(error)}`);
  }
}

function isSpecial(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}
