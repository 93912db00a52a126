/** Programs on tensors compute the same when they are bufferized: no write is seen where the program does not put it. */

import { describe, expect, it } from "vitest";
import { compile, isEngineAvailable, type NdArray } from "../../../tools/compile.ts";
import { expectValues, randomTensorProgram } from "../../support/random-tensor-programs.ts";

const boundaries =
  "bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map allow-return-allocs-from-loops";
const bufferize = (options: string): string => `builtin.module(one-shot-bufferize{${boundaries} ${options}})`;

const heuristics: readonly string[] = [
  "",
  "copy-before-write",
  "analysis-heuristic=top-down",
  "analysis-heuristic=bottom-up-from-terminators",
  "analysis-heuristic=fuzzer analysis-fuzzer-seed=7",
];

describe("random programs", () => {
  it.each(Array.from({ length: 80 }, (_, seed) => [seed]))("seed %i", (seed) => {
    const program = randomTensorProgram(seed + 5000);
    const options = heuristics[seed % heuristics.length]!;
    const pipeline = bufferize(options).replace("(", seed % 2 === 0 ? "(" : "(eliminate-empty-tensors,");
    const { f } = compile(program.text, { engine: "js", pipeline });
    expectValues(f!, program, false);
  });
});

/** Functions of `%t: tensor<4x3xf64>`, `%n: index` and `%c: i1`, which the js engine executes as they are. */
const bodies: Readonly<Record<string, string>> = {
  "slices that overlap": `
    %s = tensor.extract_slice %t[0, 0] [3, 3] [1, 1] : tensor<4x3xf64> to tensor<3x3xf64>
    %a = tensor.insert_slice %s into %t[1, 0] [3, 3] [1, 1] : tensor<3x3xf64> into tensor<4x3xf64>
    %b = tensor.extract_slice %a[1, 0] [3, 3] [1, 1] : tensor<4x3xf64> to tensor<3x3xf64>
    %r = tensor.insert_slice %b into %t[0, 0] [3, 3] [1, 1] : tensor<3x3xf64> into tensor<4x3xf64>`,
  "slices with strides": `
    %s = tensor.extract_slice %t[0, %n] [2, 2] [2, 1] : tensor<4x3xf64> to tensor<2x2xf64>
    %x = tensor.extract %t[%n, %n] : tensor<4x3xf64>
    %a = tensor.insert %x into %s[%n, %c0] : tensor<2x2xf64>
    %r = tensor.insert_slice %a into %t[1, 0] [2, 2] [2, 2] : tensor<2x2xf64> into tensor<4x3xf64>`,
  "padding and joining": `
    %s = tensor.extract_slice %t[0, 0] [2, 2] [1, 1] : tensor<4x3xf64> to tensor<2x2xf64>
    %p = tensor.pad %s low[0, %n] high[0, 0] {
    ^bb0(%i: index, %j: index):
      tensor.yield %half : f64
    } : tensor<2x2xf64> to tensor<2x?xf64>
    %q = tensor.cast %p : tensor<2x?xf64> to tensor<2x3xf64>
    %r = tensor.concat dim(0) %q, %q : (tensor<2x3xf64>, tensor<2x3xf64>) -> tensor<4x3xf64>`,
  "other shapes": `
    %flat = tensor.collapse_shape %t [[0, 1]] : tensor<4x3xf64> into tensor<12xf64>
    %x = tensor.extract %flat[%n] : tensor<12xf64>
    %a = tensor.insert %x into %flat[%c0] : tensor<12xf64>
    %y = tensor.extract %t[%c0, %c0] : tensor<4x3xf64>
    %b = tensor.insert %y into %a[%c2] : tensor<12xf64>
    %r = tensor.expand_shape %b [[0, 1]] output_shape [4, 3] : tensor<12xf64> into tensor<4x3xf64>`,
  "elements made one by one": `
    %r = tensor.generate {
    ^bb0(%i: index, %j: index):
      %x = tensor.extract %t[%i, %j] : tensor<4x3xf64>
      %y = tensor.extract %t[%c0, %j] : tensor<4x3xf64>
      %z = arith.subf %x, %y : f64
      tensor.yield %z : f64
    } : tensor<4x3xf64>`,
  "a loop that swaps what it carries": `
    %e = tensor.insert %half into %t[%c0, %c0] : tensor<4x3xf64>
    %p, %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %t, %b = %e) -> (tensor<4x3xf64>, tensor<4x3xf64>) {
      %x = tensor.extract %a[%i, %c1] : tensor<4x3xf64>
      %d = tensor.insert %x into %b[%c1, %i] : tensor<4x3xf64>
      scf.yield %d, %a : tensor<4x3xf64>, tensor<4x3xf64>
    }`,
  "a loop with a condition": `
    %q, %k = scf.while (%a = %t, %i = %c0) : (tensor<4x3xf64>, index) -> (tensor<4x3xf64>, index) {
      %more = arith.cmpi slt, %i, %n : index
      %b = tensor.insert %half into %a[%i, %c0] : tensor<4x3xf64>
      scf.condition(%more) %b, %i : tensor<4x3xf64>, index
    } do {
    ^bb0(%a: tensor<4x3xf64>, %i: index):
      %x = tensor.extract %a[%i, %c1] : tensor<4x3xf64>
      %b = tensor.insert %x into %a[%c0, %c2] : tensor<4x3xf64>
      %j = arith.addi %i, %c1 : index
      scf.yield %b, %j : tensor<4x3xf64>, index
    }
    %x = tensor.extract %t[%c0, %c0] : tensor<4x3xf64>
    %r = tensor.insert %x into %q[%c1, %c1] : tensor<4x3xf64>`,
  "branches, of which one writes": `
    %a = scf.if %c -> (tensor<4x3xf64>) {
      %b = tensor.insert %half into %t[%n, %c0] : tensor<4x3xf64>
      scf.yield %b : tensor<4x3xf64>
    } else {
      scf.yield %t : tensor<4x3xf64>
    }
    %x = tensor.extract %t[%n, %c0] : tensor<4x3xf64>
    %y = tensor.extract %a[%n, %c0] : tensor<4x3xf64>
    %z = arith.addf %x, %y : f64
    %r = tensor.insert %z into %a[%c0, %c2] : tensor<4x3xf64>`,
  "recursive calls": `
    %g:2 = func.call @g(%t, %n) : (tensor<4x3xf64>, index) -> (tensor<4x3xf64>, f64)
    %r = tensor.insert %g#1 into %g#0[%c2, %c2] : tensor<4x3xf64>`,
  "a constant that is changed": `
    %k = arith.constant dense<2.5> : tensor<4x3xf64>
    %a = tensor.insert %half into %k[%n, %n] : tensor<4x3xf64>
    %x = tensor.extract %k[%n, %n] : tensor<4x3xf64>
    %b = arith.select %c, %a, %k : tensor<4x3xf64>
    %r = tensor.insert %x into %b[%c0, %c0] : tensor<4x3xf64>`,
};

