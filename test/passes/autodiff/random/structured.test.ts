/** Random programs: reverse mode equals forward mode and differences, also behind other passes, with checkpoints, and in f32. */

import { describe, expect, test } from "vitest";
import { derivativesOf, distance } from "../../../support/derivatives.ts";
import { randomProgram, widened } from "./structured.ts";

const count = 500;
const strategies = ["all", "recompute", "periodic:2", "binomial:1", "binomial:2"];
const otherPasses = (seed: number): string =>
  `autodiff{checkpoint=${strategies[seed % strategies.length]}},canonicalize,cse,sccp,loop-invariant-code-motion,lower-ad-tape`;

describe("random programs", () => {
  test.each(Array.from({ length: count }, (_, seed) => seed))("seed %i", (seed) => {
    const program = randomProgram(seed);
    const wide = widened(program);
    const { values, reverse, forward, differences } = derivativesOf(wide);
    for (const value of values) expect(distance([value], [values[0]!])).toBeLessThan(1e-12);
    expect(distance(reverse, forward)).toBeLessThan(1e-11);
    expect(distance(forward, differences)).toBeLessThan(1e-6);

    const optimised = derivativesOf(wide, { passes: otherPasses(seed) });
    expect(distance(optimised.reverse, reverse)).toBeLessThan(1e-11);
    expect(distance(optimised.forward, forward)).toBeLessThan(1e-11);

    const narrow = derivativesOf(program);
    expect(distance(narrow.reverse, reverse)).toBeLessThan(1e-3);
    expect(distance(narrow.forward, forward)).toBeLessThan(1e-3);
  });
});
