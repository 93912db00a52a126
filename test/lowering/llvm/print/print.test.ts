/** The text of LLVM IR: exact forms, what LLVM's verifier says of it, and errors for what has no form. */

import { describe, expect, it } from "vitest";
import { llvmDialect } from "../../../../dialects/llvm/index.ts";
import { DiagnosticError } from "../../../../ir/diagnostic.ts";
import { translateToLLVMIR } from "../../../../lowering/llvm/print/index.ts";
import { hasOracle, runOracle } from "../../../support/oracles.ts";
import { parseOk, testContext } from "../../../support/round-trip.ts";

const print = (text: string): string => translateToLLVMIR(parseOk(text, testContext(llvmDialect)));

function printError(text: string): string {
  try {
    print(text);
  } catch (error) {
    if (error instanceof DiagnosticError) return `${error.diagnostic.location} ${error.message}`;
    throw error;
  }
  throw new Error("no error");
}

const branches = `
llvm.func @numbers(%c: i1, %a: i32) -> i32 {
  %one = llvm.mlir.constant(1 : i32) : i32
  llvm.cond_br %c, ^then, ^join(%a : i32)
^join(%r: i32):
  llvm.return %r : i32
^then:
  %b = llvm.add %a, %one : i32
  llvm.br ^join(%b : i32)
}
llvm.func @twice(%c: i1, %a: i32, %b: i32) -> i32 {
  llvm.cond_br %c, ^join(%b : i32), ^join(%a : i32)
^join(%r: i32):
  llvm.return %r : i32
^dead(%x: i32):
  llvm.return %x : i32
}
llvm.func @cases(%a: i32, %b: i32) -> i32 {
  llvm.switch %a : i32, ^join(%b : i32) [
    1: ^join(%a : i32),
    2: ^join(%b : i32),
    -3: ^other,
    4: ^join(%a : i32)
  ]
^join(%r: i32):
  llvm.return %r : i32
^other:
  llvm.unreachable
}`;

const globals = `
module attributes {llvm.target_triple = "x86_64-unknown-linux-gnu", llvm.data_layout = "e-m:e-i64:64",
    llvm.module_asm = [".globl foo"]} {
  llvm.mlir.global @x() : !llvm.array<4 x i32>
  llvm.mlir.global private @"odd name\\0A"() : !llvm.ptr {
    %0 = llvm.mlir.addressof @x : !llvm.ptr
    %1 = llvm.getelementptr inbounds %0[0, 2] : (!llvm.ptr) -> !llvm.ptr, !llvm.array<4 x i32>
    llvm.return %1 : !llvm.ptr
  }
  llvm.mlir.global @"1"(dense<[[1, 2], [3, 4]]> : tensor<2x2xi32>) : !llvm.array<2 x vector<2xi32>>
  llvm.mlir.global @struct() : !llvm.struct<"S", (i32, struct<"op aque", opaque>)>
  llvm.mlir.global @address(@x) : !llvm.ptr
  llvm.mlir.global common @zero() : i32
}`;

