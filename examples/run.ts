/**
 * Runs an example: computes its value, its gradient by reverse mode, the same by forward mode and by central
 * differences, on every engine that can run here, and prints them side by side.
 *
 * Usage: npm run example -- <name>
 */
import { readFileSync } from "node:fs";
import { nearestName } from "../ir/nearest-name.ts";
import { isNativeAvailable, nativeUnavailableReason } from "../lowering/llvm/native/index.ts";
import { type CompiledModule, compile, type EngineName } from "../tools/compile.ts";
import { type Example, examples, type Point } from "./examples.ts";

/** The engines, and why one cannot be used here. */
const engines: readonly { readonly name: EngineName; readonly unavailable?: string | undefined }[] = [
  { name: "js" },
  { name: "llvm", unavailable: isNativeAvailable() ? undefined : nativeUnavailableReason() },
];

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
const differenceStep = (value: number): number => Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(value));

export function differentiate(example: Example, module: CompiledModule): Gradients {
  const { point } = example;
  const checked = checkedVariables(point);
  const gradient = example.gradient(module, point);
  const origin = point.map(() => 0);
  return {
    value: example.value(module, point),
    gradient,
    checked,
    reverse: checked.map((index) => gradient[index]!),
    forward: checked.map((index) => example.derivative(module, point, origin.with(index, 1))),
    differences: checked.map((index) => {
      const step = differenceStep(point[index]!);
      const above = example.value(module, moved(point, index, step));
      const below = example.value(module, moved(point, index, -step));
      return (above - below) / (2 * step);
    }),
  };
}

export const loadExample = (name: string, engine: EngineName): CompiledModule =>
  compile(readFileSync(new URL(`./${name}.mlir`, import.meta.url), "utf8"), { engine, name: `examples/${name}.mlir` });

/** The largest difference, relative to the largest element. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  const scale = Math.max(...a.map(Math.abs), ...b.map(Math.abs), Number.MIN_VALUE);
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / scale;
}

const maxRows = 12;
const column = (value: number | string): string =>
  (typeof value === "number" ? value.toPrecision(12) : value).padStart(22);

function print(example: Example, engine: EngineName, gradients: Gradients): void {
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

function show(example: Example, name: string, engine: EngineName): void {
  const module = loadExample(name, engine);
  print(example, engine, differentiate(example, module));
  if (example.use !== undefined) console.log(example.use(module));
}

function main(name: string | undefined): number {
  const example = name === undefined ? undefined : examples[name];
  if (name === undefined || example === undefined) {
    const names = Object.keys(examples);
    const near = name === undefined ? undefined : nearestName(name, names);
    const hint = near === undefined ? "" : `, did you mean '${near}'?`;
    console.error(name === undefined ? "usage: npm run example -- <name>" : `error: no example '${name}'${hint}`);
    console.error(`examples: ${names.join(", ")}`);
    return 1;
  }
  for (const engine of engines) {
    if (engine.unavailable !== undefined)
      console.log(`\nengine '${engine.name}' cannot be used here: ${engine.unavailable}`);
    else show(example, name, engine.name);
  }
  return 0;
}

if (process.argv[1]?.endsWith("run.ts")) process.exitCode = main(process.argv[2]);
