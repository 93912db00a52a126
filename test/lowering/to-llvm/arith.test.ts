/** Arithmetic becomes that of llvm as with mlir-opt; divisions that round are computed to the bit. */

import { describe, expect, it } from "vitest";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { expectSameLowering, foldedResult } from "./compare.ts";

/** A function for each of the operations, given as `name%name arguments... : type`. */
const functions = (type: string, bodies: readonly string[], result = type): string =>
  bodies
    .map(
      (body, i) => `func.func @f${i}(%a: ${type}, %b: ${type}, %c: i1) -> ${result} {
        %0 = ${body}
        return %0 : ${result}
      }\n`,
    )
    .join("");

const integer = "addi subi muli divsi divui remsi remui andi ori xori maxsi maxui minsi minui shli shrsi shrui".split(
  " ",
);
const float = "addf subf mulf divf remf maximumf minimumf maxnumf minnumf".split(" ");
const integerPredicates = "eq ne slt sle sgt sge ult ule ugt uge".split(" ");
const floatPredicates = "false oeq ogt oge olt ole one ord ueq ugt uge ult ule une uno true".split(" ");

/** The type with another element. */
const withElement = (type: string, element: string): string => type.replace(/(index|b?f\d+|i\d+)(?=>?$)/, element);

/** The types of a selection where each element has a condition. */
const selected = (type: string): string => (type.includes("<") ? `${withElement(type, "i1")}, ${type}` : type);

const integerTypes = ["i32", "i1", "index", "vector<4xi8>", "vector<2x3xi32>", "vector<[4]xi64>"];
const floatTypes = ["f32", "bf16", "f128", "vector<4xf64>", "vector<2x2xf16>", "vector<f32>"];

const constants = [
  ["arith.constant 42 : i32", "i32"],
  ["arith.constant -1 : index", "index"],
  ["arith.constant true", "i1"],
  ["arith.constant 0x7FC00001 : f32", "f32"],
  ["arith.constant dense<[1, -2, 3]> : vector<3xi16>", "vector<3xi16>"],
  ["arith.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : vector<2x2xf32>", "vector<2x2xf32>"],
  ["arith.constant dense<7> : vector<4xindex>", "vector<4xindex>"],
] as const;

const casts = [
  ["extsi", "i8", "i32"],
  ["extui", "i8", "i32"],
  ["trunci", "i64", "i1"],
  ["extf", "f16", "f64"],
  ["truncf", "f64", "bf16"],
  ["sitofp", "i32", "f32"],
  ["uitofp", "i64", "f16"],
  ["fptosi", "f32", "i8"],
  ["fptoui", "f64", "i64"],
  ["bitcast", "f32", "i32"],
  ["index_cast", "i32", "index"],
  ["index_cast", "index", "i8"],
  ["index_cast", "i64", "index"],
  ["index_castui", "i16", "index"],
  ["extsi", "vector<2x2xi8>", "vector<2x2xi16>"],
  ["index_cast", "vector<4xindex>", "vector<4xi32>"],
  ["bitcast", "vector<2xf64>", "vector<2xi64>"],
] as const;

