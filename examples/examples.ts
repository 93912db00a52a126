/** The examples, and how their functions are called. Each stands in a file of its name. */

import type { CompiledModule, EngineName } from "../tools/compile.ts";
import { array, convolution, gmm, heat, logistic, lstm, type NamedArray, nbody, perceptron, saxpy } from "./data.ts";

/** Values of the variables that are differentiated by. */
export type Point = readonly number[];

/** What the engine `webgpu` promises, others give at once. */
export type Awaitable<T> = T | Promise<T>;

export interface Example {
  readonly title: string;
  /** Names of the variables. */
  readonly variables: readonly string[];
  readonly point: Point;
  /** The distance from 1 to the next number in the precision of the example. */
  readonly epsilon: number;
  readonly engines: readonly (EngineName | "webgpu")[];
  /** What makes code of the file that can be differentiated, if it is none. */
  readonly pipeline?: string;
  value(module: CompiledModule, point: Point): Awaitable<number>;
  /** By reverse mode. */
  gradient(module: CompiledModule, point: Point): Awaitable<number[]>;
  /** Along `direction`, by forward mode. */
  derivative(module: CompiledModule, point: Point, direction: Point): Awaitable<number>;
  /** What the example does with its gradient, in a sentence. */
  use?(module: CompiledModule): string;
}

const inDoublePrecision = { epsilon: Number.EPSILON, engines: ["js", "llvm"] } as const;

/** Functions of numbers: one argument for each variable. */
const ofNumbers = (title: string, variables: Readonly<Record<string, number>>): Example => ({
  ...inDoublePrecision,
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

type Datum = NamedArray<Float64Array | Int32Array> | number;
const argument = (datum: Datum) => (typeof datum === "number" ? datum : { data: datum.data, shape: datum.shape });

/** Arrays of the shapes of others, with these elements. */
function arraysOf(shapes: readonly NamedArray[], elements: Point): { data: Float64Array; shape: readonly number[] }[] {
  let end = 0;
  return shapes.map(({ shape, data: { length } }) => {
    end += length;
    return { data: Float64Array.from(elements.slice(end - length, end)), shape };
  });
}

const elementsOf = (arrays: readonly { readonly data: Float64Array }[]): number[] =>
  arrays.flatMap(({ data }) => [...data]);

/** Functions of arrays, followed by data. */
function ofArrays(title: string, variables: readonly NamedArray[], ...data: readonly Datum[]) {
  const others = data.map(argument);
  const arrays = (point: Point) => arraysOf(variables, point);
  return {
    ...inDoublePrecision,
    title,
    variables: variables.flatMap(elementNames),
    point: elementsOf(variables),
    value: (module, point) => module.value!(...arrays(point), ...others) as number,
    gradient(module, point) {
      const shadows = arrays(point.map(() => 0));
      module.gradient!(...arrays(point), ...others, ...shadows);
      return elementsOf(shadows);
    },
    derivative: (module, point, direction) =>
      module.derivative!(...arrays(point), ...others, ...arrays(direction)) as number,
  } satisfies Example;
}

/** The same for tensors: the gradient is returned. */
const ofTensors = (title: string, variables: readonly NamedArray[], ...data: readonly Datum[]): Example => ({
  ...ofArrays(title, variables, ...data),
  gradient: (module, point) =>
    tensorElements(module.gradient!(...arraysOf(variables, point), ...data.map(argument)) as readonly Tensor[]),
});

/** What functions return for a tensor: an array of one dimension comes alone. */
type Tensor = Float64Array | { readonly data: Float64Array };
const tensorElements = (tensors: readonly Tensor[]): number[] =>
  elementsOf(tensors.map((tensor) => (tensor instanceof Float64Array ? { data: tensor } : tensor)));

/** The weights of the perceptron after gradient descent. */
export function train(module: CompiledModule): Point {
  const { w1, b1, w2, b2, features, labels, steps, rate } = perceptron;
  const args = [w1, b1, w2, b2, features, labels, steps, rate].map(argument);
  return tensorElements(module.train!(...args) as readonly Tensor[]);
}

function describeTraining({ point, value }: Example, module: CompiledModule): string {
  const [before, after] = [point, train(module)].map((at) => (value(module, at) as number).toFixed(6));
  return `${perceptron.steps} steps of gradient descent take the value from ${before} to ${after}`;
}

/** Functions of arrays of 32-bit floats, whose loops may be executed by a GPU. */
const onDevices = (title: string, variables: readonly NamedArray[]): Example => {
  const arrays = (point: Point) =>
    arraysOf(variables, point).map(({ data, shape }) => ({ data: Float32Array.from(data), shape }));
  return {
    ...ofArrays(title, variables),
    epsilon: 2 ** -23,
    engines: ["js", "llvm", "webgpu"],
    value: (module, point) => module.value!(...arrays(point)) as Awaitable<number>,
    async gradient(module, point) {
      const shadows = arrays(point.map(() => 0));
      await module.gradient!(...arrays(point), ...shadows);
      return shadows.flatMap(({ data }) => [...data]);
    },
    derivative: (module, point, direction) =>
      module.derivative!(...arrays(point), ...arrays(direction)) as Awaitable<number>,
  };
};

const twoLayers = ofTensors(
  "A perceptron of 32, 64 and 10 cells with softmax and cross-entropy, 128 samples",
  [perceptron.w1, perceptron.b1, perceptron.w2, perceptron.b2],
  perceptron.features,
  perceptron.labels,
);

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
  perceptron: { ...twoLayers, use: (module) => describeTraining(twoLayers, module) },
  convolution: ofTensors(
    "A convolution of 4 filters with a bias, the positive part and a maximum pooling",
    [convolution.filters, convolution.biases, convolution.images],
    convolution.goal,
  ),
  nbody: {
    ...ofArrays("Five bodies that attract each other, compiled from C", [nbody.bodies], nbody.steps),
    engines: ["llvm"],
    pipeline: "builtin.module(raise-from-llvm)",
  },
  saxpy: onDevices("The sum of the squares of a x + y, by columns, in single precision", [saxpy.a, saxpy.x, saxpy.y]),
};
