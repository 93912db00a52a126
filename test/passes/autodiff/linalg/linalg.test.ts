/** Derivatives of structured operations: reverse mode equals forward mode and central differences. */

import { describe, expect, test } from "vitest";
import { derivativesOf, distance } from "../../../support/derivatives.ts";
import { bufferPrograms, tensorPrograms } from "./compositions.ts";
import {
  allFormsOf,
  differentiableNamedOps,
  generics,
  type LinalgProgram,
  namedOp,
  recurrences,
  shortOps,
  someFormsOf,
} from "./operations.ts";

const passes =
  "autodiff,lower-ad-tape,convert-elementwise-to-linalg,one-shot-bufferize{bufferize-function-boundaries=1 allow-return-allocs-from-loops=1 function-boundary-type-conversion=identity-layout-map},convert-linalg-to-loops";

function check(subject: LinalgProgram): void {
  const { values, reverse, forward, differences } = derivativesOf(subject, { passes });
  expect(distance(reverse, forward), `${reverse} and ${forward}`).toBeLessThan(1e-12);
  expect(distance(reverse, differences), `${reverse} and ${differences}`).toBeLessThan(1e-7);
  for (const value of values) expect(value).toBe(values[0]);
}

describe("named operations", () => {
  test.each(differentiableNamedOps.flatMap((op) => someFormsOf(namedOp(op))))("$name", check);
  const windowed = differentiableNamedOps.filter(({ access }) => access?.includes("~"));
  test.each(windowed.flatMap((op) => someFormsOf(namedOp(op, true))))("$name", check);
});

describe("operations with bodies", () => {
  test.each(generics.flatMap(allFormsOf))("$name", check);
  test.each(shortOps.flatMap(allFormsOf))("$name", check);
});

describe("iterations that depend on one another", () => {
  test.each(recurrences.flatMap(allFormsOf))("$name", check);
});

describe("several operations", () => {
  test.each(tensorPrograms)("$name", check);
  test.each(bufferPrograms)("$name", check);
});
