/** C programs that were imported are printed as LLVM IR which does what the programs do. */

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dltiDialect } from "../../../../dialects/dlti/index.ts";
import { llvmDialect } from "../../../../dialects/llvm/index.ts";
import { translateToLLVMIR } from "../../../../lowering/llvm/print/index.ts";
import {
  canImportC,
  cFlags,
  cProgramNames,
  cSources,
  importCPrograms,
  inTemporaryFolder,
  runOnAll,
} from "../../../support/c-programs.ts";
import { normalized } from "../../../support/llvm-ir.ts";
import { hasOracle, runOracle } from "../../../support/oracles.ts";
import { parseOk, testContext } from "../../../support/round-trip.ts";

const printed = (text: string): string => translateToLLVMIR(parseOk(text, testContext(llvmDialect, dltiDialect)));

/** Calls all programs, and prints what they return. */
const driver = `#include <stdio.h>
${cProgramNames.map((name) => `double ${name}(void);`).join("\n")}
int main(void) {
${cProgramNames.map((name) => `  printf("${name} %.17g\\n", ${name}());`).join("\n")}
  return 0;
}
`;

/** What a program prints that clang makes of the files and the driver. */
function run(flags: readonly string[], files: readonly string[], place: string): string {
  writeFileSync(join(place, "driver.c"), driver);
  const program = join(place, "program");
  const all = ["-w", ...flags, "driver.c", ...files, "-lm", "-o", program];
  const { stderr, status } = runOracle("clang", all, "", place);
  if (status !== 0) throw new Error(`clang: ${stderr}`);
  return spawnSync(program, { encoding: "utf8" }).stdout;
}

const configurations: readonly string[] = ["-O0", "-O1", "-O2", "-O2 -fno-vectorize -fno-slp-vectorize", "-O2 -g"];

describe.skipIf(!canImportC())("imported C programs as LLVM IR", () => {
  it.each(configurations)("do the same: %s", (configuration) => {
    const flags = configuration.split(" ");
    const texts = importCPrograms(flags, ["--mlir-print-debuginfo"]).map(printed);
    inTemporaryFolder((place) => {
      const files = cProgramNames.map((name) => `${name}.ll`);
      files.forEach((file, i) => {
        writeFileSync(join(place, file), texts[i]!);
      });
      const expected = run([...cFlags, ...flags], cSources, place);
      expect(expected.split("\n").length).toBe(cProgramNames.length + 1);
      expect(run(flags, files, place)).toBe(expected);
    });
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
