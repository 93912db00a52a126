/** What goes wrong with tensors at run time. */

import { describe, expect, it } from "vitest";
import { compile } from "../../../tools/compile.ts";

/** Runs a body on `%t`, a tensor of 2x3 elements of unknown shape, and the indices `%i`, `%j` and `%k`. */
function run(body: string, ...indices: readonly number[]): unknown {
  const text = `func.func @f(%t: tensor<?x?xf64>, %i: index, %j: index, %k: index) {\n${body}\n  return\n}`;
  const [i = 0, j = 0, k = 0] = indices;
  const { f } = compile(text, { engine: "js", name: "test.mlir" });
  return f!({ data: new Float64Array(6), shape: [2, 3] }, i, j, k);
}

const slice = "%0 = tensor.extract_slice %t[%i, 0] [%j, 1] [%k, 1] : tensor<?x?xf64> to tensor<?x1xf64>";
const empty = "%0 = tensor.empty(%i) : tensor<?xf64>\n%1 = tensor.empty(%j) : tensor<?xf64>";

describe("what a tensor does not have is an error", () => {
  it.each<[string, readonly number[], string]>([
    ["%0 = tensor.extract %t[%i, %j] : tensor<?x?xf64>", [1, 3], "'tensor.extract' at test.mlir:2:6 is out of bounds"],
    ["%0 = tensor.extract %t[%i, %j] : tensor<?x?xf64>", [-1, 0], "'tensor.extract' at test.mlir:2:6 is out of bounds"],
    [
      "%x = tensor.extract %t[%k, %k] : tensor<?x?xf64>\n%0 = tensor.insert %x into %t[%i, %j] : tensor<?x?xf64>",
      [2, 0],
      "'tensor.insert' at test.mlir:3:6 is out of bounds",
    ],
    [slice, [1, 2, 1], "'tensor.extract_slice' at test.mlir:2:6 is out of bounds"],
    [slice, [1, 3, -1], "'tensor.extract_slice' at test.mlir:2:6 is out of bounds"],
    [slice, [3, 0, 1], "'tensor.extract_slice' at test.mlir:2:6 is out of bounds"],
    [slice, [0, -1, 1], "'tensor.extract_slice' at test.mlir:2:6 is out of bounds"],
    [
      `%0 = tensor.empty(%j) : tensor<?x1xf64>
      %1 = tensor.insert_slice %0 into %t[%i, 0] [%j, 1] [1, 1] : tensor<?x1xf64> into tensor<?x?xf64>`,
      [1, 2],
      "'tensor.insert_slice' at test.mlir:3:12 is out of bounds",
    ],
    [
      `%0 = tensor.empty(%k) : tensor<?x1xf64>
      %1 = tensor.insert_slice %0 into %t[%i, 0] [%j, 1] [1, 1] : tensor<?x1xf64> into tensor<?x?xf64>`,
      [0, 2, 1],
      "a tensor of shape [1, 1] as one of shape [2, 1]",
    ],
    ["%0 = tensor.cast %t : tensor<?x?xf64> to tensor<2x2xf64>", [], "cast of a tensor of shape [2, 3] to [2, 2]"],
    [
      "%u = tensor.cast %t : tensor<?x?xf64> to tensor<*xf64>\n%0 = tensor.cast %u : tensor<*xf64> to tensor<?xf64>",
      [],
      "cast of a tensor of shape [2, 3] to [?]",
    ],
    ["%0 = tensor.bitcast %t : tensor<?x?xf64> to tensor<?x2xi64>", [], "cast of a tensor of shape [2, 3] to [?, 2]"],
    [`${empty}\n%2 = arith.addf %0, %1 : tensor<?xf64>`, [2, 3], "tensors of the shapes [2] and [3]"],
    ["%0 = tensor.empty(%i) : tensor<?xf64>", [-1], "a dimension of size -1"],
    [
      "%x = arith.constant 1.0 : f64\n%0 = tensor.splat %x[%i, %j] : tensor<?x?xf64>",
      [2 ** 30, 2 ** 30],
      "shape [1073741824, 1073741824] does not fit into memory",
    ],
    [
      `%0 = tensor.expand_shape %t [[0], [1, 2]] output_shape [%i, %j, %k] : tensor<?x?xf64> into tensor<?x?x?xf64>`,
      [2, 2, 2],
      "a tensor of shape [2, 3] as one of shape [2, 2, 2]",
    ],
    [
      "%0 = tensor.collapse_shape %t [[0, 1]] : tensor<?x?xf64> into tensor<?xf64>\n%1 = tensor.cast %0 : tensor<?xf64> to tensor<5xf64>",
      [],
      "cast of a tensor of shape [6] to [5]",
    ],
    [
      `%s = tensor.from_elements %i, %j : tensor<2xindex>
      %0 = tensor.reshape %t(%s) : (tensor<?x?xf64>, tensor<2xindex>) -> tensor<?x?xf64>`,
      [4, 2],
      "a tensor of shape [2, 3] as one of shape [4, 2]",
    ],
    [
      `%s = tensor.from_elements %i, %j : tensor<2xindex>
      %0 = tensor.reshape %t(%s) : (tensor<?x?xf64>, tensor<2xindex>) -> tensor<2x?xf64>`,
      [3, 2],
      "cast of a tensor of shape [3, 2] to [2, ?]",
    ],
    [
      `%0 = tensor.empty(%i, %j) : tensor<?x?xf64>
      %1 = tensor.concat dim(0) %t, %0 : (tensor<?x?xf64>, tensor<?x?xf64>) -> tensor<?x?xf64>`,
      [1, 4],
      "cast of a tensor of shape [1, 4] to [1, 3]",
    ],
    [
      `%0 = tensor.empty(%i, %j) : tensor<?x?xf64>
      %1 = tensor.concat dim(0) %t, %0 : (tensor<?x?xf64>, tensor<?x?xf64>) -> tensor<?x?xf64>`,
      [1, 2],
      "cast of a tensor of shape [1, 2] to [1, 3]",
    ],
    [
      `%s = tensor.from_elements %i : tensor<1xindex>
      %0 = tensor.gather %t[%s] gather_dims([1]) : (tensor<?x?xf64>, tensor<1xindex>) -> tensor<?xf64>`,
      [3],
      "'tensor.gather' at test.mlir:3:12 is out of bounds",
    ],
    [
      `%s = tensor.from_elements %i : tensor<1xindex>
      %x = tensor.empty(%j) : tensor<1x?xf64>
      %0 = tensor.scatter %x into %t[%s] scatter_dims([0]) unique : (tensor<1x?xf64>, tensor<?x?xf64>, tensor<1xindex>) -> tensor<?x?xf64>`,
      [2, 3],
      "'tensor.scatter' at test.mlir:4:12 is out of bounds",
    ],
    [
      `%s = tensor.from_elements %i : tensor<1xindex>
      %x = tensor.empty(%j) : tensor<1x?xf64>
      %0 = tensor.scatter %x into %t[%s] scatter_dims([0]) unique : (tensor<1x?xf64>, tensor<?x?xf64>, tensor<1xindex>) -> tensor<?x?xf64>`,
      [0, 2],
      "a tensor of shape [1, 2] as one of shape [1, 1, 3]",
    ],
    [
      `%x = arith.constant 1.0 : f64
      %0 = tensor.pad %t low[%i, 0] high[%j, 0] {
      ^bb0(%a: index, %b: index):
        tensor.yield %x : f64
      } : tensor<?x?xf64> to tensor<?x?xf64>`,
      [-1, 4],
      "'tensor.pad' at test.mlir:3:12 is out of bounds",
    ],
    [
      `%x = arith.constant 1.0 : f64
      %0 = tensor.pad %t low[%i, 0] high[%j, 0] {
      ^bb0(%a: index, %b: index):
        tensor.yield %x : f64
      } : tensor<?x?xf64> to tensor<4x?xf64>`,
      [1, 2],
      "cast of a tensor of shape [5, 3] to [4, ?]",
    ],
    ["%0 = tensor.dim %t, %i : tensor<?x?xf64>", [2], "dimension"],
  ])("%s on %s", (body, indices, message) => {
    expect(() => run(body, ...indices)).toThrow(message);
  });
});

