/** Values as adopt-run reads and prints them. */

import { describe, expect, it } from "vitest";
import { ComplexType, FloatType, f32, f64, i1, i64, MemRefType, VectorType } from "../../../ir/builtin/types.ts";
import { formatValue } from "../../../tools/adopt-run/format-value.ts";
import { parseValues, ValueSyntaxError } from "../../../tools/adopt-run/value-parser.ts";

const files: Readonly<Record<string, string>> = {
  "list.json": "[1, [2.5,\n -3e-2]]\n",
  "two.txt": "1, 2",
  "bad.json": '{"a": 1}',
  "other.txt": "@list.json",
};
const parse = (text: string) => parseValues(text, (path) => files[path]!);
const number = (text: string) => ({ kind: "number", text });
const list = (...items: object[]) => ({ kind: "list", items });

describe("parseValues", () => {
  it.each([
    ["", []],
    ["1", [number("1")]],
    [" -1.5e-3 , 0x1F,nan ", [number("-1.5e-3"), number("0x1F"), number("nan")]],
    ["true,-inf,.5,5.", [number("true"), number("-inf"), number(".5"), number("5.")]],
    ["[],[1, 2],[[3],[4]]", [list(), list(number("1"), number("2")), list(list(number("3")), list(number("4")))]],
    [
      "zeros(3), zeros( 2 , 3 )",
      [
        { kind: "zeros", shape: [3] },
        { kind: "zeros", shape: [2, 3] },
      ],
    ],
    ["7,@list.json", [number("7"), list(number("1"), list(number("2.5"), number("-3e-2")))]],
  ])("%s", (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  it.each([
    ["1,", 3, "expected a value, but got ''"],
    ["1 2", 3, "expected ',' or the end"],
    ["[1, 2", 6, "expected ',' or ']'"],
    ["[1 2]", 4, "expected ',' or ']'"],
    ["one", 1, "expected a value, but got 'one'"],
    ["1, --2", 4, "expected a value, but got '--2'"],
    ["zeros", 6, "expected '(' after 'zeros'"],
    ["zeros(x)", 7, "expected a size, but got 'x'"],
    ["zeros(1", 8, "expected ',' or ')'"],
    ["2, @", 5, "expected the name of a file after '@'"],
    ["@two.txt", 1, "'two.txt' must hold one value"],
    ["@bad.json", 1, "bad.json: expected a value, but got '{\"a\":' at character 1"],
    ["@other.txt", 1, "other.txt: 'other.txt' refers to another file at character 1"],
    ["[".repeat(1000), 66, "lists are nested too deeply"],
  ])("%s is wrong at column %i", (text, column, message) => {
    let error: unknown;
    try {
      parse(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(ValueSyntaxError);
    expect([(error as ValueSyntaxError).column, (error as Error).message]).toEqual([column, message]);
  });
});

describe("formatValue", () => {
  it.each([
    [0.1, f64(), "0.1"],
    [1, f64(), "1.0"],
    [-0, f64(), "-0.0"],
    [1e21, f64(), "1e+21"],
    [5e-324, f64(), "5e-324"],
    [Infinity, f64(), "inf"],
    [-Infinity, f32(), "-inf"],
    [Number.NaN, f32(), "nan"],
    [Math.fround(0.1), f32(), "0.1"],
    [Math.fround(16777216), f32(), "16777216.0"],
    [(2 - 2 ** -23) * 2 ** 127, f32(), "3.4028235e+38"],
    [0.0999755859375, FloatType.get("f16"), "0.1"],
    [65504, FloatType.get("f16"), "65500.0"],
    [2 ** -24, FloatType.get("f16"), "6e-8"],
    [true, i1(), "true"],
    [-(2n ** 63n), i64(), "-9223372036854775808"],
    [[1, 2.5, -0, 4], VectorType.get([2, 2], f64()), "[[1.0, 2.5], [-0.0, 4.0]]"],
    [[1, -0], ComplexType.get(f64()), "[1.0, -0.0]"],
    [Float32Array.of(1, 2, 3, 4), MemRefType.get([2], ComplexType.get(f32())), "[[1.0, 2.0], [3.0, 4.0]]"],
    [Float32Array.of(0.1, 2), MemRefType.get([2], f32()), "[0.1, 2.0]"],
    [{ data: Float64Array.of(1, 2, 3), shape: [2], strides: [2], offset: 0 }, MemRefType.get([2], f64()), "[1.0, 3.0]"],
    [{ data: Float64Array.of(1, 2), shape: [], strides: [], offset: 1 }, MemRefType.get([], f64()), "2.0"],
    [{ data: new Float64Array(0), shape: [0, 3] }, MemRefType.get([0, 3], f64()), "[]"],
    [Uint8Array.of(1, 0), MemRefType.get([2], i1()), "[true, false]"],
    [BigInt64Array.of(1n, -2n), MemRefType.get([2], i64()), "[1, -2]"],
    [Uint16Array.of(0x3c00, 0x7c00), MemRefType.get([2], FloatType.get("f16")), "[1.0, inf]"],
  ])("%s", (value, type, expected) => {
    expect(formatValue(value, type)).toBe(expected);
  });
});
