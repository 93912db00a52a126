/** Folding and canonicalization of integers and logic, function by function the same as mlir-opt's. */

import { describe } from "vitest";
import { same } from "./canonical-forms.ts";
import { fn, integerOps } from "./functions.ts";

const ints = "%x: i32, %y: i32, %z: i32";
const vector = "vector<2xi32>";

describe("integers", () => {
  const edges = [0, 1, -1, 2, 33, 2 ** 31 - 1, -(2 ** 31)];
  const dense = ["dense<0>", "dense<1>", "dense<-1>", "dense<[0, 1]>"];
  // The three that mlir-opt folds to a constant of a dynamic shape, and to no constant where it should: differences.test.ts.
  const propagatesPoison = (op: string): boolean => !op.startsWith("sh");

  for (const op of integerOps) {
    same(op, [
      ...edges.map((c) => fn(ints, `%c = ${c} : i32; %r = @${op} %x, %c : i32`, "%r: i32")),
      ...edges.map((c) => fn(ints, `%c = ${c} : i32; %r = @${op} %c, %x : i32`, "%r: i32")),
      fn(ints, `%r = @${op} %x, %x : i32`, "%r: i32"),
      fn(`%x: ${vector}`, `%r = @${op} %x, %x : ${vector}`, `%r: ${vector}`),
      ...dense.map((c) =>
        fn(`%x: ${vector}`, `%c = ${c} : ${vector}; %r = @${op} %x, %c : ${vector}`, `%r: ${vector}`),
      ),
      ...[
        ["dense<[7, -3]>", "dense<[2, 5]>"],
        ["dense<[7, -3]>", "dense<[2, 0]>"],
        ["dense<7>", "dense<2>"],
        ["dense<7>", "dense<[2, 3]>"],
      ].map(([a, b]) =>
        fn("", `%a = ${a} : ${vector}; %b = ${b} : ${vector}; %r = @${op} %a, %b : ${vector}`, `%r: ${vector}`),
      ),
      fn("", `%a = 7 : index; %b = 2 : index; %r = @${op} %a, %b : index`, "%r: index"),
      fn("", `%a = true; %r = @${op} %a, %a : i1`, "%r: i1"),
      ...(propagatesPoison(op)
        ? [
            fn(ints, `%p = ub.poison : i32; %r = @${op} %x, %p : i32`, "%r: i32"),
            fn(ints, `%p = ub.poison : i32; %r = @${op} %p, %x : i32`, "%r: i32"),
          ]
        : []),
    ]);
  }

  const extended = ["addui_extended", "mulsi_extended", "mului_extended"];
  for (const op of extended) {
    const types = op === "addui_extended" ? ["i32", "i1"] : ["i32", "i32"];
    const written = op === "addui_extended" ? "i32, i1" : "i32";
    const vectors = types.map((type) => `vector<2x${type}>`);
    const writtenVectors = op === "addui_extended" ? vectors.join(", ") : vectors[0];
    const results = [`%r: ${types[0]}`, `%s: ${types[1]}`];
    const vectorResults = [`%r: ${vectors[0]}`, `%s: ${vectors[1]}`];
    same(op, [
      ...[0, 1, -1, 2].flatMap((c) => [
        fn(ints, `%c = ${c} : i32; %r, %s = @${op} %x, %c : ${written}`, ...results),
        fn("", `%c = ${c} : i32; %d = -5 : i32; %r, %s = @${op} %d, %c : ${written}`, ...results),
      ]),
      fn(ints, `%r, %s = @${op} %x, %y : ${written}`, ...results),
      fn(ints, `%r, %s = @${op} %x, %y : ${written}`, "%r: i32"),
      fn(ints, `%r, %s = @${op} %x, %y : ${written}`, `%s: ${types[1]}`),
      ...["dense<0>", "dense<1>", "dense<[2, 3]>"].flatMap((c) => [
        fn(`%x: ${vector}`, `%c = ${c} : ${vector}; %r, %s = @${op} %x, %c : ${writtenVectors}`, ...vectorResults),
        fn(
          "",
          `%c = ${c} : ${vector}; %d = dense<[7, -3]> : ${vector}; %r, %s = @${op} %d, %c : ${writtenVectors}`,
          ...vectorResults,
        ),
      ]),
    ]);
  }
  same("mul*_extended in one bit", [
    fn("%x: i1", "%c = true; %r, %s = @mulsi_extended %x, %c : i1", "%r: i1", "%s: i1"),
    fn("%x: i1", "%c = true; %r, %s = @mului_extended %x, %c : i1", "%r: i1", "%s: i1"),
    fn("", "%c = true; %r, %s = @mulsi_extended %c, %c : i1", "%r: i1", "%s: i1"),
  ]);

  // x + 7, x - 7 and 7 - x, then the same with 4.
  const offset = (op: string, flags: string, x: string, c: string): readonly string[] => [
    `@${op} ${x}, ${c} ${flags} : i32`,
    `@${op} ${c}, ${x} ${flags} : i32`,
  ];
  const sums = (outerFlags: string, innerFlags: string): string[] =>
    ["addi", "subi"].flatMap((inner) =>
      ["addi", "subi"].flatMap((outer) =>
        offset(inner, innerFlags, "%x", "%c").flatMap((first) =>
          offset(outer, outerFlags, "%t", "%d").map((second) =>
            fn("%x: i32", `%c = 7 : i32; %d = 4 : i32; %t = ${first}; %r = ${second}`, "%r: i32"),
          ),
        ),
      ),
    );
  same("sums with two constants", sums("", ""));
  same("sums with two constants and flags that are lost", [
    ...sums("overflow<nsw>", ""),
    ...sums("", "overflow<nsw, nuw>"),
    ...sums("overflow<nuw>", "overflow<nsw>"),
  ]);
  same("sums and differences that cancel", [
    fn(ints, "%t = @subi %x, %y : i32; %r = @addi %t, %y : i32", "%r: i32"),
    fn(ints, "%t = @subi %x, %y : i32; %r = @addi %y, %t : i32", "%r: i32"),
    fn(ints, "%t = @subi %x, %y : i32; %r = @addi %t, %x : i32", "%r: i32"),
    fn(ints, "%t = @addi %x, %y : i32; %r = @subi %t, %y : i32", "%r: i32"),
    fn(ints, "%t = @addi %x, %y : i32; %r = @subi %t, %x : i32", "%r: i32"),
    fn(ints, "%t = @addi %x, %y : i32; %r = @subi %x, %t : i32", "%r: i32"),
    fn(ints, "%t = @subi %x, %y : i32; %r = @subi %t, %x : i32", "%r: i32"),
    fn(ints, "%t = @subi %x, %y overflow<nsw, nuw> : i32; %r = @subi %t, %x overflow<nsw> : i32", "%r: i32"),
    fn(ints, "%t = @subi %x, %y : i32; %r = @subi %t, %y : i32", "%r: i32"),
    fn(ints, "%t = @subi %x, %y : i32; %r = @subi %x, %t : i32", "%r: i32"),
    ...["%t, %y", "%y, %t"].flatMap((operands) => [
      fn(ints, `%c = -1 : i32; %t = @muli %x, %c : i32; %r = @addi ${operands} : i32`, "%r: i32"),
      fn(
        ints,
        `%c = -1 : i32; %t = @muli %x, %c overflow<nsw> : i32; %r = @addi ${operands} overflow<nsw> : i32`,
        "%r: i32",
      ),
      fn(ints, `%c = -1 : i32; %t = @muli %x, %c : i32; %r = @subi ${operands} : i32`, "%r: i32"),
    ]),
    fn(
      `%x: ${vector}, %y: ${vector}`,
      `%c = dense<-1> : ${vector}; %t = @muli %x, %c : ${vector}; %r = @addi %t, %y : ${vector}`,
      `%r: ${vector}`,
    ),
  ]);
  same("products and quotients", [
    ...["", "overflow<nsw>", "overflow<nuw>", "overflow<nsw, nuw>"].flatMap((flags) => [
      fn(
        "%x: i32",
        `%c = 7 : i32; %d = 4 : i32; %t = @muli %x, %c ${flags} : i32; %r = @muli %t, %d ${flags} : i32`,
        "%r: i32",
      ),
      ...["divui", "divsi", "ceildivui", "ceildivsi", "floordivsi"].flatMap((op) => [
        fn(ints, `%t = @muli %x, %y ${flags} : i32; %r = @${op} %t, %y : i32`, "%r: i32"),
        fn(ints, `%t = @muli %x, %y ${flags} : i32; %r = @${op} %t, %x : i32`, "%r: i32"),
      ]),
    ]),
    fn("%x: index", "%c = 7 : index; %t = @muli %x, %c : index; %r = @muli %t, %c : index", "%r: index"),
    fn("%x: index", "%c = 7 : index; %t = @addi %x, %c : index; %r = @subi %t, %c : index", "%r: index"),
  ]);
});

