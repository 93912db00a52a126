/** Random affine programs: reverse mode equals forward mode and differences, also behind other passes and with checkpoints. */

import { test } from "vitest";
import { derivativesOf, expectAgreement } from "../../../support/derivatives.ts";
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
  expectAgreement(derivativesOf(randomAffineProgram(seed), { engine, passes }), {
    values: 1e-12,
    modes: 1e-11,
    differences: 1e-6,
  });
});
