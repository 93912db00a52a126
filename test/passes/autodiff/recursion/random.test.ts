/** Random programs that call themselves and change memory: reverse mode equals forward mode and differences. */

import { test } from "vitest";
import { derivativesOf, expectAgreement } from "../../../support/derivatives.ts";
import { availableEngines } from "../../../support/engines.ts";
import { randomRecursion } from "./random.ts";

const count = 24;
const engines = availableEngines();

test.each(Array.from({ length: count }, (_, seed) => seed))("seed %i", (seed) => {
  const engine = engines[seed % engines.length]!;
  const passes = seed % 3 === 0 ? "autodiff,canonicalize,cse,lower-ad-tape" : "autodiff,lower-ad-tape";
  expectAgreement(derivativesOf(randomRecursion(seed), { engine, passes }), {
    values: 1e-12,
    modes: 1e-11,
    differences: 1e-6,
  });
});
