/** Random programs that call themselves and change memory: reverse mode equals forward mode and differences. */

import { expect, test } from "vitest";
import { derivativesOf, distance, spread } from "../../../support/derivatives.ts";
import { availableEngines } from "../../../support/engines.ts";
import { randomRecursion } from "./random.ts";

const count = 24;
const engines = availableEngines();

test.each(Array.from({ length: count }, (_, seed) => seed))("seed %i", (seed) => {
  const engine = engines[seed % engines.length]!;
  const passes = seed % 3 === 0 ? "autodiff,canonicalize,cse,lower-ad-tape" : "autodiff,lower-ad-tape";
  const { values, reverse, forward, differences } = derivativesOf(randomRecursion(seed), { engine, passes });
  expect(spread(values)).toBeLessThan(1e-12);
  expect(distance(reverse, forward)).toBeLessThan(1e-11);
  expect(distance(forward, differences)).toBeLessThan(1e-6);
});
