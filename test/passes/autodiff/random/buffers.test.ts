/** Random programs that hide which memory they use: reverse mode equals forward mode and differences. */

import { test } from "vitest";
import { derivativesOf, expectAgreement } from "../../../support/derivatives.ts";
import { availableEngines } from "../../../support/engines.ts";
import { randomBufferProgram } from "./buffers.ts";

const count = 100;
const engines = availableEngines();

test.each(Array.from({ length: count }, (_, seed) => seed))("seed %i", (seed) => {
  const engine = engines[seed % engines.length]!;
  const passes = seed % 3 === 0 ? "inline,autodiff,canonicalize,cse,lower-ad-tape" : "inline,autodiff,lower-ad-tape";
  expectAgreement(derivativesOf(randomBufferProgram(seed), { engine, passes }), {
    values: 1e-12,
    modes: 1e-11,
    differences: 1e-6,
  });
});
