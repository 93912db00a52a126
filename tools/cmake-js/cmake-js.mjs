#!/usr/bin/env node
// Stands in for cmake-js when npm installs llvm-bindings, whose install script runs `cmake-js compile` in its folder.
// Compiles the package's sources, patched for LLVM 22, with the system's C++ compiler, and downloads nothing.
// llvm-bindings is optional: where it cannot be built, this says why in one line and exits 0.

import { spawn } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PATCHES } from "./patches.mjs";
import { findCompiler, findLlvm, LLVM_MAJOR } from "./toolchain.mjs";

const SUPPORTED_VERSION = "0.4.2";
const packageFolder = process.cwd();
const buildFolder = join(packageFolder, "build");
const workFolder = join(buildFolder, "work");
const addon = join(buildFolder, "Release", "llvm-bindings.node");

/** Why the package is left unbuilt; not a failure of the installation. */
class NotBuilt extends Error {}

/** Writes the patched sources to `workFolder` and returns the paths of those to compile. */
function patchSources() {
  rmSync(workFolder, { recursive: true, force: true });
  for (const folder of ["include", "src"]) {
    cpSync(join(packageFolder, folder), join(workFolder, folder), { recursive: true });
  }
  const header = fileURLToPath(new URL("diagnostics.h", import.meta.url));
  copyFileSync(header, join(workFolder, "include", "Util", "diagnostics.h"));
  for (const { file, why, find, replace } of PATCHES) {
    const path = join(workFolder, file);
    const text = readFileSync(path, "utf8");
    const patched = text.replace(find, replace);
    if (patched === text) throw new NotBuilt(`a patch does not apply to ${file} (${why})`);
    writeFileSync(path, patched);
  }
  return readdirSync(join(workFolder, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".cpp"))
    .map((file) => join(workFolder, "src", file));
}

/**
 * Divides the sources among as many compilations as there are processors, of about the same size. Most of the time
 * goes into LLVM's headers, which each compilation reads once.
 *
 * @param {readonly string[]} sources
 * @returns {string[]} paths of files that include the sources
 */
function groupSources(sources) {
  const sizes = sources.map((source) => ({ source, size: statSync(source).size })).sort((a, b) => b.size - a.size);
  const groups = Array.from({ length: Math.min(availableParallelism(), 8) }, () => ({ size: 0, lines: "" }));
  for (const { source, size } of sizes) {
    const smallest = groups.reduce((a, b) => (b.size < a.size ? b : a));
    smallest.size += size;
    smallest.lines += `#include "${source}"\n`;
  }
  return groups.map(({ lines }, index) => {
    const path = join(workFolder, `group${index}.cpp`);
    writeFileSync(path, lines);
    return path;
  });
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("close", (status) => (status === 0 ? resolve(undefined) : reject(new NotBuilt(`${program} failed`))));
  });
}

async function build() {
  const manifest = join(packageFolder, "package.json");
  const { name, version } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : {};
  if (process.argv[2] !== "compile" || name !== "llvm-bindings" || version !== SUPPORTED_VERSION) {
    throw new NotBuilt(`\`cmake-js compile\` works in the folder of llvm-bindings ${SUPPORTED_VERSION} only`);
  }
  const llvm = findLlvm();
  if (!llvm) throw new NotBuilt(`LLVM ${LLVM_MAJOR}'s headers are missing (Debian: llvm-${LLVM_MAJOR}-dev)`);
  const compiler = findCompiler();
  if (!compiler) throw new NotBuilt("there is no C++ compiler (Debian: g++)");

  const require = createRequire(import.meta.url);
  const nodeAddonApi = require.resolve("node-addon-api/package.json", { paths: [packageFolder] });
  const compileFlags = [
    ...["-std=c++17", "-O1", "-fPIC", "-fvisibility=hidden", "-fexceptions", "-w", "-DNDEBUG", "-DNAPI_VERSION=8"],
    `-I${join(workFolder, "include")}`,
    `-I${require("node-api-headers").include_dir}`,
    `-I${dirname(nodeAddonApi)}`,
    ...llvm.compileFlags,
  ];
  const groups = groupSources(patchSources());
  await Promise.all(groups.map((group) => run(compiler, [...compileFlags, "-c", group, "-o", `${group}.o`])));

  const platformFlags = process.platform === "darwin" ? ["-undefined", "dynamic_lookup"] : [];
  const objects = groups.map((group) => `${group}.o`);
  mkdirSync(dirname(addon), { recursive: true });
  await run(compiler, ["-shared", "-o", addon, ...objects, ...llvm.linkFlags, ...platformFlags]);
  console.log(`llvm-bindings: built against LLVM ${llvm.version}`);
}

try {
  await build();
} catch (error) {
  if (!(error instanceof NotBuilt)) throw error;
  console.log(`llvm-bindings: not built, ${error.message}`);
} finally {
  rmSync(workFolder, { recursive: true, force: true });
}
