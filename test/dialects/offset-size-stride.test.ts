/** What slices of tensors and views of buffers have in common. */

import { describe, expect, it } from "vitest";
import { droppedDims, outOfBoundsReason } from "../../dialects/offset-size-stride.ts";
import { Dynamic } from "../../ir/builtin/types.ts";

describe("dimensions that a reduced shape lacks", () => {
  const dropped = (shape: readonly number[], reduced: readonly number[], matchDynamic?: boolean) => {
    const dims = droppedDims(shape, reduced, matchDynamic);
    return dims === undefined ? undefined : [...dims];
  };
  it("have the size 1", () => {
    expect(dropped([1, 4, 1], [4])).toEqual([0, 2]);
    expect(dropped([2, 4], [4])).toBeUndefined();
    expect(dropped([1, 4], [1, 4])).toEqual([]);
    expect(dropped([1], [])).toEqual([0]);
    expect(dropped([4], [4, 1])).toBeUndefined();
  });
  it("are the last ones where there is a choice", () => expect(dropped([1, 1, 4], [1, 4])).toEqual([1]));
  it("may be found among dynamic sizes", () => {
    expect(dropped([1, 3, Dynamic], [Dynamic, 5])).toBeUndefined();
    expect(dropped([1, 3, Dynamic], [Dynamic, 5], true)).toEqual([0]);
    expect(dropped([Dynamic, 4], [4], true)).toBeUndefined();
  });
});

it("a slice is known to leave a shape", () => {
  const slice = (offset: bigint, size: bigint, stride: bigint) => ({
    offsets: [offset],
    sizes: [size],
    strides: [stride],
  });
  expect(outOfBoundsReason([8], slice(0n, 8n, 1n))).toBeUndefined();
  expect(outOfBoundsReason([8], slice(8n, 0n, 1n))).toBe("offset 0 is out-of-bounds: 8 >= 8");
  expect(outOfBoundsReason([8], slice(1n, 4n, 2n))).toBeUndefined();
  expect(outOfBoundsReason([8], slice(2n, 4n, 2n))).toBe("slice along dimension 0 runs out-of-bounds: 8 >= 8");
  expect(outOfBoundsReason([Dynamic], slice(2n, 4n, 2n))).toBeUndefined();
});
