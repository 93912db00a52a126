/** Branches and assertions become those of llvm as with mlir-opt. */

import { describe, expect, it } from "vitest";
import { hasOracle } from "../../support/oracles.ts";
import { failureOf, transformedText } from "../../support/pipeline.ts";
import { expectSameLowering, mlirOptFailure } from "./compare.ts";

const branches = `
  func.func private @use(index, f32)
  func.func @all(%c: i1, %i: index, %f: i32, %x: f32) -> index {
    cf.br ^bb1(%i, %x : index, f32) {x.y}
  ^bb1(%a: index, %y: f32):
    cf.cond_br %c weights([10, 20]), ^bb2(%a : index), ^bb3 {a.b}
  ^bb2(%b: index):
    cf.switch %f : i32, [
      default: ^bb1(%b, %y : index, f32),
      42: ^bb3,
      43: ^bb4(%b, %b : index, index),
      -1: ^bb4(%a, %a : index, index)
    ]
  ^bb3:
    cf.br ^bb5
  ^bb4(%d: index, %e: index):
    call @use(%d, %x) : (index, f32) -> ()
    cf.switch %f : i32, [
      default: ^bb5
    ]
  ^bb5:
    return %i : index
  }
  func.func @widths(%a: i64, %b: i8, %i: index) -> index {
    cf.switch %a : i64, [
      default: ^bb1(%i : index),
      4294967296: ^bb1(%i : index),
      -5: ^bb3
    ]
  ^bb1(%k: index):
    cf.switch %b : i8, [
      default: ^bb3,
      127: ^bb2(%k : index)
    ]
  ^bb2(%l: index):
    return %l : index
  ^bb3:
    return %i : index
  }
  func.func @same(%c: i1, %i: index, %j: index) -> index {
    cf.cond_br %c, ^bb1(%i : index), ^bb1(%j : index)
  ^bb1(%a: index):
    return %a : index
  }`;

/** A loop that carries a value of the type around. */
const carrying = (type: string): string => `
  func.func private @use(${type}) -> i1
  func.func @f(%n: ${type}) {
    cf.br ^bb1(%n : ${type})
  ^bb1(%v: ${type}):
    %c = call @use(%v) : (${type}) -> i1
    cf.cond_br %c, ^bb1(%v : ${type}), ^bb2
  ^bb2:
    return
  }`;

const assertions = `
  llvm.mlir.global private constant @assert_msg("x")
  llvm.func @abort()
  func.func @f(%c: i1, %d: i1, %i: index) -> index {
    cf.br ^bb1(%i : index)
  ^bb1(%k: index):
    cf.assert %c, "no \\22quotes\\22\\0A, \\C3\\BC"
    cf.assert %d, ""
    cf.cond_br %c, ^bb1(%k : index), ^bb2(%k : index)
  ^bb2(%l: index):
    cf.assert %d, "last"
    return %l : index
  }
  module @inner {
    func.func @f(%c: i1) {
      cf.assert %c, "inner"
      return
    }
  }`;

describe.skipIf(!hasOracle("mlir-opt"))("convert-cf-to-llvm", () => {
  it.each(["convert-cf-to-llvm", "convert-cf-to-llvm{index-bitwidth=32}"])("converts branches: %s", (pass) => {
    expectSameLowering(branches, pass);
  });

  it.each(["f32", "vector<2x2xf32>", "memref<?xf32>", "memref<*xf32>", "complex<f64>", "f8E4M3FN"])(
    "converts block arguments of type %s",
    (type) => {
      expectSameLowering(carrying(type), "convert-cf-to-llvm");
    },
  );

  it("converts assertions", () => {
    expectSameLowering(assertions, "convert-cf-to-llvm");
  });

  it.each([
    ["block arguments that LLVM cannot hold", carrying("tensor<2xf32>")],
    [
      "assertions where there may be one block only",
      'func.func @f(%c: i1) {\nscf.if %c {\ncf.assert %c, "no"\n}\nreturn\n}',
    ],
  ])("refuses %s", (_, text) => {
    const [message] = failureOf(text, "convert-cf-to-llvm");
    expect(message).toBe(mlirOptFailure(text, "convert-cf-to-llvm"));
  });
});

describe("convert-cf-to-llvm", () => {
  it("keeps the attributes of a switch", () => {
    const text = "func.func @f(%a: i32) {\ncf.switch %a : i32, [\ndefault: ^b\n] {x.y}\n^b:\nreturn\n}";
    expect(transformedText(text, "convert-cf-to-llvm")).toMatch(/llvm\.switch [^{]*\{x\.y\}/);
  });

  const assertion = 'func.func @f(%c: i1) {\ncf.assert %c, "no"\nreturn\n}';
  it.each([
    ["llvm.mlir.global private @puts() : i32", "redefinition of symbol named 'puts'"],
    ["func.func private @abort()", "redefinition of symbol named 'abort'"],
    [
      "llvm.func @abort(i32)",
      "'llvm.func' op redefinition of function 'abort' of different type '!llvm.func<void ()>' is prohibited",
    ],
  ])("refuses assertions beside %s", (symbol, message) => {
    expect(failureOf(`${symbol}\n${assertion}`, "convert-cf-to-llvm")[0]).toBe(message);
  });
});
