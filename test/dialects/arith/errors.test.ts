/** What the parser and the verifier say of malformed operations: upstream's words at upstream's place. */

import { describe, expect, it } from "vitest";
import { arithDialect } from "../../../dialects/arith/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { parseModule } from "../../../ir/assembly/parse.ts";
import { Context } from "../../../ir/context.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";

/** Each operation is malformed in one way. */
const cases: readonly (readonly [args: string, operation: string, message: string])[] = [
  // Constants.
  ["", `"arith.constant"() : () -> i32`, "'arith.constant' op requires attribute 'value'"],
  [
    "",
    `"arith.constant"() {value = 1 : i32} : () -> i64`,
    "'arith.constant' op failed to verify that all of {value, result} have same type",
  ],
  [
    "",
    `"arith.constant"() {value = "a"} : () -> none`,
    "'arith.constant' op value must be an integer, float, or elements attribute",
  ],
  ["", "arith.constant 1 : si32", "'arith.constant' op integer return type must be signless"],
  [
    "",
    "arith.constant dense<[1, 2]> : vector<[2]xi32>",
    "'arith.constant' op intializing scalable vectors with elements attribute is not supported unless it's a vector splat",
  ],
  ["", "arith.constant 300 : i8", "integer constant out of range for attribute"],
  // Arithmetic.
  [
    "%x: i32, %y: i64",
    `"arith.addi"(%x, %y) : (i32, i64) -> i32`,
    "'arith.addi' op requires the same type for all operands and results",
  ],
  [
    "%x: i32",
    `"arith.addi"(%x, %x) : (i32, i32) -> i64`,
    "'arith.addi' op requires the same type for all operands and results",
  ],
  ["%x: i32", `"arith.addi"(%x) : (i32) -> i32`, "'arith.addi' op expected 2 operands, but found 1"],
  ["%x: f32", "arith.addi %x, %x : f32", "'arith.addi' op operand #0 must be signless-integer-like, but got 'f32'"],
  ["%x: si32", "arith.muli %x, %x : si32", "'arith.muli' op operand #0 must be signless-integer-like, but got 'si32'"],
  ["%x: i32", "arith.addf %x, %x : i32", "'arith.addf' op operand #0 must be floating-point-like, but got 'i32'"],
  [
    "%x: memref<4xf32>",
    "arith.divf %x, %x : memref<4xf32>",
    "'arith.divf' op operand #0 must be floating-point-like, but got 'memref<4xf32>'",
  ],
  ["%x: i32", "arith.negf %x : i32", "'arith.negf' op operand #0 must be floating-point-like, but got 'i32'"],
  [
    "%x: tensor<4xf32>, %y: tensor<5xf32>",
    `"arith.subf"(%x, %y) : (tensor<4xf32>, tensor<5xf32>) -> tensor<4xf32>`,
    "'arith.subf' op requires the same type for all operands and results",
  ],
  [
    "%x: tensor<4xf32>, %y: vector<4xf32>",
    `"arith.mulf"(%x, %y) : (tensor<4xf32>, vector<4xf32>) -> tensor<4xf32>`,
    "'arith.mulf' op all non-scalar operands/results must have the same shape and base type",
  ],
  [
    "%x: tensor<4xf32>, %y: tensor<*xf32>",
    `"arith.remf"(%x, %y) : (tensor<4xf32>, tensor<*xf32>) -> tensor<4xf32>`,
    "'arith.remf' op all non-scalar operands/results must have the same shape and base type",
  ],
  [
    "%x: i32",
    `"arith.addi"(%x, %x) {overflowFlags = 3 : i32} : (i32, i32) -> i32`,
    "'arith.addi' op attribute 'overflowFlags' failed to satisfy constraint: Integer overflow arith flags",
  ],
  [
    "%x: f32",
    `"arith.addf"(%x, %x) {fastmath = 3 : i32} : (f32, f32) -> f32`,
    "'arith.addf' op attribute 'fastmath' failed to satisfy constraint: Floating point fast math flags",
  ],
  [
    "%x: i32",
    `"arith.divui"(%x, %x) {isExact = 3 : i32} : (i32, i32) -> i32`,
    "'arith.divui' op attribute 'isExact' failed to satisfy constraint: unit attribute",
  ],
  [
    "%x: i32",
    "arith.addui_extended %x, %x : i32, i32",
    "'arith.addui_extended' op result #1 must be bool-like, but got 'i32'",
  ],
  [
    "%x: vector<4xi32>",
    "arith.addui_extended %x, %x : vector<4xi32>, vector<5xi1>",
    "'arith.addui_extended' op all non-scalar operands/results must have the same shape and base type",
  ],
  [
    "%x: vector<4xi32>",
    "arith.addui_extended %x, %x : vector<4xi32>, i1",
    "'arith.addui_extended' op if an operand is non-scalar, then all results must be non-scalar",
  ],
  [
    "%x: i32, %y: i64",
    `"arith.addui_extended"(%x, %y) : (i32, i64) -> (i32, i1)`,
    "'arith.addui_extended' op failed to verify that all of {lhs, rhs, sum} have same type",
  ],
  [
    "%x: i32, %y: i64",
    `"arith.mulsi_extended"(%x, %y) : (i32, i64) -> (i32, i32)`,
    "'arith.mulsi_extended' op failed to verify that all of {lhs, rhs, low, high} have same type",
  ],
  // Comparisons and selections.
  ["%x: i32", `"arith.cmpi"(%x, %x) : (i32, i32) -> i1`, "'arith.cmpi' op requires attribute 'predicate'"],
  [
    "%x: i32",
    `"arith.cmpi"(%x, %x) {predicate = 10 : i64} : (i32, i32) -> i1`,
    "'arith.cmpi' op attribute 'predicate' failed to satisfy constraint: allowed 64-bit signless integer cases: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9",
  ],
  [
    "%x: i32",
    `"arith.cmpi"(%x, %x) {predicate = 1 : i32} : (i32, i32) -> i1`,
    "'arith.cmpi' op attribute 'predicate' failed to satisfy constraint: allowed 64-bit signless integer cases: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9",
  ],
  [
    "%x: f32",
    `"arith.cmpf"(%x, %x) {predicate = 16 : i64} : (f32, f32) -> i1`,
    "'arith.cmpf' op attribute 'predicate' failed to satisfy constraint: allowed 64-bit signless integer cases: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15",
  ],
  [
    "%x: i32",
    `"arith.cmpi"(%x, %x) {predicate = 1} : (i32, i32) -> i32`,
    "'arith.cmpi' op result #0 must be bool-like, but got 'i32'",
  ],
  [
    "%x: vector<4xi32>",
    `"arith.cmpi"(%x, %x) {predicate = 1} : (vector<4xi32>, vector<4xi32>) -> vector<5xi1>`,
    "'arith.cmpi' op failed to verify that result type has i1 element type and same shape as operands",
  ],
  [
    "%x: i32, %y: i64",
    `"arith.cmpi"(%x, %y) {predicate = 1} : (i32, i64) -> i1`,
    "'arith.cmpi' op requires all operands to have the same type",
  ],
  [
    "%c: i32, %x: f32",
    `"arith.select"(%c, %x, %x) : (i32, f32, f32) -> f32`,
    "'arith.select' op operand #0 must be bool-like, but got 'i32'",
  ],
  [
    "%c: i1, %x: f32, %y: f64",
    `"arith.select"(%c, %x, %y) : (i1, f32, f64) -> f32`,
    "'arith.select' op failed to verify that all of {true_value, false_value, result} have same type",
  ],
  [
    "%c: vector<4xi1>, %x: vector<3xf32>",
    "arith.select %c, %x, %x : vector<4xi1>, vector<3xf32>",
    "'arith.select' op failed to verify that condition is signless i1 or has matching shape",
  ],
  [
    "%c: tensor<?xi1>, %x: tensor<4xf32>",
    "arith.select %c, %x, %x : tensor<?xi1>, tensor<4xf32>",
    "'arith.select' op failed to verify that condition is signless i1 or has matching shape",
  ],
  [
    "%c: vector<4xi1>, %x: tensor<4xf32>",
    "arith.select %c, %x, %x : vector<4xi1>, tensor<4xf32>",
    "'arith.select' op all non-scalar operands/results must have the same shape and base type",
  ],
  // Casts.
  ...(["extsi", "extui"] as const).flatMap((op) => [
    [
      "%x: i32",
      `arith.${op} %x : i32 to i16`,
      `'arith.${op}' op operand type 'i32' and result type 'i16' are cast incompatible`,
    ] as const,
    [
      "%x: i32",
      `arith.${op} %x : i32 to i32`,
      `'arith.${op}' op operand type 'i32' and result type 'i32' are cast incompatible`,
    ] as const,
    [
      "%x: i32",
      `arith.${op} %x : i32 to f64`,
      `'arith.${op}' op result #0 must be signless-fixed-width-integer-like, but got 'f64'`,
    ] as const,
    [
      "%x: i32",
      `arith.${op} %x : i32 to index`,
      `'arith.${op}' op result #0 must be signless-fixed-width-integer-like, but got 'index'`,
    ] as const,
  ]),
  [
    "%x: i32",
    "arith.trunci %x : i32 to i33",
    "'arith.trunci' op operand type 'i32' and result type 'i33' are cast incompatible",
  ],
  [
    "%x: f32",
    "arith.extf %x : f32 to bf16",
    "'arith.extf' op operand type 'f32' and result type 'bf16' are cast incompatible",
  ],
  [
    "%x: bf16",
    "arith.extf %x : bf16 to f16",
    "'arith.extf' op operand type 'bf16' and result type 'f16' are cast incompatible",
  ],
  [
    "%x: f32",
    "arith.truncf %x : f32 to f32",
    "'arith.truncf' op operand type 'f32' and result type 'f32' are cast incompatible",
  ],
  [
    "%x: i32",
    "arith.truncf %x : i32 to bf16",
    "'arith.truncf' op operand #0 must be floating-point-like, but got 'i32'",
  ],
  [
    "%x: f32",
    `"arith.truncf"(%x) {roundingmode = 9 : i32} : (f32) -> bf16`,
    "'arith.truncf' op attribute 'roundingmode' failed to satisfy constraint: Floating point rounding mode",
  ],
  [
    "%x: f32, %s: f32",
    "arith.scaling_extf %x, %s : f32, f32 to f16",
    "'arith.scaling_extf' op operand types 'f32', 'f32' and result type 'f16' are cast incompatible",
  ],
  [
    "%x: f16, %s: f32",
    "arith.scaling_truncf %x, %s : f16, f32 to f32",
    "'arith.scaling_truncf' op operand types 'f16', 'f32' and result type 'f32' are cast incompatible",
  ],
  [
    "%x: f32, %s: i32",
    "arith.scaling_truncf %x, %s : f32, i32 to f16",
    "'arith.scaling_truncf' op operand #1 must be floating-point-like, but got 'i32'",
  ],
  [
    "%x: tensor<4xf32>, %s: tensor<4xf32>",
    "arith.scaling_truncf %x, %s : tensor<4xf32>, tensor<4xf32> to tensor<5xf16>",
    "'arith.scaling_truncf' op failed to verify that input and output have the same tensor dimensions",
  ],
  [
    "%x: f32",
    "arith.sitofp %x : f32 to f32",
    "'arith.sitofp' op operand #0 must be signless-fixed-width-integer-like, but got 'f32'",
  ],
  [
    "%x: index",
    "arith.uitofp %x : index to f32",
    "'arith.uitofp' op operand #0 must be signless-fixed-width-integer-like, but got 'index'",
  ],
  [
    "%x: f32",
    "arith.fptosi %x : f32 to f32",
    "'arith.fptosi' op result #0 must be signless-fixed-width-integer-like, but got 'f32'",
  ],
  [
    "%x: f32",
    "arith.fptoui %x : f32 to index",
    "'arith.fptoui' op result #0 must be signless-fixed-width-integer-like, but got 'index'",
  ],
  [
    "%x: i32",
    "arith.index_cast %x : i32 to i16",
    "'arith.index_cast' op operand type 'i32' and result type 'i16' are cast incompatible",
  ],
  [
    "%x: index",
    "arith.index_castui %x : index to index",
    "'arith.index_castui' op operand type 'index' and result type 'index' are cast incompatible",
  ],
  [
    "%x: index",
    "arith.index_cast %x : index to f32",
    "'arith.index_cast' op result #0 must be signless-integer-like or memref of signless-integer, but got 'f32'",
  ],
  [
    "%x: memref<4xi32>",
    "arith.index_cast %x : memref<4xi32> to memref<5xindex>",
    "'arith.index_cast' op requires the same shape for all operands and results",
  ],
  [
    "%x: i32",
    "arith.bitcast %x : i32 to f16",
    "'arith.bitcast' op operand type 'i32' and result type 'f16' are cast incompatible",
  ],
  [
    "%x: index",
    "arith.bitcast %x : index to i64",
    "'arith.bitcast' op operand #0 must be signless-integer-or-float-like or memref of signless-integer or float, but got 'index'",
  ],
  [
    "%x: vector<4xi32>",
    "arith.bitcast %x : vector<4xi32> to vector<8xi16>",
    "'arith.bitcast' op requires the same shape for all operands and results",
  ],
  [
    "%x: tensor<?xi32>",
    "arith.extsi %x : tensor<?xi32> to tensor<5xi64>",
    "'arith.extsi' op failed to verify that input and output have the same tensor dimensions",
  ],
  [
    "%x: tensor<5xi32>",
    "arith.extsi %x : tensor<5xi32> to vector<5xi64>",
    "'arith.extsi' op failed to verify that input and output have the same tensor dimensions",
  ],
  [
    "%x: vector<4xi32>",
    "arith.extsi %x : vector<4xi32> to i64",
    "'arith.extsi' op requires the same shape for all operands and results",
  ],
  // Syntax.
  ["%x: i32", "arith.addi %x : i32", "expected ','"],
  ["%x: f32", "arith.addf %x, %x fastmath : f32", "expected '<'"],
  ["%x: f32", "arith.truncf %x foo : f32 to bf16", "expected ':'"],
  [
    "%x: i32",
    "arith.cmpi foo, %x, %x : i32",
    "custom op 'arith.cmpi' expected string or keyword containing one of the following enum values for attribute 'predicate' [eq, ne, slt, sle, sgt, sge, ult, ule, ugt, uge]",
  ],
  [
    "%x: i32",
    `arith.cmpi "foo", %x, %x : i32`,
    `custom op 'arith.cmpi' invalid predicate attribute specification: "foo"`,
  ],
  [
    "%x: f32",
    `arith.truncf %x "foo" : f32 to bf16`,
    `custom op 'arith.truncf' invalid roundingmode attribute specification: "foo"`,
  ],
];