/** A function that calls itself with what it got from itself. */
const recursive = `func.func private @g(%t: tensor<4x3xf64>, %n: index) -> (tensor<4x3xf64>, f64) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %more = arith.cmpi ugt, %n, %c0 : index
    %r:2 = scf.if %more -> (tensor<4x3xf64>, f64) {
      %m = arith.subi %n, %c1 : index
      %a:2 = func.call @g(%t, %m) : (tensor<4x3xf64>, index) -> (tensor<4x3xf64>, f64)
      %b:2 = func.call @g(%a#0, %m) : (tensor<4x3xf64>, index) -> (tensor<4x3xf64>, f64)
      %x = tensor.extract %a#0[%c0, %c1] : tensor<4x3xf64>
      %y = tensor.extract %t[%c1, %c0] : tensor<4x3xf64>
      %z = arith.addf %x, %y : f64
      scf.yield %b#0, %z : tensor<4x3xf64>, f64
    } else {
      %x = tensor.extract %t[%c1, %c1] : tensor<4x3xf64>
      scf.yield %t, %x : tensor<4x3xf64>, f64
    }
    return %r#0, %r#1 : tensor<4x3xf64>, f64
  }
`;

const programs = Object.entries(bodies).map(([name, body]): [name: string, text: string] => [
  name,
  `${recursive}func.func @f(%t: tensor<4x3xf64> {bufferization.writable = false}, %n: index, %c: i1) -> tensor<4x3xf64> {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %half = arith.constant 0.5 : f64
    ${body}
    return %r : tensor<4x3xf64>
  }`,
]);

describe.each(programs)("%s", (_, text) => {
  const elements = Float64Array.from({ length: 12 }, (_, i) => i + 1);
  const results = (pipeline: string | undefined, engine: "js" | "llvm"): number[][] => {
    const { f } = compile(text, { engine, ...(pipeline === undefined ? {} : { pipeline }) });
    return [true, false].map((c) => {
      const { data, offset = 0 } = f!({ data: elements, shape: [4, 3] }, 1, c) as NdArray<Float64Array>;
      return [...data.subarray(offset, offset + 12)];
    });
  };
  const expected = results(undefined, "js");

  it.each(heuristics)("bufferized with '%s'", (options) => {
    expect(results(`${bufferize(options)}`, "js")).toEqual(expected);
    expect([...elements]).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });

  it.skipIf(!isEngineAvailable("llvm"))("compiled", () => {
    expect(results(undefined, "llvm")).toEqual(expected);
    expect([...elements]).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });
});
