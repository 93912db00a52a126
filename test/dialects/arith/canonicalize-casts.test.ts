/** Folding and canonicalization of casts, function by function the same as mlir-opt's. */

import { describe } from "vitest";
import { same } from "./canonical-forms.ts";
import { fn } from "./functions.ts";

const vector = "vector<2xi32>";

describe("integer casts", () => {
  for (const op of ["extui", "extsi"]) {
    same(op, [
      ...["extui", "extsi"].flatMap((inner) => [
        fn("%x: i8", `%t = @${inner} %x : i8 to i16; %r = @${op} %t : i16 to i32`, "%r: i32"),
        fn("%x: i8", `%t = @${inner} %x : i8 to i16; %r = @${op} %t : i16 to i32`, "%r: i32", "%t: i16"),
        fn(
          "%x: vector<2xi8>",
          `%t = @${inner} %x : vector<2xi8> to vector<2xi16>; %r = @${op} %t : vector<2xi16> to ${vector}`,
          `%r: ${vector}`,
        ),
      ]),
      ...["i4", "i8", "i12", "i16", "i24"].flatMap((type) => [
        fn("%x: i8", `%t = @${op} %x : i8 to i32; %r = @trunci %t : i32 to ${type}`, `%r: ${type}`),
        fn("%x: i8", `%t = @${op} %x : i8 to i32; %r = @trunci %t overflow<nsw> : i32 to ${type}`, `%r: ${type}`),
      ]),
      fn("%x: i32", `%t = @trunci %x : i32 to i8; %r = @${op} %t : i8 to i32`, "%r: i32"),
      fn("%x: i32", `%t = @trunci %x overflow<nsw, nuw> : i32 to i8; %r = @${op} %t : i8 to i32`, "%r: i32"),
      fn("", `%c = -3 : i8; %r = @${op} %c : i8 to i32`, "%r: i32"),
      fn("", `%c = true; %r = @${op} %c : i1 to i8`, "%r: i8"),
      fn("", `%c = dense<[1, -1]> : vector<2xi8>; %r = @${op} %c : vector<2xi8> to vector<2xi16>`, "%r: vector<2xi16>"),
      fn("", `%c = dense<-1> : tensor<2xi8>; %r = @${op} %c : tensor<2xi8> to tensor<2xi16>`, "%r: tensor<2xi16>"),
      fn("", `%p = ub.poison : i8; %r = @${op} %p : i8 to i32`, "%r: i32"),
    ]);
  }
  same("trunci", [
    fn("%x: i32", "%t = @trunci %x : i32 to i16; %r = @trunci %t : i16 to i8", "%r: i8"),
    ...["nsw", "nuw", "nsw, nuw"].map((flags) =>
      fn(
        "%x: i32",
        `%t = @trunci %x overflow<${flags}> : i32 to i16; %r = @trunci %t overflow<${flags}> : i16 to i8`,
        "%r: i8",
      ),
    ),
    fn("", "%c = 1000 : i32; %r = @trunci %c : i32 to i8", "%r: i8"),
    fn("", "%c = 1000 : i32; %r = @trunci %c overflow<nsw> : i32 to i8", "%r: i8"),
    ...[0, 8, 15, 16, 17, 24, 32].map((c) =>
      fn("%x: i32", `%c = ${c} : i32; %t = @shrsi %x, %c : i32; %r = @trunci %t : i32 to i16`, "%r: i16"),
    ),
    fn(
      "%x: i32",
      "%c = 16 : i32; %t = @shrsi %x, %c exact : i32; %r = @trunci %t overflow<nuw> : i32 to i16",
      "%r: i16",
    ),
    fn("%x: i32", "%c = 16 : i32; %t = @shrsi %x, %c : i32; %r = @trunci %t : i32 to i16", "%r: i16", "%t: i32"),
    ...["dense<16>", "dense<[16, 17]>"].map((c) =>
      fn(
        `%x: ${vector}`,
        `%c = ${c} : ${vector}; %t = @shrsi %x, %c : ${vector}; %r = @trunci %t : ${vector} to vector<2xi16>`,
        "%r: vector<2xi16>",
      ),
    ),
    fn(
      "%x: i32, %y: i32",
      "%a = @extsi %x : i32 to i64; %b = @extsi %y : i32 to i64; %m = @muli %a, %b : i64; %c = 32 : i64; %t = @shrsi %m, %c : i64; %r = @trunci %t : i64 to i32",
      "%r: i32",
    ),
    fn("", "%p = ub.poison : i32; %r = @trunci %p : i32 to i8", "%r: i8"),
  ]);
  for (const op of ["index_cast", "index_castui"]) {
    same(op, [
      ...["extsi", "extui"].flatMap((extension) =>
        ["i32", "i64"].map((type) =>
          fn("%x: i8", `%t = @${extension} %x : i8 to ${type}; %r = @${op} %t : ${type} to index`, "%r: index"),
        ),
      ),
      ...["index_cast", "index_castui"].flatMap((outer) => [
        ...["i8", "i32", "i64"].map((type) =>
          fn("%x: i32", `%t = @${op} %x : i32 to index; %r = @${outer} %t : index to ${type}`, `%r: ${type}`),
        ),
        ...["i64", "i128"].map((type) =>
          fn("%x: index", `%t = @${op} %x : index to ${type}; %r = @${outer} %t : ${type} to index`, "%r: index"),
        ),
      ]),
      ...[
        ["index", "i32"],
        ["index", "i128"],
        ["i32", "index"],
        ["i128", "index"],
      ].map(([from, to]) => fn("", `%c = -5 : ${from}; %r = @${op} %c : ${from} to ${to}`, `%r: ${to}`)),
      fn("", `%c = dense<[-5, 3]> : ${vector}; %r = @${op} %c : ${vector} to vector<2xindex>`, "%r: vector<2xindex>"),
      fn("", `%c = dense<-5> : tensor<2xindex>; %r = @${op} %c : tensor<2xindex> to tensor<2xi8>`, "%r: tensor<2xi8>"),
      fn("%m: memref<4xindex>", `%r = @${op} %m : memref<4xindex> to memref<4xi32>`, "%r: memref<4xi32>"),
      fn("", `%p = ub.poison : i32; %r = @${op} %p : i32 to index`, "%r: index"),
    ]);
  }
});