describe("tensors of callers", () => {
  const { f } = compile("func.func @f(%t: tensor<?x2xi16>) -> tensor<?x2xi16> { return %t : tensor<?x2xi16> }", {
    engine: "js",
  });

  it("are taken and given as typed arrays with a shape", () => {
    const data = Int16Array.of(1, 2, 3, 4);
    expect(f!(data)).toMatchObject({ data, shape: [2, 2] });
  });

  it.each<[unknown, string]>([
    [Int16Array.of(1), "argument 0 of 'f' must have a multiple of 2 elements for"],
    [Int32Array.of(1, 2), "argument 0 of 'f' must be a Int16Array, or {data, shape} with one, for"],
    [{ data: Int16Array.of(1, 2, 3), shape: [1, 3] }, "dimension 1 of argument 0 of 'f' must be 2 for"],
    [{ data: Int16Array.of(1, 2, 3, 4), shape: [2, 2], strides: [1, 2] }, "must be dense in row-major order for"],
    [[[1, 2]], "argument 0 of 'f' must be"],
  ])("%s does not fit", (value, message) => {
    expect(() => f!(value)).toThrow(message);
  });

  it("are results of their own", () => {
    const { g } = compile(
      `func.func @g(%t: tensor<2xf64>, %x: f64) -> (tensor<2xf64>, tensor<2xf64>) {
        %c0 = arith.constant 0 : index
        %0 = tensor.insert %x into %t[%c0] : tensor<2xf64>
        return %t, %0 : tensor<2xf64>, tensor<2xf64>
      }`,
      { engine: "js" },
    );
    const given = Float64Array.of(1, 2);
    expect(g!(given, 5)).toEqual([Float64Array.of(1, 2), Float64Array.of(5, 2)]);
    expect(given).toEqual(Float64Array.of(1, 2));
  });
});
