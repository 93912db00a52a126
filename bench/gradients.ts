/**
 * The speed of gradients: the examples compiled by the native engine, beside the same values and gradients written by
 * hand in C and compiled by clang, interleaved in one process: `npx tsx bench/gradients.ts`.
 */
import { pathToFileURL } from "node:url";
import type { EngineName } from "../tools/compile.ts";
import { type GradientCase, gradientCases, type Input, type Matrix, type Shape } from "./gradients/cases.ts";
import { adoptSide, cSide } from "./gradients/programs.ts";

/** Microseconds for one call. */
interface Times {
  readonly adoptValue: number;
  readonly adoptGradient: number;
  readonly cValue: number;
  readonly cGradient: number;
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
function measure(example: GradientCase, engine: EngineName): Times {
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
  return { adoptValue, adoptGradient, cValue, cGradient };
}

const columns = ["value", "gradient", "gradient / value", "C value", "C gradient", "gradient / C gradient"];

/** Measures all cases and prints a table. Times are the least of all rounds, in microseconds for one call. */
export function benchmarkGradients(engine: EngineName = "llvm"): void {
  console.log(`gradients, engine '${engine}'; times in microseconds`);
  console.log(["".padEnd(26), ...columns.map((name) => name.padStart(name.length + 2))].join(""));
  for (const example of gradientCases) {
    const { adoptValue, adoptGradient, cValue, cGradient } = measure(example, engine);
    const numbers = [
      adoptValue,
      adoptGradient,
      adoptGradient / adoptValue,
      cValue,
      cGradient,
      adoptGradient / cGradient,
    ];
    const cells = numbers.map((number, i) => number.toFixed(2).padStart(columns[i]!.length + 2));
    console.log(example.label.padEnd(26) + cells.join(""));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) benchmarkGradients();
