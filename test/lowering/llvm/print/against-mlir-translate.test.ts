/** What adopt prints as LLVM IR is what mlir-translate makes of the same module. */

import { describe, expect, it } from "vitest";
import { llvmDialect } from "../../../../dialects/llvm/index.ts";
import { translateToLLVMIR } from "../../../../lowering/llvm/print/index.ts";
import { normalized } from "../../../support/llvm-ir.ts";
import { llvmPrograms } from "../../../support/llvm-programs.ts";
import { hasOracle, runOracle } from "../../../support/oracles.ts";
import { parseOk, testContext } from "../../../support/round-trip.ts";

const constants = [
  "42 : i32) : i32",
  "-1 : i32) : i64",
  "true) : i1",
  "-1 : i1) : i8",
  "3 : index) : i64",
  "170141183460469231731687303715884105727 : i128) : i128",
  ...[
    "1.0",
    "-0.0",
    "0.1",
    "1.0e-45",
    "3.40282346638528859e+38",
    "0x7F800000",
    "0xFF800000",
    "0x7FC00000",
    "0x7F800001",
    "0xFFC12345",
  ].map((value) => `${value} : f32) : f32`),
  ...[
    "1.0",
    "0.1",
    "1.0e-320",
    "1.7976931348623157e+308",
    "0x7FF0000000000000",
    "0x7FF8000000000000",
    "0xFFF0000000000123",
  ].map((value) => `${value} : f64) : f64`),
  ...["1.5", "0x7C00", "0x7E01", "0x0001"].map((value) => `${value} : f16) : f16`),
  ...["1.5", "0x7F80", "0x7FC1", "0x0001"].map((value) => `${value} : bf16) : bf16`),
  "1.5 : f80) : f80",
  "0x7FFF8000000000000000 : f80) : f80",
  "1.5 : f128) : f128",
  "0x3FFF123456789ABCDEF0123456789ABC : f128) : f128",
  "1.5 : f16) : i16",
  "1.5 : f8E5M2) : i8",
  "dense<1.5> : vector<4xf32>) : vector<4xf32>",
  "dense<[1, 2, 3, 4]> : vector<4xi8>) : vector<4xi8>",
  "dense<[true, false]> : vector<2xi1>) : vector<2xi1>",
  "dense<0> : vector<[4]xi32>) : vector<[4]xi32>",
  "dense<3> : vector<[4]xi32>) : vector<[4]xi32>",
  "dense<[[1, 2], [3, 4]]> : tensor<2x2xi32>) : !llvm.array<2 x array<2 x i32>>",
  "dense<7> : tensor<3xi32>) : !llvm.array<3 x i32>",
  "dense<0.0> : tensor<3xf32>) : !llvm.array<3 x f32>",
  "dense<-0.0> : tensor<3xf32>) : !llvm.array<3 x f32>",
  "dense<> : tensor<0xf32>) : !llvm.array<0 x f32>",
  "sparse<[[0], [2]], [1, 2]> : vector<4xi32>) : vector<4xi32>",
  '"a\\00\\22\\5C\\FF") : !llvm.array<5 x i8>',
  "[1 : i32, 2.0 : f32]) : !llvm.struct<(i32, f32)>",
  "[1 : i32, 2.0 : f32]) : !llvm.struct<packed (i32, f32)>",
  "[[1 : i32], #llvm.undef, #llvm.zero]) : !llvm.array<3 x struct<(i32)>>",
];

const ofConstants = constants
  .map((text, i) => {
    const type = text.slice(text.lastIndexOf(") : ") + 4);
    return `llvm.func @f${i}() -> ${type} { %0 = llvm.mlir.constant(${text} llvm.return %0 : ${type} }`;
  })
  .join("\n");

describe.skipIf(!hasOracle("mlir-translate") || !hasOracle("opt"))("LLVM IR as mlir-translate prints it", () => {
  it.each([...Object.entries(llvmPrograms), ["constants", ofConstants]])("%s", (_, text) => {
    const { stdout, stderr, status } = runOracle("mlir-translate", ["--mlir-to-llvmir"], text!);
    if (status !== 0) throw new Error(`mlir-translate: ${stderr}\nin\n${text}`);
    const printed = translateToLLVMIR(parseOk(text!, testContext(llvmDialect)));
    expect(normalized(printed)).toBe(normalized(stdout));
  });
});
