/**
 * Runs an example: computes its value, its gradient by reverse mode, the same by forward mode and by central
 * differences, on every engine that can run here, and prints them side by side.
 *
 * Usage: npm run example -- <name>
 */
import { readFileSync } from "node:fs";
import { suggestion } from "../ir/nearest-name.ts";
import { isNativeAvailable, nativeUnavailableReason } from "../lowering/llvm/native/index.ts";
import { type CompiledModule, compile, isWebGpuAvailable } from "../tools/compile.ts";
import { type Example, examples, type Point } from "./examples.ts";

type Engine = Example["engines"][number];

/** Why an engine cannot be used here; undefined if it can. */
async function unavailable(engine: Engine): Promise<string | undefined> {
  if (engine === "llvm") return isNativeAvailable() ? undefined : nativeUnavailableReason();
  const isMissing = engine === "webgpu" && !(await isWebGpuAvailable());
  return isMissing ? "there is no device; docs/gpu.md tells how to get one in software" : undefined;
}

/** The derivatives by some of the variables, three times. */
interface Gradients {
  readonly value: number;
  /** The whole gradient. */
  readonly gradient: readonly number[];
  /** The indices of the variables that the following are by. */
  readonly checked: readonly number[];
  readonly reverse: readonly number[];
  readonly forward: readonly number[];
  readonly differences: readonly number[];
}

/** All variables if they are few; else some that lie evenly among them. */
function checkedVariables({ length }: Point): number[] {
  const stride = length <= 256 ? 1 : Math.ceil(length / 64);
  return Array.from({ length: Math.ceil(length / stride) }, (_, i) => i * stride);
}

/** The point moved by `step` along variable `index`. */
function moved(point: Point, index: number, step: number): Point {
  return point.with(index, point[index]! + step);
}

/** Step of central differences with the least error: the cube root of the machine epsilon, relative to the variable. */
const differenceStep = (epsilon: number, value: number): number => Math.cbrt(epsilon) * Math.max(1, Math.abs(value));

async function difference({ value, point, epsilon }: Example, module: CompiledModule, index: number): Promise<number> {
  const step = differenceStep(epsilon, point[index]!);
  const above = await value(module, moved(point, index, step));
  const below = await value(module, moved(point, index, -step));
  return (above - below) / (2 * step);
}

export async function differentiate(example: Example, module: CompiledModule): Promise<Gradients> {
  const { point } = example;
  const checked = checkedVariables(point);
  const gradient = await example.gradient(module, point);
  const origin = point.map(() => 0);
  const [forward, differences]: [number[], number[]] = [[], []];
  for (const index of checked) {
    forward.push(await example.derivative(module, point, origin.with(index, 1)));
    differences.push(await difference(example, module, index));
  }
  const reverse = checked.map((index) => gradient[index]!);
  return { value: await example.value(module, point), gradient, checked, reverse, forward, differences };
}

/** Differentiates, then makes kernels of the parallel loops. */
const toKernels =
  "builtin.module(inline,canonicalize,cse,loop-invariant-code-motion,autodiff,canonicalize,cse,lower-ad-tape," +
  "func.func(gpu-map-parallel-loops),convert-parallel-loops-to-gpu,lower-affine,canonicalize,cse)";

export function loadExample(name: string, engine: Engine): CompiledModule {
  const text = readFileSync(new URL(`./${name}.mlir`, import.meta.url), "utf8");
  const pipeline = examples[name]?.pipeline;
  const options = { name: `examples/${name}.mlir`, ...(pipeline === undefined ? {} : { pipeline }) };
  return engine === "webgpu"
    ? compile(text, { ...options, engine, pipeline: toKernels })
    : compile(text, { ...options, engine });
}

/** The largest difference, relative to the largest element. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  const scale = Math.max(...a.map(Math.abs), ...b.map(Math.abs), Number.MIN_VALUE);
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / scale;
}

const maxRows = 12;
const column = (value: number | string): string =>
  (typeof value === "number" ? value.toPrecision(12) : value).padStart(22);

function print(example: Example, engine: Engine, gradients: Gradients): void {
  const { value, checked, reverse, forward, differences } = gradients;
  const { length } = example.variables;
  console.log(`\n${example.title}, engine '${engine}': value ${value.toPrecision(15)}`);
  console.log(["".padEnd(12), ...["reverse", "forward", "differences"].map(column)].join(""));
  const step = Math.ceil(checked.length / maxRows);
  checked.forEach((index, i) => {
    if (i % step !== 0) return;
    console.log(
      [example.variables[index]!.padEnd(12), ...[reverse[i]!, forward[i]!, differences[i]!].map(column)].join(""),
    );
  });
  if (length > maxRows) console.log(`${length} variables, of which ${checked.length} are checked`);
  const toForward = largestDifference(reverse, forward).toExponential(1);
  const toDifferences = largestDifference(reverse, differences).toExponential(1);
  console.log(`largest relative difference: reverse to forward ${toForward}, to central differences ${toDifferences}`);
}

async function show(example: Example, name: string, engine: Engine): Promise<void> {
  const module = loadExample(name, engine);
  print(example, engine, await differentiate(example, module));
  if (example.use !== undefined) console.log(example.use(module));
}

async function main(name: string | undefined): Promise<number> {
  const example = name === undefined ? undefined : examples[name];
  if (name === undefined || example === undefined) {
    const names = Object.keys(examples);
    if (name === undefined) console.error("usage: npm run example -- <name>");
    else console.error(`error: no example '${name}'${suggestion(name, names)}`);
    console.error(`examples: ${names.join(", ")}`);
    return 1;
  }
  for (const engine of example.engines) {
    const reason = await unavailable(engine);
    if (reason !== undefined) console.log(`\nengine '${engine}' cannot be used here: ${reason}`);
    else await show(example, name, engine);
  }
  return 0;
}

if (process.argv[1]?.endsWith("run.ts")) process.exitCode = await main(process.argv[2]);