describe.skipIf(!hasOracle("mlir-opt"))("convert-arith-to-llvm gives what mlir-opt gives", () => {
  const same = (text: string): void => expectSameLowering(text, "convert-arith-to-llvm");

  it.each(integerTypes)("for %s", (type) => {
    const flags = ["addi", "subi", "muli", "shli"].map((name) => `arith.${name} %a, %b overflow<nsw, nuw> : ${type}`);
    same(functions(type, [...integer.map((name) => `arith.${name} %a, %b : ${type}`), ...flags]));
    const compared = integerPredicates.map((name) => `arith.cmpi ${name}, %a, %b : ${type}`);
    same(functions(type, compared, withElement(type, "i1")));
    same(functions(type, [`arith.select %c, %a, %b : ${type}`]));
    same(
      `func.func @f(%a: ${type}, %b: ${type}) -> ${type} {
        %0 = arith.cmpi slt, %a, %b : ${type}
        %1 = arith.select %0, %b, %a : ${selected(type)}
        return %1 : ${type}
      }`,
    );
  });

  it.each(floatTypes)("for %s", (type) => {
    const binary = float.map((name) => `arith.${name} %a, %b fastmath<nnan,contract> : ${type}`);
    same(functions(type, [...binary, `arith.negf %a : ${type}`]));
    const compared = floatPredicates.map((name) => `arith.cmpf ${name}, %a, %b fastmath<fast> : ${type}`);
    same(functions(type, compared, withElement(type, "i1")));
  });

  it.each(["f8E5M2", "complex<f32>", "memref<?xf32>", "memref<*xf32>", "vector<2x3xf32>"])(
    "for selections of %s",
    (type) => {
      same(functions(type, [`arith.select %c, %a, %b : ${type}`]));
    },
  );

  it.each(["i32", "vector<3xi64>"])("for products and sums of twice the width of %s", (type) => {
    const sum = withElement(type, "i1");
    same(
      `func.func @f(%a: ${type}, %b: ${type}) -> (${type}, ${type}, ${type}, ${type}, ${type}, ${sum}) {
        %0:2 = arith.mulsi_extended %a, %b : ${type}
        %1:2 = arith.mului_extended %a, %b : ${type}
        %2:2 = arith.addui_extended %a, %b : ${type}, ${sum}
        return %0#0, %0#1, %1#0, %1#1, %2#0, %2#1 : ${type}, ${type}, ${type}, ${type}, ${type}, ${sum}
      }`,
    );
  });

  it.each(casts)("for %s from %s to %s", (name, from, to) => {
    same(functions(from, [`arith.${name} %a : ${from} to ${to}`], to));
    expectSameLowering(
      functions(from, [`arith.${name} %a : ${from} to ${to}`], to),
      "convert-arith-to-llvm{index-bitwidth=32}",
    );
  });

  it.each(["to_nearest_even", "downward", "upward", "toward_zero", "to_nearest_away"])("for rounding %s", (mode) => {
    same(functions("f64", [`arith.truncf %a ${mode} : f64 to f32`], "f32"));
  });

  it.each(constants)("for %s", (constant, type) => same(functions("i32", [constant], type)));
});

describe.skipIf(!hasOracle("opt"))("divisions that round", () => {
  const numbers = [-128, -127, -7, -3, -2, -1, 0, 1, 2, 3, 7, 126, 127];
  const pairs = numbers.flatMap((a) =>
    numbers.filter((b) => b !== 0 && !(a === -128 && b === -1)).map((b) => [a, b] as const),
  );

  it.each([
    ["ceildivsi", (a: number, b: number) => Math.ceil(a / b)],
    ["floordivsi", (a: number, b: number) => Math.floor(a / b)],
    ["ceildivui", (a: number, b: number) => Math.ceil((a & 255) / (b & 255))],
  ])("%s computes every quotient", (name, quotient) => {
    const type = `vector<${pairs.length}xi8>`;
    const list = (index: 0 | 1): string => pairs.map((pair) => pair[index]).join(", ");
    const result = foldedResult(
      `func.func @f() -> ${type} {
        %a = arith.constant dense<[${list(0)}]> : ${type}
        %b = arith.constant dense<[${list(1)}]> : ${type}
        %0 = arith.${name} %a, %b : ${type}
        return %0 : ${type}
      }`,
      "convert-arith-to-llvm{index-bitwidth=64}",
      "convert-func-to-llvm",
    );
    const expected = pairs.map(([a, b]) => `i8 ${(quotient(a, b) << 24) >> 24}`);
    expect(result).toBe(`<${pairs.length} x i8> <${expected.join(", ")}>`);
  });
});

describe("convert-arith-to-llvm", () => {
  it("leaves arithmetic alone whose numbers LLVM does not have", () => {
    const text = functions("f8E5M2", ["arith.addf %a, %b : f8E5M2"]);
    expect(transformedText(text, "convert-arith-to-llvm")).toContain("arith.addf");
  });
});
