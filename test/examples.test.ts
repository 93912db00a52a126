/** The examples: on every engine, the gradient by reverse mode is that of forward mode and of central differences. */

import { describe, expect, test } from "vitest";
import { examples } from "../examples/examples.ts";
import { differentiate, largestDifference, loadExample } from "../examples/run.ts";
import { availableEngines } from "./support/engines.ts";

describe.each(availableEngines())("on %s", (engine) => {
  test.each(Object.keys(examples))("%s", (name) => {
    const { value, reverse, forward, differences } = differentiate(examples[name]!, loadExample(name, engine));
    expect(value).not.toBeNaN();
    expect(largestDifference(reverse, forward)).toBeLessThan(1e-11);
    expect(largestDifference(reverse, differences)).toBeLessThan(1e-6);
  });
});

test.runIf(availableEngines().length > 1).each(Object.keys(examples))("%s has one value on all engines", (name) => {
  const example = examples[name]!;
  const values = availableEngines().map((engine) => example.value(loadExample(name, engine), example.point));
  for (const value of values) expect(Math.abs(value - values[0]!)).toBeLessThan(1e-11 * Math.max(1, Math.abs(value)));
});
