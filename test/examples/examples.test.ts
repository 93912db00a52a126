/**
 * The examples: on every engine, the gradient by reverse mode is that of forward mode and of central differences, and value
 * and gradient are those that were derived by hand.
 */

import { describe, expect, it } from "vitest";
import { type Example, examples, train } from "../../examples/examples.ts";
import { differentiate, largestDifference, loadExample } from "../../examples/run.ts";
import { isEngineAvailable } from "../../tools/compile.ts";
import { hasDevice } from "../support/webgpu.ts";
import { closedForms, trainedPerceptron } from "./closed-forms.ts";

const isAvailable = { js: true, llvm: isEngineAvailable("llvm"), webgpu: await hasDevice() };
type Engine = keyof typeof isAvailable;

const named = Object.entries(examples);
const engines = Object.keys(isAvailable) as readonly Engine[];
const runsOn = (engine: Engine): [string, Example][] => named.filter(([, example]) => example.engines.includes(engine));

/** Relative differences that rounding may make. */
const tolerances = ({ epsilon }: Example) =>
  epsilon === Number.EPSILON
    ? { modes: 1e-11, differences: 1e-6, value: 1e-13, gradient: 1e-11, engines: 1e-11 }
    : { modes: 1e-6, differences: 1e-4, value: 1e-6, gradient: 1e-6, engines: 1e-6 };

for (const engine of engines) {
  describe.skipIf(!isAvailable[engine])(`on ${engine}`, () => {
    it.each(runsOn(engine))("%s", async (name, example) => {
      const { value, gradient, reverse, forward, differences } = await differentiate(
        example,
        loadExample(name, engine),
      );
      const tolerance = tolerances(example);
      expect(value).not.toBeNaN();
      expect(largestDifference(reverse, forward)).toBeLessThan(tolerance.modes);
      expect(largestDifference(reverse, differences)).toBeLessThan(tolerance.differences);
      const expected = closedForms[name]?.(example.point);
      if (expected === undefined) return;
      expect(largestDifference([value], [expected.value])).toBeLessThan(tolerance.value);
      expect(largestDifference(gradient, expected.gradient)).toBeLessThan(tolerance.gradient);
    });
  });
}

describe.each(engines.filter((engine) => engine !== "webgpu" && isAvailable[engine]))("on %s", (engine) => {
  it("gradient descent trains the perceptron", async () => {
    const { point, value } = examples.perceptron!;
    const module = loadExample("perceptron", engine);
    const trained = train(module);
    expect(largestDifference(trained, trainedPerceptron(point))).toBeLessThan(1e-9);
    expect(await value(module, trained)).toBeLessThan((await value(module, point)) / 10);
  });
});

it.each(named)("%s has one value on all engines", async (name, example) => {
  const usable = example.engines.filter((engine) => isAvailable[engine]);
  const values = await Promise.all(usable.map((engine) => example.value(loadExample(name, engine), example.point)));
  for (const value of values)
    expect(largestDifference([value], [values[0]!])).toBeLessThan(tolerances(example).engines);
});