describe("LLVM IR", () => {
  it("numbers values and blocks in the order of the text, and tells edges to one block apart", () => {
    expect(print(branches)).toBe(`define i32 @numbers(i1 %0, i32 %1) {
  br i1 %0, label %5, label %3

3:
  %4 = phi i32 [ %1, %2 ], [ %6, %5 ]
  ret i32 %4

5:
  %6 = add i32 %1, 1
  br label %3
}

define i32 @twice(i1 %0, i32 %1, i32 %2) {
  br i1 %0, label %5, label %4

4:
  br label %5

5:
  %6 = phi i32 [ %2, %3 ], [ %1, %4 ]
  ret i32 %6

7:
  ret i32 poison
}

define i32 @cases(i32 %0, i32 %1) {
  switch i32 %0, label %5 [
    i32 1, label %3
    i32 2, label %5
    i32 -3, label %7
    i32 4, label %4
  ]

3:
  br label %5

4:
  br label %5

5:
  %6 = phi i32 [ %1, %2 ], [ %0, %3 ], [ %1, %2 ], [ %0, %4 ]
  ret i32 %6

7:
  unreachable
}
`);
  });

  it("writes an attribute once that a function has twice", () => {
    const text = `llvm.func @f() attributes {passthrough = ["mustprogress", ["target-cpu", "x86-64"]], target_cpu = "x86-64"}`;
    expect(print(text)).toBe('declare void @f() "target-cpu"="x86-64" mustprogress\n');
  });

  it("quotes names, defines structs, and writes initial values as constants", () => {
    expect(print(globals)).toBe(`target datalayout = "e-m:e-i64:64"
target triple = "x86_64-unknown-linux-gnu"
module asm ".globl foo"

%"op aque" = type opaque
%S = type { i32, %"op aque" }

@x = external global [4 x i32]
@"odd name\\0A" = private global ptr getelementptr inbounds ([4 x i32], ptr @x, i32 0, i32 2)
@"1" = global [2 x <2 x i32>] [<2 x i32> <i32 1, i32 2>, <2 x i32> <i32 3, i32 4>]
@struct = external global %S
@address = global ptr @x
@zero = common global i32 0
`);
  });

  it.skipIf(!hasOracle("llvm-as"))("is accepted by LLVM", () => {
    for (const text of [branches, globals]) {
      const { stderr, status } = runOracle("llvm-as", ["-o", "-", "-"], print(text).replace("e-m:e-i64:64", ""));
      expect([status, stderr]).toEqual([0, ""]);
    }
  });

  it("says at the operation what has no form", () => {
    expect(printError('"test.op"() : () -> ()')).toBe(
      "loc(\"-\":1:1) 'test.op' op cannot be converted to LLVM IR: only operations of the llvm dialect may stand in " +
        "the module",
    );
    expect(printError('llvm.func @f() {\n  "test.op"() : () -> ()\n  llvm.return\n}')).toBe(
      "loc(\"-\":2:3) 'test.op' op cannot be converted to LLVM IR: it is not an operation of the llvm dialect that has a " +
        "form in LLVM IR",
    );
    expect(printError("llvm.func @f(!llvm.array<2 x index>)")).toContain("type 'index' does not exist in LLVM IR");
    expect(printError("llvm.func @f(i32 {llvm.foo})")).toContain("the argument attribute 'llvm.foo' is unknown");
    expect(
      printError(
        "llvm.func @f() {\n  %0 = llvm.mlir.constant(dense_resource<r> : tensor<2xi8>) : !llvm.array<2 x i8>\n  llvm.return\n}",
      ),
    ).toContain("only dense and sparse elements that stand in the file can be printed as LLVM IR");
    expect(printError('llvm.func @f(!llvm.struct<"a", (struct<"a">)>)')).toContain("struct 'a' contains itself");
    expect(
      printError(`llvm.mlir.global @g() : i32 {
        %0 = llvm.mlir.constant(1 : i32) : i32
        %1 = llvm.mul %0, %0 : i32
        llvm.return %1 : i32
      }`),
    ).toContain("'llvm.mul' op cannot be converted to LLVM IR: it cannot be part of a global variable's initial value");
  });

  it("keeps structs of one name but different bodies apart", () => {
    // Two files that are put together may name different structs alike.
    const [first, second] = ["i32", "f32"].map((type) =>
      parseOk(`llvm.func @${type}(!llvm.struct<"S", (${type})>)`, testContext(llvmDialect)),
    );
    const moved = second!.regions[0]!.front.first!;
    second!.regions[0]!.front.remove(moved);
    first!.regions[0]!.front.append(moved);
    expect(translateToLLVMIR(first!)).toBe(`%S = type { i32 }
%S.1 = type { float }

declare void @i32(%S)

declare void @f32(%S.1)
`);
  });
});
