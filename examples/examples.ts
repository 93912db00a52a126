/** The examples, and how their functions are called. Each stands in a file of its name. */

import type { CompiledModule } from "../tools/compile.ts";
import { array, gmm, heat, logistic, lstm, type NamedArray } from "./data.ts";

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

/** The names of an array's elements. */
function elementNames({ name, shape, data }: NamedArray): string[] {
  return Array.from(data, (_, i) => {
    let rest = i;
    const indices = shape.toReversed().map((size) => {
      const index = rest % size;
      rest = (rest - index) / size;
      return index;
    });
    return `${name}[${indices.reverse().join(",")}]`;
  });
}

/** Functions of arrays, followed by data. */
function ofArrays(title: string, variables: readonly NamedArray[], ...data: readonly (NamedArray | number)[]): Example {
  const others = data.map((datum) => (typeof datum === "number" ? datum : { data: datum.data, shape: datum.shape }));
  /** Arrays of the variables' shapes, with these elements. */
  const arraysOf = (point: Point) => {
    let offset = 0;
    return variables.map(({ shape, data: { length } }) => {
      offset += length;
      return { data: Float64Array.from(point.slice(offset - length, offset)), shape };
    });
  };
  return {
    title,
    variables: variables.flatMap(elementNames),
    point: variables.flatMap((variable) => [...variable.data]),
    value: (module, point) => module.value!(...arraysOf(point), ...others) as number,
    gradient(module, point) {
      const shadows = arraysOf(point.map(() => 0));
      module.gradient!(...arraysOf(point), ...others, ...shadows);
      return shadows.flatMap((shadow) => [...shadow.data]);
    },
    derivative: (module, point, direction) =>
      module.derivative!(...arraysOf(point), ...others, ...arraysOf(direction)) as number,
  };
}

export const examples: Readonly<Record<string, Example>> = {
  rosenbrock: ofArrays("Rosenbrock's function in 10 dimensions", [array("x", [10], (i) => (i % 2 === 0 ? -1.2 : 1))]),
  logistic: ofArrays(
    `Logistic regression, ${logistic.rows} rows of ${logistic.columns} features`,
    [logistic.weights],
    logistic.features,
    logistic.labels,
  ),
  kepler: ofNumbers("Kepler's equation by Newton's method", { eccentricity: 0.6, anomaly: 1.3 }),
  heat: ofArrays("The heat equation on 256 points over 1,000 steps", [heat.start], heat.goal, heat.rounds, heat.flow),
  pendulum: ofNumbers("A pendulum over 10,000 Runge-Kutta steps", { angle: 1, speed: 0, length: 1.5 }),
  gmm: ofArrays(
    "A mixture of 25 Gaussians in 10 dimensions, 1,000 points",
    [gmm.alphas, gmm.means, gmm.logs, gmm.lower],
    gmm.points,
    gmm.gamma,
    gmm.m,
  ),
  lstm: ofArrays(
    "16 LSTM cells with 8 inputs over 20 steps",
    [lstm.ofInputs, lstm.ofOutputs, lstm.biases],
    lstm.inputs,
    lstm.goal,
  ),
};
