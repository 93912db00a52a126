/** Derivatives of kernels on the device: what the js engine computes, in both modes. */

import { describe, expect, it } from "vitest";
import { type AsyncCompiledModule, compile } from "../../../tools/compile.ts";
import { exchangingPrograms } from "../../passes/autodiff/parallel/exchanging-kernels.ts";
import { kernelPrograms } from "../../passes/autodiff/parallel/kernels.ts";
import { distance, type NamedSubject, type Subject, withRequests } from "../../support/derivatives.ts";
import { transformedText } from "../../support/pipeline.ts";
import { hasDevice, onEngines } from "../../support/webgpu.ts";

const isAvailable = await hasDevice();

/** Devices compute with f32. */
const narrow = ({ name, text, types, resultTypes, args }: NamedSubject): NamedSubject => ({
  name,
  text: text.replaceAll("f64", "f32"),
  types: types.map((type) => type.replaceAll("f64", "f32")),
  resultTypes,
  args,
});

type Numbers = Float32Array | number;

const hostValues = ({ args }: Subject): Numbers[] =>
  args.map((arg) => (typeof arg === "number" ? arg : Float32Array.from(arg as readonly number[])));

/** Numbers that differ, like the arguments. */
function weights(subject: Subject): Numbers[] {
  let position = 0;
  const next = (): number => 1 + 0.37 * ((position++ * 7) % 11);
  return hostValues(subject).map((arg) => (typeof arg === "number" ? next() : arg.map(next)));
}

const isBuffer = (value: Numbers): value is Float32Array => typeof value !== "number";

/** What is in the buffers and their shadows afterwards, and the gradients by numbers. */
async function gradient({ reverse }: AsyncCompiledModule, subject: Subject): Promise<number[]> {
  const values = hostValues(subject);
  const shadows = weights(subject).filter(isBuffer);
  const numbers = await reverse!(...values, ...shadows);
  return [...values.filter(isBuffer), ...shadows, [numbers ?? []].flat()].flatMap((list) => [...(list as number[])]);
}

/** What is in the buffers and their tangents afterwards. */
async function tangents({ forward }: AsyncCompiledModule, subject: Subject): Promise<number[]> {
  const values = hostValues(subject);
  const dots = weights(subject);
  await forward!(...values, ...dots);
  return [...values, ...dots].filter(isBuffer).flatMap((list) => [...list]);
}

const passes = "autodiff,canonicalize,cse,lower-ad-tape,gpu-kernel-outlining,canonicalize,cse";

/** What WGSL cannot do, and what it says of it. */
const refused: Readonly<Record<string, string>> = {
  // A thread keeps as many values as its loop has iterations.
  "ids as operations, branches and loops": "cannot be applied to the memref of type 'memref<?xf32>' in WGSL",
  "subgroup_reduce maximumf": "in whole subgroups is not possible in WGSL: say the cluster's size",
};

const programs = [...kernelPrograms, ...exchangingPrograms].map(narrow);

describe("what is refused", () => {
  it.each(Object.entries(refused))("%s", (name, message) => {
    const text = transformedText(withRequests(programs.find((program) => program.name === name)!), passes);
    expect(() => compile(text, { engine: "webgpu" })).toThrow(message);
  });
});

const supported = programs.filter(({ name }) => refused[name] === undefined);
describe.skipIf(!isAvailable).each(supported)("$name", (program) => {
  const text = transformedText(withRequests(program), passes);
  it.each([
    ["reverse", gradient],
    ["forward", tangents],
  ] as const)("in %s mode", async (_, compute) => {
    const [[, js], [, webgpu]] = onEngines(text) as [[string, AsyncCompiledModule], [string, AsyncCompiledModule]];
    const expected = await compute(js, program);
    expect(expected.some((value) => value !== 0)).toBe(true);
    expect(distance(await compute(webgpu, program), expected)).toBeLessThan(1e-5);
  });
});
