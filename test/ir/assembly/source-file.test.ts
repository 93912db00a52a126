/** Lines and columns of offsets in a source file. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceFile } from "../../../ir/assembly/source-file.ts";

describe("SourceFile", () => {
  it("counts lines and columns from 1", () => {
    const file = new SourceFile("a.mlir", "ab\n\ncd");
    expect([0, 2, 3, 4, 5, 6].map((offset) => file.lineColumn(offset))).toEqual([
      [1, 1],
      [1, 3],
      [2, 1],
      [3, 1],
      [3, 2],
      [3, 3],
    ]);
    expect(file.lineCount).toBe(3);
  });

  it("keeps offsets inside the text", () => {
    const file = new SourceFile("a.mlir", "ab\n");
    expect(file.lineColumn(100)).toEqual([2, 1]);
    expect(file.lineColumn(-1)).toEqual([1, 1]);
  });

  it("gives lines without their breaks", () => {
    const file = new SourceFile("a.mlir", "ab\r\ncd\n");
    expect([0, 1, 2, 3, 4].map((line) => file.lineText(line))).toEqual(["", "ab", "cd", "", ""]);
  });

  it("finds any offset, in any order", () => {
    const input = fc.tuple(fc.array(fc.constantFrom("a", "\n", "bc", "\r\n")), fc.array(fc.nat(40)));
    fc.assert(
      fc.property(input, ([pieces, offsets]) => {
        const text = pieces.join("");
        const file = new SourceFile("a.mlir", text);
        for (const offset of offsets) {
          const before = text.slice(0, offset).split("\n");
          expect(file.lineColumn(offset)).toEqual([before.length, before.at(-1)!.length + 1]);
        }
      }),
      { seed: 1 },
    );
  });
});
