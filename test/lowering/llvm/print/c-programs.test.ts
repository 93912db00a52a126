/** C programs that were imported are printed as LLVM IR which does what the programs do. */

import { describe, expect, it } from "vitest";
import { dltiDialect } from "../../../../dialects/dlti/index.ts";
import { llvmDialect } from "../../../../dialects/llvm/index.ts";
import { translateToLLVMIR } from "../../../../lowering/llvm/print/index.ts";
import { canImportC, cProgramNames, importCPrograms, runCPrograms, runOnAll } from "../../../support/c-programs.ts";
import { normalized } from "../../../support/llvm-ir.ts";
import { hasOracle } from "../../../support/oracles.ts";
import { parseOk, testContext } from "../../../support/round-trip.ts";

const printed = (text: string): string => translateToLLVMIR(parseOk(text, testContext(llvmDialect, dltiDialect)));

const configurations: readonly string[] = ["-O0", "-O1", "-O2", "-O2 -fno-vectorize -fno-slp-vectorize", "-O2 -g"];

describe.skipIf(!canImportC())("imported C programs as LLVM IR", () => {
  it.each(configurations)("do the same: %s", (configuration) => {
    const flags = configuration.split(" ");
    const texts = importCPrograms(flags, ["--mlir-print-debuginfo"]).map(printed);
    expect(runCPrograms(flags, texts)).toEqual(runCPrograms(flags));
  });

  it.skipIf(!hasOracle("opt")).each(["-O0 -g", "-O3 -march=x86-64-v4"])(
    "is what mlir-translate prints: %s",
    (flags) => {
      const texts = importCPrograms(flags.split(" "), ["--mlir-print-debuginfo"]);
      const expected = runOnAll("mlir-translate", ["--mlir-to-llvmir"], texts);
      texts.forEach((text, i) => {
        if (folded.has(cProgramNames[i]!)) return;
        expect(normalized(printed(text))).toBe(normalized(expected[i]!));
      });
    },
  );
});

/** Programs with constants of which mlir-translate makes others. */
const folded: ReadonlySet<string> = new Set(["globals", "jumps", "matmul", "promises", "stencil", "tables", "wide"]);
