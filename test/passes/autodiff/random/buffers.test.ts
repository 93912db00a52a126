/** Random programs that hide which memory they use: reverse mode equals forward mode and differences. */

import { expect, test } from "vitest";
import { derivativesOf, distance } from "../../../support/derivatives.ts";
import { availableEngines } from "../../../support/engines.ts";
import { randomBufferProgram } from "./buffers.ts";

const count = 100;
const engines = availableEngines();

test.each(Array.from({ length: count }, (_, seed) => seed))("seed %i", (seed) => {
  const engine = engines[seed % engines.length]!;
  const passes = seed % 3 === 0 ? "inline,autodiff,canonicalize,cse,lower-ad-tape" : "inline,autodiff,lower-ad-tape";
  const { values, reverse, forward, differences } = derivativesOf(randomBufferProgram(seed), { engine, passes });
  for (const value of values) expect(distance([value], [values[0]!])).toBeLessThan(1e-12);
  expect(distance(reverse, forward)).toBeLessThan(1e-11);
  expect(distance(forward, differences)).toBeLessThan(1e-6);
});
