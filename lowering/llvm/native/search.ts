/** Where libLLVM is looked for: `ADOPT_LIBLLVM` if set, else the usual places of Linux distributions and of macOS. */

import { existsSync } from "node:fs";
import { join } from "node:path";

/** Versions looked for, best first: adopt prints LLVM IR as LLVM 22 reads it. */
const VERSIONS = [22, 21, 20, 19];

/** The oldest version whose C API has all functions the driver calls. */
export const OLDEST_VERSION = 19;

/** What to do where there is no libLLVM. */
export const INSTALL_HINT =
  "install LLVM 22 (Debian, Ubuntu: libllvm22; Fedora: llvm-libs; macOS: brew install llvm@22) " +
  "or set ADOPT_LIBLLVM to the path of libLLVM";

const DEBIAN_TRIPLETS: Partial<Record<NodeJS.Architecture, string>> = {
  x64: "x86_64-linux-gnu",
  arm64: "aarch64-linux-gnu",
  riscv64: "riscv64-linux-gnu",
  ppc64: "powerpc64le-linux-gnu",
  s390x: "s390x-linux-gnu",
  loong64: "loongarch64-linux-gnu",
};

function linuxPlaces(version: number): string[] {
  const triplet = DEBIAN_TRIPLETS[process.arch];
  const folders = [
    ...(triplet === undefined ? [] : [join("/usr/lib", triplet)]),
    `/usr/lib/llvm-${version}/lib`,
    "/usr/lib64",
    `/usr/lib64/llvm${version}/lib64`,
    "/usr/lib",
    `/usr/lib/llvm${version}/lib`,
    "/usr/local/lib",
  ];
  return folders.map((folder) => join(folder, `libLLVM.so.${version}.1`));
}

function macPlaces(version: number): string[] {
  const prefixes = [
    ...["/opt/homebrew", "/usr/local"].flatMap((root) => [`${root}/opt/llvm@${version}`, `${root}/opt/llvm`]),
    `/opt/local/libexec/llvm-${version}`,
  ];
  return prefixes.map((prefix) => join(prefix, "lib", "libLLVM.dylib"));
}

/**
 * The path of the best libLLVM there is; undefined where there is none. A path in `ADOPT_LIBLLVM` is returned whether
 * or not it exists, so that a wrong one is reported and not passed over.
 */
export function findLibrary(): string | undefined {
  const chosen = process.env.ADOPT_LIBLLVM;
  if (chosen) return chosen;
  const places = process.platform === "darwin" ? macPlaces : linuxPlaces;
  return VERSIONS.flatMap(places).find((path) => existsSync(path));
}
