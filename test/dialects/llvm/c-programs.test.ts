/** What mlir-translate imports of C programs is read, and printed so that mlir-opt reads the same. */

import { describe, expect, it } from "vitest";
import { dltiDialect } from "../../../dialects/dlti/index.ts";
import { llvmDialect } from "../../../dialects/llvm/index.ts";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { canImportC, cProgramNames, importCPrograms, runOnAll } from "../../support/c-programs.ts";
import { hasOracle } from "../../support/oracles.ts";
import { parseOk, testContext } from "../../support/round-trip.ts";

const debugInfo = "--mlir-print-debuginfo";
const configurations: readonly string[] = [
  "-O0",
  "-O1",
  "-O2",
  "-O2 -fno-vectorize -fno-slp-vectorize",
  "-O3 -march=x86-64-v4 -ffast-math",
  "-O2 -g",
];

describe.skipIf(!canImportC() || !hasOracle("mlir-opt"))("imported C programs", () => {
  it.each(configurations)("%s", (flags) => {
    const isDebug = flags.includes("-g");
    const printFlags = isDebug ? [debugInfo] : [];
    const texts = importCPrograms(flags.split(" "), printFlags);
    const modules = texts.map((text) => parseOk(text, testContext(llvmDialect, dltiDialect)));
    const generic = (inputs: readonly string[]): Record<string, string> => {
      const outputs = runOnAll("mlir-opt", ["--mlir-print-op-generic", ...printFlags], inputs);
      return Object.fromEntries(cProgramNames.map((name, i) => [name, outputs[i]!.trim()]));
    };
    const original = generic(texts);
    for (const form of [{}, { generic: true }]) {
      expect(generic(modules.map((module) => printModule(module, { ...form, debugInfo: isDebug })))).toEqual(original);
    }
  });
});