const results = (operation: string): string => (operation.includes("_extended") ? "%r, %s" : "%r");
const functions = cases.map(
  ([args, operation]) => `func.func @f(${args}) {\n  ${results(operation)} = ${operation}\n  return\n}\n`,
);

describe("errors of arith", () => {
  it.each(cases.map(([, operation, message], i) => [operation, message, i] as const))("%s", (_, message, i) => {
    const context = new Context({ extensions: [arithDialect, funcDialect] });
    expect(parseModule(functions[i]!, context)).toBeUndefined();
    expect(context.diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message]);
  });

  it.skipIf(!hasOracle("mlir-opt"))("are those of mlir-opt", () => {
    const { stderr } = runOracle("mlir-opt", ["--split-input-file"], functions.join("// -----\n"));
    const upstream = [...stderr.matchAll(/^.*?:\d+:\d+: error: (.*)$/gm)].map((match) => match[1]!);
    expect(upstream).toEqual(cases.map(([, , message]) => message));
  });

  it("name the flags that there are", () => {
    const messageOf = (operation: string): string | undefined => {
      const context = new Context({ extensions: [arithDialect, funcDialect] });
      parseModule(`func.func @f(%x: i32, %y: f32) {\n  %r = ${operation}\n  return\n}`, context);
      return context.diagnostics[0]?.message;
    };
    expect(messageOf("arith.addi %x, %x overflow<wrap> : i32")).toBe(
      "custom op 'arith.addi' expected ::mlir::arith::IntegerOverflowFlags to be one of: none, nsw, nuw",
    );
    expect(messageOf("arith.addf %y, %y fastmath<safe> : f32")).toBe(
      "custom op 'arith.addf' expected ::mlir::arith::FastMathFlags to be one of: none, reassoc, nnan, ninf, nsz, arcp, contract, afn, fast",
    );
  });

  it("a condition of many elements cannot select scalars", () => {
    const context = new Context({ extensions: [arithDialect, funcDialect] });
    parseModule(
      "func.func @f(%c: vector<4xi1>, %x: f32) {\n  %r = arith.select %c, %x, %x : vector<4xi1>, f32\n  return\n}",
      context,
    );
    expect(context.diagnostics.map(({ message }) => message)).toEqual([
      "'arith.select' op failed to verify that condition is signless i1 or has matching shape",
    ]);
  });
});
