import { describe, expect, it } from "vitest";
import { printModule } from "../../ir/assembly/asm-printer.ts";
import { parseModule } from "../../ir/assembly/parse.ts";
import { builtinDialect } from "../../ir/builtin/ops.ts";
import { Context } from "../../ir/context.ts";
import { verify } from "../../ir/verifier.ts";
import { applyPatternsGreedily, type GreedyConfig } from "../../passes/greedy-driver.ts";
import { testDialect } from "../support/test-dialect.ts";

function rewrite(text: string, config: GreedyConfig = {}): string {
  const context = new Context({ extensions: [builtinDialect, testDialect] });
  const module = parseModule(text, context);
  if (module === undefined) throw new Error(context.diagnostics.map((d) => d.message).join("\n"));
  applyPatternsGreedily(module, context.canonicalizations, context, config);
  expect(verify(module, context)).toBe(true);
  return printModule(module);
}
const inFunction = (body: string): string => `"test.func"() ({\n${body}\n}) {sym_name = "f"} : () -> ()`;

describe("the greedy driver", () => {
  it("prints", () => {
    console.log(
      rewrite(
        inFunction(`^bb0(%a: i32, %c: i1, %m: i32):
      %0 = "test.constant"() {value = 1 : i32} : () -> i32
      %1 = "test.add"(%0, %a) : (i32, i32) -> i32
      %2 = "test.constant"() {value = 2 : i32} : () -> i32
      %3 = "test.add"(%2, %1) : (i32, i32) -> i32
      %4 = "test.add"(%3, %0) : (i32, i32) -> i32
      "test.cond_br"(%c, %4, %a)[^bb1, ^bb1] {operandSegmentSizes = array<i32: 1,1,1>} : (i1, i32, i32) -> ()
    ^bb1(%x: i32):
      %9 = "test.once"() ({
        %7 = "test.constant"() {value = 4 : i32} : () -> i32
        "test.return"(%7) : (i32) -> ()
      }) : () -> i32
      "test.write"(%m, %9) : (i32, i32) -> ()
      "test.return"() : () -> ()
    ^bb2:
      "test.br"(%4)[^bb1] : (i32) -> ()
    `),
      ),
    );
  });
});
