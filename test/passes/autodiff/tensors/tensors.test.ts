/** Derivatives of programs on tensors: reverse mode equals forward mode and central differences. */

import { describe, expect, test } from "vitest";
import { isEngineAvailable } from "../../../../tools/compile.ts";
import { derivativesOf, distance, expectAgreement, gradientOf, type Subject } from "../../../support/derivatives.ts";
import { controlFlow } from "./control-flow.ts";
import { operations } from "./operations.ts";

function check(subject: Subject): void {
  expectAgreement(derivativesOf(subject), { values: 0, modes: 1e-12, differences: 1e-7 });
}

describe("operations on tensors", () => {
  test.each(operations)("$name", check);
});

describe("tensors that control flow carries", () => {
  test.each(controlFlow)("$name", check);
});

const compiled = [...operations.filter(({ text }) => /tensor\.(gather|scatter)/.test(text)), ...controlFlow];

describe.skipIf(!isEngineAvailable("llvm"))("gathers, and tensors that control flow carries, compiled", () => {
  test.each(compiled)("$name", (subject) => {
    const { reverse, forward } = derivativesOf(subject, { engine: "llvm" });
    const { reverse: expected } = derivativesOf(subject);
    expect(distance(reverse, forward), `${reverse} and ${forward}`).toBeLessThan(1e-12);
    expect(distance(reverse, expected), `${reverse} and ${expected}`).toBeLessThan(1e-12);
  });
});

/** Where second derivatives are refused, and why. */
const refused: Readonly<Record<string, string>> = {
  "generate with a loop inside": "its region may write to memory",
  "generate inside generate, of tensors that it makes": "its region may write to memory",
};

describe("gradients on tensors", () => {
  test.each([...operations, ...controlFlow])("$name", (subject) => {
    const gradient = gradientOf(subject);
    const reason = refused[subject.name];
    if (reason === undefined) check(gradient);
    else expect(() => derivativesOf(gradient)).toThrow(reason);
  });
});

describe.each(["recompute", "periodic:2", "periodic", "binomial:2"])("with checkpoints: %s", (strategy) => {
  test.each(controlFlow)("$name", (subject) => {
    const passes = `autodiff{checkpoint=${strategy}},lower-ad-tape`;
    expectAgreement(derivativesOf(subject, { passes }), { values: 0, modes: 1e-12 });
  });
});
