/** Modules without operations. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { errorsOf, parseOk, testContext } from "../../support/round-trip.ts";

describe("a module without operations", () => {
  it.each(["module {\n}\n", "module @name attributes {test.a} {\n}\n"])("has an empty block: %s", (text) => {
    expect(printModule(parseOk(text, testContext()))).toBe(text);
  });

  it("needs a block in generic form", () => {
    expect(errorsOf('"builtin.module"() ({}) : () -> ()')).toEqual([
      "'builtin.module' op region #0 ('bodyRegion') failed to verify constraint: region with 1 blocks",
    ]);
  });
});
