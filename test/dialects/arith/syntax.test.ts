/** What arith's operations look like in both forms, and the names of their results. */

import { describe, expect, it } from "vitest";
import { arithDialect, arithOps } from "../../../dialects/arith/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { hasOracle } from "../../support/oracles.ts";
import { expectRoundTrip, parseOk, testContext } from "../../support/round-trip.ts";
import { floatOps, floatPredicates, fn, integerOps, integerPredicates, moduleOf } from "./functions.ts";

const integerTypes = [
  "i32",
  "i1",
  "i128",
  "index",
  "vector<4xi8>",
  "vector<[4]xi8>",
  "tensor<4x?xi32>",
  "tensor<*xi64>",
];
const floatTypes = ["f32", "bf16", "f128", "f8E4M3FN", "vector<4xf64>", "tensor<?xf16>", "tensor<*xf32>"];
const fastmath = [
  ...["none", "reassoc", "nnan", "ninf", "nsz", "arcp", "contract", "afn", "fast", "nnan,ninf", "contract, nnan"],
  ...["fast,nnan", "reassoc,nnan,ninf,nsz,arcp,contract,afn", '"nnan"'],
];
const overflow = ["none", "nsw", "nuw", "nsw, nuw", "nuw,nsw"];

/** `op %x, %y <rest> : type` as a function of two values. */
const binary = (op: string, type: string, rest = ""): string =>
  fn(`%x: ${type}, %y: ${type}`, `%r = @${op} %x, %y ${rest} : ${type}`, `%r: ${type}`);
const cast = (op: string, from: string, to: string, rest = ""): string =>
  fn(`%x: ${from}`, `%r = @${op} %x ${rest} : ${from} to ${to}`, `%r: ${to}`);
const boolLike = (type: string): string => (type.includes("<") ? type.replace(/[^x<]+>$/, "i1>") : "i1");

const functions = [
  ...integerOps.flatMap((op) => integerTypes.map((type) => binary(op, type))),
  ...integerOps.map((op) => binary(op, "i32", '{foo, "a.b" = 1 : i8}')),
  ...["addi", "subi", "muli", "shli"].flatMap((op) => overflow.map((flags) => binary(op, "i32", `overflow<${flags}>`))),
  ...["divui", "divsi", "shrui", "shrsi"].map((op) => binary(op, "i32", "exact")),
  ...floatOps.flatMap((op) => floatTypes.map((type) => binary(op, type))),
  ...floatOps.flatMap((op) => fastmath.map((flags) => binary(op, "f32", `fastmath<${flags}>`))),
  ...floatTypes.map((type) => fn(`%x: ${type}`, `%r = @negf %x fastmath<nnan> {a} : ${type}`, `%r: ${type}`)),
  ...integerPredicates.flatMap((p) =>
    integerTypes.map((type) =>
      fn(`%x: ${type}, %y: ${type}`, `%r = @cmpi ${p}, %x, %y : ${type}`, `%r: ${boolLike(type)}`),
    ),
  ),
  ...floatPredicates.flatMap((p) =>
    floatTypes.map((type) =>
      fn(`%x: ${type}, %y: ${type}`, `%r = @cmpf ${p}, %x, %y fastmath<fast> : ${type}`, `%r: ${boolLike(type)}`),
    ),
  ),
  fn("%x: i32", '%r = @cmpi "slt", %x, %x : i32', "%r: i1"),
  ...integerTypes.flatMap((type) => [
    fn(
      `%x: ${type}`,
      `%r, %s = @addui_extended %x, %x : ${type}, ${boolLike(type)}`,
      `%r: ${type}`,
      `%s: ${boolLike(type)}`,
    ),
    fn(`%x: ${type}`, `%r, %s = @mulsi_extended %x, %x : ${type}`, `%r: ${type}`, `%s: ${type}`),
    fn(`%x: ${type}`, `%r:2 = @mului_extended %x, %x {a = 1 : i32} : ${type}`, `%r#0: ${type}`, `%r#1: ${type}`),
  ]),
  ...["extui", "extsi"].flatMap((op) => [
    cast(op, "i1", "i128"),
    cast(op, "vector<4xi8>", "vector<4xi9>"),
    cast(op, "tensor<?xi8>", "tensor<?xi16>"),
  ]),
  ...overflow.map((flags) => cast("trunci", "i32", "i7", `overflow<${flags}>`)),
  cast("extf", "f8E4M3FN", "f16"),
  ...fastmath.map((flags) => cast("extf", "bf16", "f32", `fastmath<${flags}>`)),
  cast("truncf", "f64", "f32"),
  ...["to_nearest_even", "downward", "upward", "toward_zero", "to_nearest_away", '"upward"'].flatMap((mode) => [
    cast("truncf", "f64", "f32", mode),
    cast("truncf", "f64", "f32", `${mode} fastmath<nnan> {foo}`),
  ]),
  cast("truncf", "vector<2xf64>", "vector<2xf32>", "fastmath<none>"),
  ...["", "fastmath<fast>"].flatMap((flags) => [
    fn("%x: f16, %s: f8E8M0FNU", `%r = @scaling_extf %x, %s ${flags} : f16, f8E8M0FNU to f32`, "%r: f32"),
    fn("%x: f32, %s: f8E8M0FNU", `%r = @scaling_truncf %x, %s ${flags} : f32, f8E8M0FNU to f16`, "%r: f16"),
    fn(
      "%x: vector<4xf32>, %s: f32",
      `%r = @scaling_truncf %x, %s downward ${flags} : vector<4xf32>, f32 to vector<4xf16>`,
      "%r: vector<4xf16>",
    ),
  ]),
  ...["uitofp", "sitofp"].flatMap((op) => [cast(op, "i1", "f8E5M2"), cast(op, "vector<4xi8>", "vector<4xf64>")]),
  ...["fptoui", "fptosi"].flatMap((op) => [cast(op, "f80", "i1"), cast(op, "tensor<4xf16>", "tensor<4xi8>")]),
  ...["index_cast", "index_castui"].flatMap((op) => [
    cast(op, "index", "i1"),
    cast(op, "i128", "index", "{a}"),
    cast(op, "vector<4xindex>", "vector<4xi8>"),
    cast(op, "memref<4x?xindex>", "memref<4x?xi32>"),
  ]),
  cast("bitcast", "f32", "i32"),
  cast("bitcast", "tensor<?xi16>", "tensor<?xbf16>"),
  cast("bitcast", "memref<4xf32>", "memref<4xi32>"),
  ...[
    ["i1", "i32"],
    ["i1", "vector<4xi32>"],
    ["vector<4xi1>", "vector<4xf32>"],
    ["tensor<?xi1>", "tensor<?xindex>"],
    ["i1", "memref<4xi32>"],
    ["i1", "(i32) -> i32"],
    ["i1", "complex<f32>"],
  ].map(([condition, type]) =>
    fn(
      `%c: ${condition}, %x: ${type}`,
      `%r = @select %c, %x, %x {a} : ${condition === "i1" ? "" : `${condition}, `}${type}`,
      `%r: ${type}`,
    ),
  ),
];

