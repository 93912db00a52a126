/** What `cse` says of itself. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { PassManager } from "../../../passes/pass-manager.ts";
import { cse } from "../../../passes/transforms/cse.ts";
import { parseOk, testContext } from "../../support/round-trip.ts";
import { testDialect } from "../../support/test-dialect.ts";

/** Whether the IR is verified after the pass, and whether the pass changed it. */
function run(body: string): { readonly verified: boolean; readonly changed: boolean } {
  const context = testContext(testDialect).register({ passes: [cse] });
  const module = parseOk(`"test.func"() ({\n${body}\n}) {sym_name = "f"} : () -> ()`, context);
  const before = printModule(module);
  let verified = false;
  const verify = (): boolean => {
    verified = true;
    return true;
  };
  expect(new PassManager(context, "builtin.module(cse)", { verify }).run(module)).toBe(true);
  return { verified, changed: printModule(module) !== before };
}

describe("saying that nothing changed", () => {
  it.each([
    ["nothing is equal", `%0 = "test.sub"(%a, %b) : (i32, i32) -> i32\n"test.return"(%0) : (i32) -> ()`, false],
    [
      "an operation is equal to another one",
      `%0 = "test.sub"(%a, %b) : (i32, i32) -> i32
       %1 = "test.sub"(%a, %b) : (i32, i32) -> i32
       "test.return"(%0, %1) : (i32, i32) -> ()`,
      true,
    ],
    ["an operation is dead", `%0 = "test.sub"(%a, %b) : (i32, i32) -> i32\n"test.return"() : () -> ()`, true],
    [
      "an operation inside another one is dead",
      `"test.once"() ({
         %0 = "test.sub"(%a, %b) : (i32, i32) -> i32
         "test.write"(%a, %b) : (i32, i32) -> ()
         "test.return"() : () -> ()
       }) : () -> ()
       "test.return"() : () -> ()`,
      true,
    ],
  ])("where %s", (_case, body, changed) => {
    expect(run(`^bb0(%a: i32, %b: i32):\n${body}`)).toEqual({ verified: changed, changed });
  });
});
