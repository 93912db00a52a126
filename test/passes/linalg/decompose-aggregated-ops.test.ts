/** Softmax, pack and unpack compute what their names say, on every engine that runs here. */

import { describe, expect, it } from "vitest";
import { compile } from "../../../tools/library.ts";

interface Packing {
  readonly shape: readonly number[];
  readonly positions: readonly number[];
  readonly tiles: readonly number[];
  /** The dimension that each outer one of the packed tensor is. */
  readonly order?: readonly number[];
}

const numbers = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: numElements(shape) }, (_, i) => ((i * 37) % 101) / 4 - 9);
const numElements = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const orderOf = ({ shape, order }: Packing): readonly number[] => order ?? shape.map((_, dim) => dim);
const tileOf = ({ positions, tiles }: Packing, dim: number): number => tiles[positions.indexOf(dim)] ?? 1;

function packedShape(packing: Packing): number[] {
  const outer = orderOf(packing).map((dim) => Math.ceil(packing.shape[dim]! / tileOf(packing, dim)));
  return [...outer, ...packing.tiles];
}

function indicesAt(shape: readonly number[], position: number): number[] {
  let rest = position;
  return shape
    .toReversed()
    .map((size) => {
      const index = rest % size;
      rest = (rest - index) / size;
      return index;
    })
    .reverse();
}

/** For each element of the packed tensor the position of what it is in the other; undefined where that has ended. */
function sources(packing: Packing): (number | undefined)[] {
  const { shape, positions } = packing;
  const packed = packedShape(packing);
  const order = orderOf(packing);
  return Array.from({ length: numElements(packed) }, (_, i) => {
    const at = indicesAt(packed, i);
    const indices = shape.map((_, dim) => {
      const inner = positions.includes(dim) ? at[shape.length + positions.indexOf(dim)]! : 0;
      return at[order.indexOf(dim)]! * tileOf(packing, dim) + inner;
    });
    if (indices.some((index, dim) => index >= shape[dim]!)) return undefined;
    return indices.reduce((position, index, dim) => position * shape[dim]! + index, 0);
  });
}

function program(packing: Packing, isKnown: boolean): string {
  const { shape, positions, tiles, order } = packing;
  const type = (sizes: readonly number[]): string =>
    `tensor<${sizes.map((size) => `${isKnown ? size : "?"}x`).join("")}f32>`;
  const [plain, packed] = [type(shape), type(packedShape(packing))];
  const names = tiles.map((tile, i) => (isKnown ? `${tile}` : `%t${i}`));
  const parameters = isKnown ? "" : tiles.map((_, i) => `, %t${i}: index`).join("");
  const how =
    `${order === undefined ? "" : `outer_dims_perm = [${order.join(", ")}] `}` +
    `inner_dims_pos = [${positions.join(", ")}] inner_tiles = [${names.join(", ")}]`;
  return `
    func.func @pack(%a: ${plain}, %o: ${packed}, %v: f32${parameters}) -> ${packed} {
      %0 = linalg.pack %a padding_value(%v : f32) ${how} into %o : ${plain} -> ${packed}
      return %0 : ${packed}
    }
    func.func @unpack(%a: ${packed}, %o: ${plain}${parameters}) -> ${plain} {
      %0 = linalg.unpack %a ${how} into %o : ${packed} -> ${plain}
      return %0 : ${plain}
    }`;
}

const packings: readonly Packing[] = [
  { shape: [6, 8], positions: [0, 1], tiles: [2, 4] },
  { shape: [5, 7], positions: [1, 0], tiles: [4, 2] },
  { shape: [5, 7], positions: [1, 0], tiles: [4, 2], order: [1, 0] },
  { shape: [3, 5, 4], positions: [1], tiles: [3], order: [2, 0, 1] },
  { shape: [3, 5, 4], positions: [2, 0], tiles: [3, 2], order: [1, 2, 0] },
  { shape: [4], positions: [0], tiles: [7] },
];

describe.each(packings)("pack and unpack $shape by tiles $tiles of $positions, order $order", (packing) => {
  it.each([true, false])("sizes are known: %s", (isKnown) => {
    const { pack, unpack } = compile<any>(program(packing, isKnown), { engine: "js" });
    const { shape, tiles } = packing;
    const source = numbers(shape);
    const packed = packedShape(packing);
    const sizes = isKnown ? [] : tiles.map(BigInt);
    const asArray = (data: Float32Array, shape: readonly number[]) => ({ data, shape });
    const result = pack(asArray(source, shape), asArray(numbers(packed), packed), 0.5, ...sizes);
    const expected = sources(packing).map((at) => (at === undefined ? 0.5 : source[at]!));
    expect([...(result.data ?? result)]).toEqual(expected);
    const back = unpack(asArray(Float32Array.from(expected), packed), asArray(numbers(shape), shape), ...sizes);
    expect([...(back.data ?? back)]).toEqual([...source]);
  });
});

describe("softmax", () => {
  it.each([0, 1, 2])("along dimension %s", (dimension) => {
    const shape = [2, 3, 4];
    const text = `func.func @softmax(%a: tensor<2x?x4xf32>, %o: tensor<2x?x4xf32>) -> tensor<2x?x4xf32> {
      %0 = linalg.softmax dimension(${dimension})
        ins(%a : tensor<2x?x4xf32>) outs(%o : tensor<2x?x4xf32>) -> tensor<2x?x4xf32>
      return %0 : tensor<2x?x4xf32>
    }`;
    const data = numbers(shape).map((x) => 10 * x + 100);
    const result = compile<any>(text, { engine: "js" }).softmax({ data, shape }, { data, shape });
    const group = (i: number): string => indicesAt(shape, i).toSpliced(dimension, 1).join();
    for (const [i, value] of (result.data as Float32Array).entries()) {
      const others = [...data.keys()].filter((j) => group(j) === group(i));
      const sum = others.reduce((total, j) => total + Math.exp(data[j]! - data[i]!), 0);
      expect(value).toBeCloseTo(1 / sum, 6);
    }
  });
});
