/**
 * The programs of LLVM 22 that tests compare with. A test that needs one which is not installed is skipped, visibly:
 * `it.skipIf(!hasOracle("mlir-opt"))(...)`.
 */

import { spawnSync } from "node:child_process";

const MAJOR = 22;

export type Oracle = "FileCheck" | "clang" | "llvm-as" | "llvm-dis" | "mlir-opt" | "mlir-translate" | "opt";

export interface OracleResult {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code; null if a signal ended the program. */
  readonly status: number | null;
}

/** In milliseconds. */
const TIMEOUT = 60_000;

const isRightVersion = (program: string) => {
  const { error, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return error === undefined && new RegExp(`version ${MAJOR}\\.`).test(stdout);
};

const found = new Map<Oracle, string | undefined>();

/** The program to run: by its versioned name, in LLVM's own folder, or by its plain name if that is the version. */
function findOracle(name: Oracle): string | undefined {
  if (!found.has(name)) {
    const names = [`${name}-${MAJOR}`, `/usr/lib/llvm-${MAJOR}/bin/${name}`, name];
    found.set(name, names.find(isRightVersion));
  }
  return found.get(name);
}

export const hasOracle = (name: Oracle): boolean => findOracle(name) !== undefined;

/** Runs an oracle on `stdin`, in the folder `cwd`. @throws {Error} if it is not installed or does not end in time */
export function runOracle(
  name: Oracle,
  args: readonly string[],
  stdin: string | Uint8Array = "",
  cwd?: string,
): OracleResult {
  const program = findOracle(name);
  if (program === undefined) throw new Error(`${name} ${MAJOR} is not installed`);
  const { error, stdout, stderr, status } = spawnSync(program, args, {
    input: stdin,
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 30,
    timeout: TIMEOUT,
  });
  if (error) throw error;
  return { stdout, stderr, status };
}
