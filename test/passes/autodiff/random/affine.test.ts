/** Random affine programs: reverse mode equals forward mode and differences, also behind other passes and with checkpoints. */

import { expect, test } from "vitest";
import { derivativesOf, distance, spread } from "../../../support/derivatives.ts";
import { availableEngines } from "../../../support/engines.ts";
import { randomAffineProgram } from "./affine.ts";

const count = 40;
const engines = availableEngines();
const strategies = ["all", "recompute", "periodic:2", "binomial:1", "binomial:2"];
const pipelines = (seed: number): string => {
  const autodiff = `autodiff{checkpoint=${strategies[seed % strategies.length]}}`;
  const others = seed % 4 < 2 ? "" : ",canonicalize,cse,loop-invariant-code-motion,lower-affine";
  return `${autodiff}${others},lower-ad-tape`;
};

test.each(Array.from({ length: count }, (_, seed) => seed))("seed %i", (seed) => {
  const [engine, passes] = [engines[seed % engines.length]!, pipelines(seed)];
  const { values, reverse, forward, differences } = derivativesOf(randomAffineProgram(seed), { engine, passes });
  expect(spread(values)).toBeLessThan(1e-12);
  expect(distance(reverse, forward)).toBeLessThan(1e-11);
  expect(distance(forward, differences)).toBeLessThan(1e-6);
});
