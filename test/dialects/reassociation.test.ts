/** Reassociations: which dimensions are collapsed into one. */

import { describe, expect, it } from "vitest";
import {
  collapsedShape,
  composeReassociations,
  invalidGroup,
  type Reassociation,
  reassociationBetween,
} from "../../dialects/reassociation.ts";
import { Dynamic } from "../../ir/builtin/types.ts";

const shape = (text: string): number[] =>
  text === "" ? [] : text.split("x").map((size) => (size === "?" ? Dynamic : Number(size)));

describe("the reassociation between two shapes", () => {
  const cases: readonly (readonly [string, string, Reassociation | undefined])[] = [
    ["2x3", "6", [[0, 1]]],
    ["2x3x4", "6x4", [[0, 1], [2]]],
    ["2x3x4", "2x12", [[0], [1, 2]]],
    ["?x4", "?", [[0, 1]]],
    [
      "?x2x3x5",
      "?x15",
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ["1x1", "", [[0, 1]]],
    ["?x1", "", [[0, 1]]],
    ["2x1", "", undefined],
    [
      "1x2x1x3x1",
      "2x3",
      [
        [0, 1],
        [2, 3, 4],
      ],
    ],
    ["2x3", "2x3", undefined],
    ["6", "2x3", undefined],
    ["2x3", "5", undefined],
    // It is not known where the dimension in the middle belongs.
    ["?x?x?", "?x?", undefined],
    ["?x2x?", "?x?", undefined],
    ["?x1x?", "?x?", [[0], [1, 2]]],
    ["0x3", "0", [[0, 1]]],
    ["3x0", "0", [[0, 1]]],
    ["?x3x0", "?x0", undefined],
    ["2x?x3", "?x3", [[0, 1], [2]]],
    [
      "4x2x?x3",
      "8x?",
      [
        [0, 1],
        [2, 3],
      ],
    ],
  ];
  it.each(cases)("of %s and %s", (expanded, collapsed, expected) => {
    expect(reassociationBetween(shape(expanded), shape(collapsed))).toEqual(expected);
  });

  it("collapses to the shape it was asked for", () => {
    for (const [expanded, collapsed, reassociation] of cases) {
      if (reassociation === undefined || collapsed === "") continue;
      expect(collapsedShape(shape(expanded), reassociation)).toEqual(shape(collapsed));
      expect(invalidGroup(reassociation, shape(expanded).length)).toBeUndefined();
    }
  });
});

it("groups must cover all dimensions in order", () => {
  expect(invalidGroup([[0], [2]], 3)).toBe(1);
  expect(invalidGroup([[1, 0]], 2)).toBe(0);
  expect(invalidGroup([[0], [1]], 3)).toBe(1);
  expect(invalidGroup([], 1)).toBeUndefined();
});

describe("reassociations in a row", () => {
  it("are composed in either order", () => {
    const inner: Reassociation = [[0, 1], [2], [3, 4]];
    const outer: Reassociation = [[0, 1], [2]];
    const composed = [
      [0, 1, 2],
      [3, 4],
    ];
    expect(composeReassociations(inner, outer)).toEqual(composed);
    expect(composeReassociations(outer, inner)).toEqual(composed);
  });
  it("to a single element are empty", () => expect(composeReassociations([[0, 1]], [])).toEqual([]));
  it("do not fit with another number of dimensions", () => {
    expect(composeReassociations([[0, 1], [2]], [[0, 1, 2]])).toBeUndefined();
    expect(composeReassociations([[0], [1]], [[0], [1]])).toBeUndefined();
  });
});