const constants = [
  ...["42 : i32", "-1 : i64", "7", "true", "false", "-3 : index", "170141183460469231731687303715884105727 : i128"],
  ...["1.5 : f32", "2.0", "0x7FC00001 : f32", "-0.0 : bf16", "{a.b = 1 : i8} 3 : i7"],
  ...["dense<[1, 2]> : vector<2xi32>", "dense<1.5> : tensor<2x2xf64>", "dense<true> : vector<[4]xi1>"],
  ...[
    "dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>",
    "dense<[1, 2]> : tensor<2xsi8>",
    'dense<"a"> : tensor<2x!foo.string>',
  ],
  ...["sparse<[[0]], [1.5]> : tensor<3xf32>", "dense<> : tensor<0xi32>"],
];

describe("the syntax of arith", () => {
  it.skipIf(!hasOracle("mlir-opt"))(`is that of mlir-opt in ${functions.length} functions`, () => {
    expectRoundTrip(moduleOf(functions), arithDialect, funcDialect);
  });

  it("names multiples of the vector length", () => {
    const text = [
      '%v = "vector.vscale"() : () -> index',
      "%c = arith.constant 4 : index",
      "%0 = arith.muli %v, %c : index",
      "%1 = arith.muli %c, %v : index",
      "%2 = arith.muli %v, %v : index",
    ].join("\n");
    const names = [...printModule(parseOk(text, testContext(arithDialect))).matchAll(/(%\w+) = arith.muli/g)];
    expect(names.map((match) => match[1])).toEqual(["%c4_vscale", "%c4_vscale_0", "%1"]);
  });

  it.skipIf(!hasOracle("mlir-opt"))("is that of mlir-opt for constants", () => {
    expectRoundTrip(
      constants
        .map((value) => `%0 = arith.constant ${value}`)
        .map((line, i) => line.replace("%0", `%${i}`))
        .join("\n"),
      arithDialect,
    );
  });

  it("covers every operation", () => {
    const text = moduleOf(functions);
    for (const { name } of arithOps) if (name !== "arith.constant") expect(text).toContain(`${name} `);
  });

  it("names constants after their values, and the halves of two results", () => {
    const text = [
      "%0 = arith.constant -3 : i7",
      "%1 = arith.constant 42 : index",
      "%2 = arith.constant true",
      "%3 = arith.constant false",
      "%4 = arith.constant 1.5 : f32",
      "%5 = arith.constant dense<1> : vector<2xi32>",
      "%6, %7 = arith.addui_extended %0, %0 : i7, i1",
      "%8:2 = arith.mulsi_extended %0, %0 : i7",
    ].join("\n");
    const names = [...printModule(parseOk(text, testContext(arithDialect))).matchAll(/^ *(%.*?) =/gm)].map(
      (match) => match[1],
    );
    expect(names).toEqual(["%c-3_i7", "%c42", "%true", "%false", "%cst", "%cst_0", "%sum, %overflow", "%low, %high"]);
  });
});
