/**
 * The speed of gradients: the examples compiled by the native engine, beside the same values and gradients written by
 * hand in C and compiled by clang, interleaved in one process: `npx tsx bench/gradients.ts`.
 */
import { pathToFileURL } from "node:url";
import type { EngineName } from "../tools/compile.ts";
import { type GradientCase, gradientCases, type Input, type Matrix, type Shape } from "./gradients/cases.ts";
import { adoptSide, cSide, peakBytes } from "./gradients/programs.ts";

/** Microseconds for one call. */
interface Times {
  readonly adoptValue: number;
  readonly adoptGradient: number;
  readonly cValue: number;
  readonly cGradient: number;
}

/** The most bytes in use. */
interface Peaks {
  readonly valueBytes: number;
  readonly gradientBytes: number;
}

const rounds = 41;
const tolerance = 1e-9;

const zeros = (shape: Shape): Matrix => ({
  data: new Float64Array(shape.reduce((product, size) => product * size)),
  shape,
});

/** @throws {Error} if the two gradients differ by more than rounding */
function compareGradients(label: string, actual: readonly Matrix[], expected: readonly Matrix[]): void {
  const scale = Math.max(...expected.map(({ data }) => data.reduce((most, x) => Math.max(most, Math.abs(x)), 0)));
  expected.forEach(({ data }, k) => {
    data.forEach((value, i) => {
      const error = Math.abs(actual[k]!.data[i]! - value);
      if (!(error <= tolerance * scale))
        throw new Error(`${label}: gradient ${actual[k]!.data[i]} instead of ${value}`);
    });
  });
}

/** What other programs on the machine take only adds to a time. */
const least = (numbers: readonly number[]): number => Math.min(...numbers);

/** @throws {Error} if the gradients disagree, or if clang-22 is not installed */
function measure(example: GradientCase, engine: EngineName): Times & Peaks {
  const { label, times, inputs, valueSize, gradientShapes } = example;
  const [adopt, c] = [adoptSide(example, engine), cSide(example)];
  const [adoptOut, cOut] = [gradientShapes.map(zeros), gradientShapes.map(zeros)];
  const values: readonly Input[] = [...inputs, zeros([valueSize])];
  const [adoptGradients, cGradients] = [
    [...inputs, ...adoptOut],
    [...inputs, ...cOut],
  ];
  adopt.gradients(1, adoptGradients);
  c.gradients(1, cGradients);
  compareGradients(label, adoptOut, cOut);
  const works = [
    () => adopt.values(times, values),
    () => adopt.gradients(times, adoptGradients),
    () => c.values(times, values),
    () => c.gradients(times, cGradients),
  ];
  const taken: number[][] = works.map(() => []);
  for (let round = 0; round < rounds; round++) {
    works.forEach((work, i) => {
      const start = performance.now();
      work();
      taken[i]!.push(((performance.now() - start) * 1000) / times);
    });
  }
  const [adoptValue, adoptGradient, cValue, cGradient] = taken.map(least) as [number, number, number, number];
  const valueBytes = peakBytes(example, "values", values);
  const gradientBytes = peakBytes(example, "gradients", adoptGradients);
  return { adoptValue, adoptGradient, cValue, cGradient, valueBytes, gradientBytes };
}

const columns: Readonly<Record<string, (measured: Times & Peaks) => string>> = {
  value: ({ adoptValue }) => adoptValue.toFixed(2),
  gradient: ({ adoptGradient }) => adoptGradient.toFixed(2),
  "gradient / value": ({ adoptValue, adoptGradient }) => (adoptGradient / adoptValue).toFixed(2),
  "C value": ({ cValue }) => cValue.toFixed(2),
  "C gradient": ({ cGradient }) => cGradient.toFixed(2),
  "gradient / C gradient": ({ adoptGradient, cGradient }) => (adoptGradient / cGradient).toFixed(2),
  "value, kB": ({ valueBytes }) => (valueBytes / 1000).toFixed(1),
  "gradient, kB": ({ gradientBytes }) => (gradientBytes / 1000).toFixed(1),
};

/**
 * Measures all cases and prints a table. Times are the least of all rounds, in microseconds for one call; the memory is the
 * most that a call has in use, in which a gradient's tapes are.
 */
export function benchmarkGradients(engine: EngineName = "llvm"): void {
  console.log(`gradients, engine '${engine}'; times in microseconds`);
  const names = Object.keys(columns);
  console.log(["".padEnd(34), ...names.map((name) => name.padStart(Math.max(8, name.length) + 2))].join(""));
  for (const example of gradientCases) {
    const measured = measure(example, engine);
    const cells = names.map((name) => columns[name]!(measured).padStart(Math.max(8, name.length) + 2));
    console.log(example.label.padEnd(34) + cells.join(""));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) benchmarkGradients();
