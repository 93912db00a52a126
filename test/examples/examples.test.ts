/**
 * The examples: on every engine, the gradient by reverse mode is that of forward mode and of central differences, and value
 * and gradient are those that were derived by hand.
 */

import { describe, expect, test } from "vitest";
import { examples, train } from "../../examples/examples.ts";
import { differentiate, largestDifference, loadExample } from "../../examples/run.ts";
import { availableEngines } from "../support/engines.ts";
import { closedForms, trainedPerceptron } from "./closed-forms.ts";

describe.each(availableEngines())("on %s", (engine) => {
  test.each(Object.keys(examples))("%s", (name) => {
    const example = examples[name]!;
    const { value, gradient, reverse, forward, differences } = differentiate(example, loadExample(name, engine));
    expect(value).not.toBeNaN();
    expect(largestDifference(reverse, forward)).toBeLessThan(1e-11);
    expect(largestDifference(reverse, differences)).toBeLessThan(1e-6);
    const expected = closedForms[name]?.(example.point);
    if (expected === undefined) return;
    expect(largestDifference([value], [expected.value])).toBeLessThan(1e-13);
    expect(largestDifference(gradient, expected.gradient)).toBeLessThan(1e-11);
  });

  test("gradient descent trains the perceptron", () => {
    const { point, value } = examples.perceptron!;
    const module = loadExample("perceptron", engine);
    const trained = train(module);
    expect(largestDifference(trained, trainedPerceptron(point))).toBeLessThan(1e-9);
    expect(value(module, trained)).toBeLessThan(value(module, point) / 10);
  });
});

test.runIf(availableEngines().length > 1).each(Object.keys(examples))("%s has one value on all engines", (name) => {
  const example = examples[name]!;
  const values = availableEngines().map((engine) => example.value(loadExample(name, engine), example.point));
  for (const value of values) expect(Math.abs(value - values[0]!)).toBeLessThan(1e-11 * Math.max(1, Math.abs(value)));
});
