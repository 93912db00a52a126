/** C programs that ask for derivatives in the words of Enzyme: compiled, imported, differentiated, printed and executed. */

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { translateToLLVMIR } from "../../../../lowering/llvm/print/index.ts";
import { canImportC, importC, inTemporaryFolder } from "../../../support/c-programs.ts";
import { hasOracle, runOracle } from "../../../support/oracles.ts";
import { transformed } from "../../../support/pipeline.ts";

const source = fileURLToPath(new URL("requests.c", import.meta.url));
const functions = [
  "numbers",
  "values_too",
  "tangents",
  "several_tangents",
  "several_adjoints",
  "halves",
  "halves_of_values",
  "small_numbers",
  "structs_of_any_kind",
  "buffers",
];

const driver = `#include <stdio.h>
${functions.map((name) => `double ${name}(void);`).join("\n")}
int main(void) {
${functions.map((name) => `  printf("${name} %g\\n", ${name}());`).join("\n")}
  return 0;
}
`;

/** How far the derivatives are from what they should be, by the function that asks for them. */
const errorsOf = (text: string): Map<string, number> =>
  inTemporaryFolder((place) => {
    writeFileSync(join(place, "driver.c"), driver);
    writeFileSync(join(place, "requests.ll"), text);
    const verified = runOracle("opt", ["-passes=verify", "-disable-output", join(place, "requests.ll")]);
    expect(verified.stderr).toBe("");
    const program = join(place, "program");
    const args = ["-w", "driver.c", "requests.ll", "-lm", "-o", program];
    expect(runOracle("clang", args, "", place).stderr).toBe("");
    const lines = spawnSync(program, { encoding: "utf8" }).stdout.trim().split("\n");
    return new Map(
      lines.map((line) => line.split(" ") as [string, string]).map(([name, error]) => [name, Number(error)]),
    );
  });

describe.skipIf(!canImportC() || !hasOracle("opt"))("requests in C", () => {
  test.each(["-O0", "-O1", "-O2", "-O3"])("%s", (level) => {
    const [text] = importC([source], [level]);
    const errors = errorsOf(translateToLLVMIR(transformed(text!, "raise-from-llvm,autodiff,return-to-llvm")));
    for (const name of functions) expect(errors.get(name), name).toBeLessThan(1e-8);
  });
});
