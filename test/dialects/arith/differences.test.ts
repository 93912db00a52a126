/**
 * Where adopt's canonical form differs from that of mlir-opt 22 on purpose: because upstream's rewrite changes what the
 * program computes, makes invalid IR or crashes, or because adopt's general rule folds more.
 */
import { describe } from "vitest";
import { arithDialect } from "../../../dialects/arith/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { differsFromUpstream, linesOf } from "../../support/differences.ts";
import { fn, integerPredicates } from "./functions.ts";

/** The operations of the one function in a module, without dialect prefixes. */
const bodyOf = (module: string): string[] =>
  linesOf(module)
    .map((line) => line.replaceAll("arith.", ""))
    .filter((line) => !line.startsWith("func.func"));

const differs = (why: string, args: string, body: string, result: string, expected: readonly string[]): void =>
  differsFromUpstream(why, fn(args, body, result), expected, [arithDialect, funcDialect], bodyOf);

describe("overflow flags are kept only where they hold", () => {
  differs(
    "x - 7 + 4 wraps as an unsigned addition of -3",
    "%x: i32",
    "%c = 7 : i32; %d = 4 : i32; %t = @subi %x, %c overflow<nsw, nuw> : i32; %r = @addi %t, %d overflow<nsw, nuw> : i32",
    "%r: i32",
    ["%c-3_i32 = constant -3 : i32", "%0 = addi %arg0, %c-3_i32 overflow<nsw> : i32", "return %0 : i32"],
  );
  differs(
    "x + 7 - 4 never wraps if the two steps do not",
    "%x: i32",
    "%c = 7 : i32; %d = 4 : i32; %t = @addi %x, %c overflow<nsw, nuw> : i32; %r = @subi %t, %d overflow<nsw, nuw> : i32",
    "%r: i32",
    ["%c3_i32 = constant 3 : i32", "%0 = addi %arg0, %c3_i32 overflow<nsw, nuw> : i32", "return %0 : i32"],
  );
  differs(
    "the sum of the constants wraps itself",
    "%x: i8",
    "%c = 100 : i8; %t = @addi %x, %c overflow<nsw> : i8; %r = @addi %t, %c overflow<nsw> : i8",
    "%r: i8",
    ["%c-56_i8 = constant -56 : i8", "%0 = addi %arg0, %c-56_i8 : i8", "return %0 : i8"],
  );
  differs(
    "the product of the constants wraps itself",
    "%x: i8",
    "%c = 100 : i8; %t = @muli %x, %c overflow<nsw> : i8; %r = @muli %t, %c overflow<nsw> : i8",
    "%r: i8",
    ["%c16_i8 = constant 16 : i8", "%0 = muli %arg0, %c16_i8 : i8", "return %0 : i8"],
  );
  differs(
    "the inner truncation may lose bits",
    "%x: i32",
    "%t = @trunci %x : i32 to i16; %r = @trunci %t overflow<nsw> : i16 to i8",
    "%r: i8",
    ["%0 = trunci %arg0 : i32 to i8", "return %0 : i8"],
  );
  differs(
    "a shift that fills with zeros loses the sign",
    "%x: i32",
    "%c = 16 : i32; %t = @shrsi %x, %c : i32; %r = @trunci %t overflow<nsw> : i32 to i16",
    "%r: i16",
    [
      "%c16_i32 = constant 16 : i32",
      "%0 = shrui %arg0, %c16_i32 : i32",
      "%1 = trunci %0 : i32 to i16",
      "return %1 : i16",
    ],
  );
});

describe("casts that lose bits stay", () => {
  differs(
    "an index does not fit into 32 bits",
    "%x: index",
    "%t = @index_cast %x : index to i32; %r = @index_cast %t : i32 to index",
    "%r: index",
    ["%0 = index_cast %arg0 : index to i32", "%1 = index_cast %0 : i32 to index", "return %1 : index"],
  );
  differs(
    "two roundings are not one",
    "%x: i64",
    "%t = @sitofp %x : i64 to f64; %r = @truncf %t : f64 to f32",
    "%r: f32",
    ["%0 = sitofp %arg0 : i64 to f64", "%1 = truncf %0 : f64 to f32", "return %1 : f32"],
  );
  differs(
    "f16 has not the range of f8E8M0FNU",
    "%x: f8E8M0FNU",
    "%t = @extf %x : f8E8M0FNU to f16; %r = @truncf %t : f16 to f8E8M0FNU",
    "%r: f8E8M0FNU",
    ["%0 = extf %arg0 : f8E8M0FNU to f16", "%1 = truncf %0 : f16 to f8E8M0FNU", "return %1 : f8E8M0FNU"],
  );
  for (const [value, what] of [
    ["0x7F800000", "infinity"],
    ["0x7FC00000", "NaN"],
  ] as const) {
    differs(`f4E2M1FN has no ${what}`, "", `%c = ${value} : f32; %r = @truncf %c : f32 to f4E2M1FN`, "%r: f4E2M1FN", [
      `%cst = constant ${value} : f32`,
      "%0 = truncf %cst : f32 to f4E2M1FN",
      "return %0 : f4E2M1FN",
    ]);
  }
  differs("f8E8M0FNU has no zero", "", "%c = -0.0 : f32; %r = @truncf %c : f32 to f8E8M0FNU", "%r: f8E8M0FNU", [
    "%cst = constant -0.000000e+00 : f32",
    "%0 = truncf %cst : f32 to f8E8M0FNU",
    "return %0 : f8E8M0FNU",
  ]);
  differs("f8E8M0FNU has no negative numbers", "", "%c = 1.0 : f8E8M0FNU; %r = @negf %c : f8E8M0FNU", "%r: f8E8M0FNU", [
    "%cst = constant 1.000000e+00 : f8E8M0FNU",
    "%0 = negf %cst : f8E8M0FNU",
    "return %0 : f8E8M0FNU",
  ]);
  differs(
    "the NaN of f8E8M0FNU is a NaN in f32 too",
    "",
    "%c = 0xFF : f8E8M0FNU; %r = @extf %c : f8E8M0FNU to f32",
    "%r: f32",
    ["%cst = constant 0x7FC00000 : f32", "return %cst : f32"],
  );
});

