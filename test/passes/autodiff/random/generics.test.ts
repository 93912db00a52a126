/** Random structured operations: both modes and differences agree, on tensors also for second derivatives. */

import { test } from "vitest";
import { derivativesOf, expectAgreement, gradientOf } from "../../../support/derivatives.ts";
import { randomGeneric } from "./generics.ts";

const count = 40;
const seeds = Array.from({ length: count }, (_, seed) => seed);
const bounds = { values: 1e-12, modes: 1e-10, differences: 1e-5 };

test.each(seeds)("on tensors, seed %i", (seed) => {
  const subject = randomGeneric(seed, "tensor");
  expectAgreement(derivativesOf(subject), bounds);
  if (subject.resultTypes.length > 0) expectAgreement(derivativesOf(gradientOf(subject)), bounds);
});

test.each(seeds)("on buffers, seed %i", (seed) => {
  expectAgreement(derivativesOf(randomGeneric(seed, "memref")), bounds);
});
