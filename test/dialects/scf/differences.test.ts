/**
 * Where adopt treats structured control flow otherwise than mlir-opt 22 on purpose: because upstream's rewrite changes
 * what the program does or makes invalid IR, or because adopt keeps what the program says or accepts more.
 */
import { describe, expect, it } from "vitest";
import { cfDialect } from "../../../dialects/cf/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { scfDialect } from "../../../dialects/scf/index.ts";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { differsFromUpstream, linesOf } from "../../support/differences.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { parseOk, testContext } from "../../support/round-trip.ts";

const dialects = [cfDialect, funcDialect, scfDialect];

const differs = (why: string, text: string, expected: readonly string[]): void =>
  differsFromUpstream(why, text, expected, dialects);

/** What adopt prints for `text`. */
const printed = (text: string): string[] => linesOf(printModule(parseOk(text, testContext(...dialects))));

describe("the number of iterations is exact", () => {
  differs(
    "an unsigned step of -1 is a large one",
    `func.func @f() {
       %0 = arith.constant 0 : i32
       %4 = arith.constant 4 : i32
       %step = arith.constant -1 : i32
       scf.for unsigned %i = %0 to %4 step %step : i32 {
         "test.body"(%i) : (i32) -> ()
       }
       return
     }`,
    ["%c0_i32 = arith.constant 0 : i32", '"test.body"(%c0_i32) : (i32) -> ()', "return"],
  );
  differs(
    "an unsigned distance may have its highest bit set",
    `func.func @f(%n: i8) {
       %distance = arith.constant -4 : i8
       %end = arith.addi %n, %distance overflow<nuw> : i8
       scf.for unsigned %i = %n to %end step %distance : i8 {
         "test.body"(%i) : (i8) -> ()
       }
       return
     }`,
    ['"test.body"(%arg0) : (i8) -> ()', "return"],
  );
  differs(
    "a loop over all integers is not empty",
    `func.func @f() {
       %first = arith.constant -9223372036854775808 : i64
       %last = arith.constant 9223372036854775807 : i64
       %step = arith.constant 1 : i64
       scf.for %i = %first to %last step %step : i64 {
         "test.body"(%i) : (i64) -> ()
       }
       return
     }`,
    [
      "%c-9223372036854775808_i64 = arith.constant -9223372036854775808 : i64",
      "%c9223372036854775807_i64 = arith.constant 9223372036854775807 : i64",
      "%c1_i64 = arith.constant 1 : i64",
      "scf.for %arg0 = %c-9223372036854775808_i64 to %c9223372036854775807_i64 step %c1_i64  : i64 {",
      '"test.body"(%arg0) : (i64) -> ()',
      "}",
      "return",
    ],
  );
});

describe("rewrites that upstream gets wrong", () => {
  differs(
    "a value from before the if is handed to the second region",
    `func.func @f(%init: i32) -> i32 {
       %0 = scf.while (%x = %init) : (i32) -> i32 {
         %early = "test.early"() : () -> i32
         %c = "test.condition"(%x) : (i32) -> i1
         %v = scf.if %c -> i32 {
           "test.then"() : () -> ()
           scf.yield %early : i32
         } else {
           scf.yield %x : i32
         }
         scf.condition(%c) %v : i32
       } do {
       ^bb0(%y: i32):
         %next = "test.next"(%y) : (i32) -> i32
         scf.yield %next : i32
       }
       return %0 : i32
     }`,
    [
      "%0:2 = scf.while (%arg1 = %arg0) : (i32) -> (i32, i32) {",
      '%1 = "test.early"() : () -> i32',
      '%2 = "test.condition"(%arg1) : (i32) -> i1',
      "scf.condition(%2) %arg1, %1 : i32, i32",
      "} do {",
      "^bb0(%arg1: i32, %arg2: i32):",
      '"test.then"() : () -> ()',
      '%1 = "test.next"(%arg2) : (i32) -> i32',
      "scf.yield %1 : i32",
      "}",
      "return %0#0 : i32",
    ],
  );
  differs(
    "an operation that might be a terminator stays when its region moves",
    `func.func @f() {
       scf.execute_region {
         "test.terminator"() : () -> ()
       }
       return
     }`,
    ['"test.terminator"() : () -> ()'],
  );
});

describe("syntax", () => {
  it("keeps terminators that have attributes", () => {
    const text = `func.func @f(%c: i1, %n: index) {
      scf.if %c {
        scf.yield {test.a}
      }
      scf.for %i = %n to %n step %n {
        scf.yield {test.b}
      }
      scf.forall (%i) in (%n) {
        scf.forall.in_parallel {
        } {test.c}
      }
      return
    }`;
    expect(printed(text).join("\n")).toBe(
      `scf.if %arg0 {
scf.yield {test.a}
}
scf.for %arg2 = %arg1 to %arg1 step %arg1 {
scf.yield {test.b}
}
scf.forall (%arg2) in (%arg1) {
scf.forall.in_parallel {
} {test.c}
}
return`,
    );
  });

  it("adds the terminators of cases", () => {
    const text = `func.func @f(%n: index) {
      scf.index_switch %n
      case 1 {
      }
      default {
      }
      return
    }`;
    expect(printed(text)).toEqual(["scf.index_switch %arg0", "case 1 {", "scf.yield", "}", "default {", "}", "return"]);
  });

  it("writes the values of wide switches so that mlir-opt can read them", () => {
    const text = `func.func @f(%x: i64, %y: i128) {
      cf.switch %x : i64, [default: ^a, 18446744073709551615: ^a]
    ^a:
      cf.switch %y : i128, [default: ^a, -5: ^a]
    }`;
    const lines = printed(text);
    expect(lines).toContain("-1: ^bb1");
    expect(lines).toContain("-5: ^bb1");
    if (hasOracle("mlir-opt")) {
      const module = printModule(parseOk(text, testContext(...dialects)));
      expect(runOracle("mlir-opt", [], module).stderr).toBe("");
    }
  });
});
