/** Derivatives of programs on tensors: reverse mode equals forward mode and central differences. */

import { describe, expect, test } from "vitest";
import { derivativesOf, distance } from "../../support/derivatives.ts";
import { operations, type TensorProgram } from "./tensor-programs.ts";

function check(subject: TensorProgram): void {
  const { values, reverse, forward, differences } = derivativesOf(subject);
  expect(distance(reverse, forward), `${reverse} and ${forward}`).toBeLessThan(1e-12);
  expect(distance(reverse, differences), `${reverse} and ${differences}`).toBeLessThan(1e-7);
  for (const value of values) expect(value).toBe(values[0]);
}

describe("operations on tensors", () => {
  test.each(operations)("$name", check);
});