describe("logic", () => {
  for (const op of ["andi", "ori", "xori"]) {
    same(op, [
      fn(ints, `%c = -1 : i32; %t = @xori %x, %c : i32; %r = @${op} %x, %t : i32`, "%r: i32"),
      fn(ints, `%c = -1 : i32; %t = @xori %x, %c : i32; %r = @${op} %t, %x : i32`, "%r: i32"),
      ...["%x, %t", "%t, %x", "%y, %t", "%t, %y"].map((operands) =>
        fn(ints, `%t = @${op} %x, %y : i32; %r = @${op} ${operands} : i32`, "%r: i32"),
      ),
      fn(ints, `%c = 12 : i32; %d = 10 : i32; %t = @${op} %x, %c : i32; %r = @${op} %t, %d : i32`, "%r: i32"),
      ...["extui", "extsi"].flatMap((extension) => [
        fn(
          "%x: i8, %y: i8",
          `%a = @${extension} %x : i8 to i32; %b = @${extension} %y : i8 to i32; %r = @${op} %a, %b : i32`,
          "%r: i32",
        ),
        fn(
          "%x: i8, %y: i8",
          `%a = @${extension} %x : i8 to i32; %b = @${extension} %y : i8 to i32; %r = @${op} %a, %b : i32`,
          "%r: i32",
          "%a: i32",
        ),
        fn(
          "%x: i8, %y: i16",
          `%a = @${extension} %x : i8 to i32; %b = @${extension} %y : i16 to i32; %r = @${op} %a, %b : i32`,
          "%r: i32",
        ),
        fn(
          "%x: vector<2xi8>, %y: vector<2xi8>",
          `%a = @${extension} %x : vector<2xi8> to ${vector}; %b = @${extension} %y : vector<2xi8> to ${vector}; %r = @${op} %a, %b : ${vector}`,
          `%r: ${vector}`,
        ),
      ]),
    ]);
  }
});
