/** The rewriter that patterns change the IR through. */

import { describe, expect, it } from "vitest";
import type { Operation } from "../../ir/operation.ts";
import { PatternRewriter } from "../../ir/rewriter.ts";
import { parseOk, testContext } from "../support/round-trip.ts";

describe("PatternRewriter", () => {
  it("tells of erased users before what they use", () => {
    const module = parseOk(
      `"test.outer"() ({
         %0 = "test.first"() : () -> i32
         "test.region"() ({
           "test.inner"(%0) : (i32) -> ()
         }) : () -> ()
         "test.last"(%0) : (i32) -> ()
       }) : () -> ()`,
      testContext(),
    );
    const outer = module.regions[0]!.front.first!;
    const erased: Operation[] = [];
    const rewriter = new PatternRewriter(module.loc, { erased: (op) => erased.push(op) });
    rewriter.erase(outer);
    const names = erased.map((op) => op.name.slice("test.".length));
    expect(names).toEqual(["last", "inner", "region", "first", "outer"]);
    expect(module.regions[0]!.front.isEmpty).toBe(true);
  });
});
