/**
 * C functions that clang compiled and mlir-translate imported are differentiated at the level of LLVM, printed as LLVM IR,
 * compiled, and compared with differences of the original.
 */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { translateToLLVMIR } from "../../../../lowering/llvm/print/index.ts";
import { cFunctionFile, cFunctionNames, compareWithDifferences } from "../../../support/c-derivatives.ts";
import { canImportC, importC } from "../../../support/c-programs.ts";
import { hasOracle } from "../../../support/oracles.ts";
import { transformed } from "../../../support/pipeline.ts";

/** Whether this machine executes what is compiled for it. */
function hasAvx2(): boolean {
  const about = "/proc/cpuinfo";
  return existsSync(about) && / avx2 .* fma | fma .* avx2 /s.test(readFileSync(about, "utf8"));
}

const levels: Readonly<Record<string, readonly string[]>> = {
  "-O0": ["-O0"],
  "-O2 without vectors": ["-O2", "-fno-vectorize", "-fno-slp-vectorize", "-fno-unroll-loops"],
  "-O2": ["-O2"],
};

/** Computes with float in part. */
const inexact: ReadonlySet<string> = new Set(["single_precision"]);

/** Those of which an optimiser makes masked accesses, gathers and shuffles of vectors. */
const vectorized: readonly string[] = [
  "chosen_pointers",
  "complex_product",
  "dot_product",
  "fft",
  "gathered",
  "gauss",
  "masked_accesses",
  "matrix_vector",
  "single_precision",
  "softmax",
  "stencil",
];

/** Calls what it finds in memory. */
const closedWorlds: ReadonlySet<string> = new Set(["virtual_calls"]);

const pipeline = (name: string): string =>
  [
    closedWorlds.has(name) ? "raise-from-llvm{closed-world}" : "raise-from-llvm",
    `autodiff{function=${name} mode=reverse wrt=0 name=${name}_gradient}`,
    `autodiff{function=${name} mode=forward wrt=0 name=${name}_tangent}`,
    "return-to-llvm",
  ].join();

function check(names: readonly string[], flags: readonly string[]): void {
  const modules = importC(names.map(cFunctionFile), flags);
  const texts = modules.map((text, i) => translateToLLVMIR(transformed(text, pipeline(names[i]!))));
  const comparisons = compareWithDifferences(names, texts);
  for (const name of names) {
    const { error, apart } = comparisons.get(name)!;
    expect(error, `${name}, forward mode`).toBeLessThan(inexact.has(name) ? 0.05 : 1e-7);
    expect(apart, `${name}, reverse mode`).toBeLessThan(inexact.has(name) ? 1e-5 : 1e-12);
  }
}

describe.skipIf(!canImportC() || !hasOracle("opt"))("derivatives of C functions", () => {
  test.each(Object.entries(levels))("%s", (_, flags) => check(cFunctionNames, flags));
  test.skipIf(!hasAvx2())("-O3 for AVX2", () => check(vectorized, ["-O3", "-march=x86-64-v3"]));
});
