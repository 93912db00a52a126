// Finds what compiling llvm-bindings needs: LLVM's headers and shared library, and a C++ compiler.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** The LLVM that the patches are written for. */
export const LLVM_MAJOR = 22;

const LLVM_CONFIGS = [
  `llvm-config-${LLVM_MAJOR}`,
  `/usr/lib/llvm-${LLVM_MAJOR}/bin/llvm-config`,
  `/usr/lib64/llvm${LLVM_MAJOR}/bin/llvm-config`,
  `/opt/homebrew/opt/llvm@${LLVM_MAJOR}/bin/llvm-config`,
  `/usr/local/opt/llvm@${LLVM_MAJOR}/bin/llvm-config`,
  "llvm-config",
];

const COMPILERS = ["c++", "g++", "clang++", `clang++-${LLVM_MAJOR}`];

/**
 * The output of a program without the white space around it, or undefined where it cannot be run or fails.
 *
 * @param {string} program
 * @param {readonly string[]} args
 */
function outputOf(program, args) {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * How to compile and link against LLVM; undefined where its headers or its shared library
 * are missing. `LLVM_CONFIG` names the program to ask.
 *
 * @returns {{ version: string, compileFlags: string[], linkFlags: string[] } | undefined}
 */
export function findLlvm() {
  const programs = process.env.LLVM_CONFIG ? [process.env.LLVM_CONFIG] : LLVM_CONFIGS;
  for (const program of programs) {
    const version = outputOf(program, ["--version"]);
    if (version?.split(".")[0] !== String(LLVM_MAJOR)) continue;
    const ask = (/** @type {string[]} */ ...args) => (outputOf(program, args) ?? "").split(/\s+/).filter(Boolean);
    const [includes = ""] = ask("--includedir");
    const [libraries = ""] = ask("--libdir");
    const shared = ask("--link-shared", "--libs");
    if (!existsSync(join(includes, "llvm", "IR", "Module.h")) || shared.length === 0) continue;
    return {
      version,
      compileFlags: [`-I${includes}`, ...ask("--cppflags").filter((flag) => flag.startsWith("-D"))],
      linkFlags: [...ask("--ldflags"), ...shared, `-Wl,-rpath,${libraries}`],
    };
  }
  return undefined;
}

/** The C++ compiler, `CXX` first; undefined where there is none. */
export function findCompiler() {
  const programs = process.env.CXX ? [process.env.CXX] : COMPILERS;
  return programs.find((program) => outputOf(program, ["--version"]) !== undefined);
}