describe("float casts", () => {
  const flags = ["", "fastmath<contract>", "fastmath<fast>", "fastmath<nnan>"];
  same("extf and truncf", [
    ...flags.flatMap((flag) => [
      ...["f16", "f64"].map((type) =>
        type === "f16"
          ? fn("%x: f32", `%t = @truncf %x ${flag} : f32 to f16; %r = @extf %t ${flag} : f16 to f32`, "%r: f32")
          : fn("%x: f64", `%t = @truncf %x ${flag} : f64 to f16; %r = @extf %t ${flag} : f16 to f32`, "%r: f32"),
      ),
      fn("%x: f32", `%t = @truncf %x ${flag} : f32 to f16; %r = @extf %t : f16 to f32`, "%r: f32"),
      fn("%x: f32", `%t = @truncf %x : f32 to f16; %r = @extf %t ${flag} : f16 to f32`, "%r: f32"),
      ...["f16", "bf16", "f8E5M2"].map((type) =>
        fn("%x: f16", `%t = @extf %x ${flag} : f16 to f32; %r = @truncf %t ${flag} : f32 to ${type}`, `%r: ${type}`),
      ),
      fn("%x: f16", `%t = @extf %x ${flag} : f16 to f64; %r = @truncf %t ${flag} : f64 to f32`, "%r: f32"),
      fn("%x: f64", `%t = @truncf %x ${flag} : f64 to f32; %r = @truncf %t ${flag} : f32 to f16`, "%r: f16"),
      fn("%x: i32", `%t = @sitofp %x : i32 to f64; %r = @truncf %t ${flag} : f64 to f32`, "%r: f32"),
      fn("%x: i32", `%t = @uitofp %x : i32 to f64; %r = @truncf %t ${flag} : f64 to f32`, "%r: f32"),
    ]),
    fn("%x: f16", "%t = @extf %x : f16 to f32; %r = @extf %t : f32 to f64", "%r: f64"),
    fn("%x: f16", "%t = @extf %x : f16 to f32; %r = @truncf %t upward : f32 to f8E5M2", "%r: f8E5M2"),
    fn("%x: i32", "%t = @sitofp %x : i32 to f64; %r = @truncf %t upward : f64 to f32", "%r: f32"),
    fn("%x: i8", "%t = @sitofp %x : i8 to f64; %r = @truncf %t : f64 to f32", "%r: f32", "%t: f64"),
    fn("%x: i32", "%t = @sitofp %x : i32 to f32; %r = @extf %t : f32 to f64", "%r: f64"),
    fn(
      `%x: ${vector}`,
      `%t = @sitofp %x : ${vector} to vector<2xf64>; %r = @truncf %t : vector<2xf64> to vector<2xf32>`,
      "%r: vector<2xf32>",
    ),
  ]);
  const special = [
    "0x7F800000",
    "0xFFC00001",
    "0x7F800001",
    "-0.0",
    "1.0e30",
    "1.0e-30",
    "5.9604645e-8",
    "0x7FC02000",
    "1.5",
    "1.1",
  ];
  same("casts of constants", [
    ...special.flatMap((c) => [
      ...["f16", "bf16", "f8E4M3FN", "f8E5M2"].map((type) =>
        fn("", `%c = ${c} : f32; %r = @truncf %c : f32 to ${type}`, `%r: ${type}`),
      ),
      ...["f64", "f80", "f128"].map((type) => fn("", `%c = ${c} : f32; %r = @extf %c : f32 to ${type}`, `%r: ${type}`)),
      fn("", `%c = ${c} : f32; %r = @bitcast %c : f32 to i32`, "%r: i32"),
      fn("", `%c = ${c} : f32; %r = @fptosi %c : f32 to i32`, "%r: i32"),
      fn("", `%c = ${c} : f32; %r = @fptoui %c : f32 to i32`, "%r: i32"),
    ]),
    ...["upward", "downward", "toward_zero", "to_nearest_even", "to_nearest_away"].flatMap((mode) =>
      ["1.5", "1.1"].map((c) => fn("", `%c = ${c} : f32; %r = @truncf %c ${mode} : f32 to f16`, "%r: f16")),
    ),
    ...["dense<[1.5, 2.5]>", "dense<[1.5, 1.1]>", "dense<1.5>"].flatMap((c) => [
      fn("", `%c = ${c} : vector<2xf32>; %r = @extf %c : vector<2xf32> to vector<2xf64>`, "%r: vector<2xf64>"),
      fn("", `%c = ${c} : vector<2xf32>; %r = @truncf %c : vector<2xf32> to vector<2xf16>`, "%r: vector<2xf16>"),
      fn("", `%c = ${c} : vector<2xf32>; %r = @fptosi %c : vector<2xf32> to ${vector}`, `%r: ${vector}`),
      fn("", `%c = ${c} : vector<2xf32>; %r = @bitcast %c : vector<2xf32> to ${vector}`, `%r: ${vector}`),
    ]),
    fn("", `%c = dense<[1, -2]> : ${vector}; %r = @sitofp %c : ${vector} to vector<2xf32>`, "%r: vector<2xf32>"),
    ...[
      ["extf", "f32", "f64"],
      ["truncf", "f32", "f16"],
      ["sitofp", "i32", "f32"],
      ["uitofp", "i32", "f32"],
      ["fptosi", "f32", "i32"],
      ["fptoui", "f32", "i32"],
      ["bitcast", "i32", "f32"],
    ].map(([op, from, to]) => fn("", `%p = ub.poison : ${from}; %r = @${op} %p : ${from} to ${to}`, `%r: ${to}`)),
    fn("", "%c = 0x7F : f8E4M3FN; %r = @extf %c : f8E4M3FN to f32", "%r: f32"),
  ]);
  same("bitcast", [
    fn("%x: i32", "%r = @bitcast %x : i32 to i32", "%r: i32"),
    fn("%x: i32", "%t = @bitcast %x : i32 to f32; %r = @bitcast %t : f32 to i32", "%r: i32"),
    fn("%x: i16", "%t = @bitcast %x : i16 to f16; %r = @bitcast %t : f16 to bf16", "%r: bf16", "%t: f16"),
    fn("%m: memref<4xi32>", "%r = @bitcast %m : memref<4xi32> to memref<4xf32>", "%r: memref<4xf32>"),
    fn("", "%c = 1.0 : f16; %r = @bitcast %c : f16 to bf16", "%r: bf16"),
    fn(
      "",
      "%c = dense<[5, 6]> : vector<2xi16>; %r = @bitcast %c : vector<2xi16> to vector<2xbf16>",
      "%r: vector<2xbf16>",
    ),
  ]);
  same("conversions that stay", [
    fn("%x: f32", "%t = @fptosi %x : f32 to i32; %r = @sitofp %t : i32 to f32", "%r: f32"),
    fn("%x: i8", "%t = @sitofp %x : i8 to f32; %r = @fptosi %t : f32 to i8", "%r: i8"),
    fn("%x: i8", "%t = @extsi %x : i8 to i32; %r = @sitofp %t : i32 to f32", "%r: f32"),
    fn(
      "%x: f16, %s: f8E8M0FNU",
      "%t = @scaling_extf %x, %s : f16, f8E8M0FNU to f32; %r = @scaling_truncf %t, %s : f32, f8E8M0FNU to f16",
      "%r: f16",
    ),
  ]);
});
