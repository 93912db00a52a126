/** The cases: each gives the expected result, and the same report as LLVM's FileCheck where that is installed. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasOracle } from "../../support/oracles.ts";
import type { Case } from "./cases/case.ts";
import { directivesCases } from "./cases/directives.ts";
import { numbersCases } from "./cases/numbers.ts";
import { optionsCases } from "./cases/options.ts";
import { patternsCases } from "./cases/patterns.ts";
import { variablesCases } from "./cases/variables.ts";
import { comparable, runOurs, runUpstream } from "./run.ts";

const groups: Readonly<Record<string, readonly Case[]>> = {
  directives: directivesCases,
  patterns: patternsCases,
  variables: variablesCases,
  numbers: numbersCases,
  options: optionsCases,
};

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "filecheck-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

for (const [group, cases] of Object.entries(groups)) {
  describe(group, () => {
    for (const [title, check, input, expected, ...flags] of cases) {
      const write = (): void => {
        writeFileSync(join(folder, "check"), `${check}\n`);
        writeFileSync(join(folder, "input"), input);
      };

      it(title, async () => {
        write();
        const { status, report } = await runOurs(folder, flags);
        const [firstLine = ""] = report.trimStart().split("\n");
        expect(`${status}${status === 0 ? "" : ` ${firstLine}`}`).toBe(expected);
      });

      it.skipIf(!hasOracle("FileCheck"))(`${title}, as upstream`, async () => {
        write();
        const ours = await runOurs(folder, flags);
        const theirs = runUpstream(folder, flags);
        expect(ours.status).toBe(theirs.status);
        expect(comparable(ours.report)).toBe(comparable(theirs.report));
      });
    }
  });
}
