/** The examples: their data, and how their functions are called. Each stands in a file of its name. */

import type { CompiledModule } from "../tools/compile.ts";

/** Values of the variables that are differentiated by. */
export type Point = readonly number[];

export interface Example {
  readonly title: string;
  /** Names of the variables. */
  readonly variables: readonly string[];
  readonly point: Point;
  value(module: CompiledModule, point: Point): number;
  /** By reverse mode. */
  gradient(module: CompiledModule, point: Point): number[];
  /** Along `direction`, by forward mode. */
  derivative(module: CompiledModule, point: Point, direction: Point): number;
}

/** Functions of numbers: one argument for each variable. */
const ofNumbers = (title: string, variables: Readonly<Record<string, number>>): Example => ({
  title,
  variables: Object.keys(variables),
  point: Object.values(variables),
  value: (module, point) => module.value!(...point) as number,
  gradient: (module, point) => module.gradient!(...point) as number[],
  derivative: (module, point, direction) => module.derivative!(...point, ...direction) as number,
});

/** Functions of one vector, followed by data. */
const ofVector = (title: string, name: string, point: Point, data: readonly unknown[]): Example => ({
  title,
  variables: point.map((_, i) => `${name}[${i}]`),
  point,
  value: (module, at) => module.value!(Float64Array.from(at), ...data) as number,
  gradient(module, at) {
    const shadow = new Float64Array(at.length);
    module.gradient!(Float64Array.from(at), ...data, shadow);
    return [...shadow];
  },
  derivative: (module, at, direction) =>
    module.derivative!(Float64Array.from(at), ...data, Float64Array.from(direction)) as number,
});

/** Pseudo-random numbers in [-1, 1): a linear congruential generator modulo 2^32 (Numerical Recipes' constants). */
function randomNumbers(count: number, seed: number): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

const rows = 200;
const columns = 8;

/** Labels of 1 and -1 that a linear rule gives, with noise. */
function logisticData(): readonly unknown[] {
  const features = randomNumbers(rows * columns, 1);
  const noise = randomNumbers(rows, 2);
  const labels = Float64Array.from({ length: rows }, (_, i) => {
    let score = noise[i]!;
    for (let j = 0; j < columns; j++) score += features[i * columns + j]! * (j % 2 === 0 ? 1 : -1);
    return score > 0 ? 1 : -1;
  });
  return [{ data: features, shape: [rows, columns] }, labels];
}

export const examples: Readonly<Record<string, Example>> = {
  rosenbrock: ofVector(
    "Rosenbrock's function in 10 dimensions",
    "x",
    Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? -1.2 : 1)),
    [],
  ),
  logistic: ofVector(
    `Logistic regression, ${rows} rows of ${columns} features`,
    "w",
    Array.from({ length: columns }, (_, i) => 0.1 * (i + 1)),
    logisticData(),
  ),
  kepler: ofNumbers("Kepler's equation by Newton's method", { eccentricity: 0.6, anomaly: 1.3 }),
  heat: ofVector(
    "The heat equation on 256 points over 1,000 steps",
    "u",
    Array.from({ length: 256 }, (_, i) => Math.sin((3 * Math.PI * i) / 255) + (i > 100 && i < 130 ? 1 : 0)),
    [Float64Array.from({ length: 256 }, (_, i) => (i * (255 - i)) / 255 ** 2), 500, 0.4],
  ),
  pendulum: ofNumbers("A pendulum over 10,000 Runge-Kutta steps", { angle: 1, speed: 0, length: 1.5 }),
};