describe("there are no constants of dynamic shapes", () => {
  const tensor = "tensor<?xi32>";
  differs("xori", `%x: ${tensor}`, `%r = @xori %x, %x : ${tensor}`, `%r: ${tensor}`, [
    `%0 = xori %arg0, %arg0 : ${tensor}`,
    `return %0 : ${tensor}`,
  ]);
  differs(
    "subi",
    `%x: ${tensor}, %y: ${tensor}`,
    `%t = @subi %x, %y : ${tensor}; %r = @subi %t, %x : ${tensor}`,
    `%r: ${tensor}`,
    [`%0 = subi %arg0, %arg1 : ${tensor}`, `%1 = subi %0, %arg0 : ${tensor}`, `return %1 : ${tensor}`],
  );
  for (const predicate of integerPredicates) {
    differs(`cmpi ${predicate}`, `%x: ${tensor}`, `%r = @cmpi ${predicate}, %x, %x : ${tensor}`, "%r: tensor<?xi1>", [
      `%0 = cmpi ${predicate}, %arg0, %arg0 : ${tensor}`,
      "return %0 : tensor<?xi1>",
    ]);
  }
});

describe("whatever is computed from poison is poison", () => {
  const poisoned = (type: string): string[] => [`%0 = ub.poison : ${type}`, `return %0 : ${type}`];
  for (const op of ["shli", "shrui", "shrsi"]) {
    differs(op, "%x: i32", `%p = ub.poison : i32; %r = @${op} %x, %p : i32`, "%r: i32", poisoned("i32"));
  }
  differs("cmpi", "%x: i32", "%p = ub.poison : i32; %r = @cmpi eq, %x, %p : i32", "%r: i1", poisoned("i1"));
  differs("cmpf", "%x: f32", "%p = ub.poison : f32; %r = @cmpf oeq, %x, %p : f32", "%r: i1", poisoned("i1"));
  differs(
    "select",
    "%x: i32, %y: i32",
    "%p = ub.poison : i1; %r = @select %p, %x, %y : i32",
    "%r: i32",
    poisoned("i32"),
  );
  differs(
    "addui_extended, where upstream crashes",
    "%x: i32",
    "%p = ub.poison : i32; %r, %s = @addui_extended %x, %p : i32, i1",
    "%s: i1",
    poisoned("i1"),
  );
});

describe("an element without a result keeps the others from folding", () => {
  const type = "vector<2xi8>";
  for (const op of ["shli", "shrui", "shrsi"]) {
    differs(
      op,
      "",
      `%c = dense<[1, 3]> : ${type}; %d = dense<[8, 1]> : ${type}; %r = @${op} %c, %d : ${type}`,
      `%r: ${type}`,
      [
        `%cst = constant dense<[1, 3]> : ${type}`,
        `%cst_0 = constant dense<[8, 1]> : ${type}`,
        `%0 = ${op} %cst, %cst_0 : ${type}`,
        `return %0 : ${type}`,
      ],
    );
  }
});

describe("more is folded", () => {
  const vector = "vector<2xf32>";
  differs(
    "comparisons of vectors",
    "",
    `%c = dense<[1.0, 2.0]> : ${vector}; %d = dense<[2.0, 1.0]> : ${vector}; %r = @cmpf olt, %c, %d : ${vector}`,
    "%r: vector<2xi1>",
    ["%cst = constant dense<[true, false]> : vector<2xi1>", "return %cst : vector<2xi1>"],
  );
  differs(
    "comparisons with vectors of NaN",
    `%x: ${vector}`,
    `%c = dense<0x7FC00000> : ${vector}; %r = @cmpf olt, %x, %c : ${vector}`,
    "%r: vector<2xi1>",
    ["%cst = constant dense<false> : vector<2xi1>", "return %cst : vector<2xi1>"],
  );
  differs(
    "comparisons of vectors of converted integers, where upstream crashes",
    "%x: vector<2xi8>",
    `%c = dense<1.5> : ${vector}; %f = @sitofp %x : vector<2xi8> to ${vector}; %r = @cmpf olt, %f, %c : ${vector}`,
    "%r: vector<2xi1>",
    [
      "%cst = constant dense<1> : vector<2xi8>",
      "%0 = cmpi sle, %arg0, %cst : vector<2xi8>",
      "return %0 : vector<2xi1>",
    ],
  );
  differs(
    "predicates that ask nothing, where upstream crashes",
    "%x: i8",
    "%c = 1.5 : f32; %f = @sitofp %x : i8 to f32; %r = @cmpf true, %f, %c : f32",
    "%r: i1",
    ["%true = constant true", "return %true : i1"],
  );
  differs(
    "quotients of the smallest number that fit",
    "",
    "%c = -128 : i8; %d = 3 : i8; %r = @ceildivsi %c, %d : i8",
    "%r: i8",
    ["%c-42_i8 = constant -42 : i8", "return %c-42_i8 : i8"],
  );
  differs(
    "conversions to a format with one NaN",
    "",
    "%c = 0x7FC00000 : f32; %r = @truncf %c : f32 to f8E4M3FNUZ",
    "%r: f8E4M3FNUZ",
    ["%cst = constant 0x80 : f8E4M3FNUZ", "return %cst : f8E4M3FNUZ"],
  );
});
