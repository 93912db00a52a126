/** The programs whose gradients are measured, with their data. */

import { makeGmm, makeLstm, type NamedArray, perceptron as perceptronData } from "../../examples/data.ts";

/** An array of several dimensions, dense in row-major order. */
export type Shape = NamedArray["shape"];
export type Matrix<Data = Float64Array> = Pick<NamedArray<Data>, "data" | "shape">;
export type Input = Float64Array | Matrix<Float64Array | Int32Array>;

export interface GradientCase {
  readonly label: string;
  /** Names examples/<program>.mlir, and <program>.c and <program>-calls.mlir in this folder. */
  readonly program: string;
  /** Calls in one measurement, so that it takes about a millisecond. */
  readonly times: number;
  /** What C gets in front of the arrays. */
  readonly sizes: readonly number[];
  readonly inputs: readonly Input[];
  /** How many values there are. */
  readonly valueSize: number;
  /** Shapes of the arrays for the gradient. */
  readonly gradientShapes: readonly Shape[];
}

const filled = (length: number, element: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => element(i));

const rosenbrock = (n: number): GradientCase => ({
  label: `rosenbrock, n = ${n}`,
  program: "rosenbrock",
  times: Math.ceil(1e6 / n),
  sizes: [n],
  inputs: [filled(n, Math.sin)],
  valueSize: 1,
  gradientShapes: [[n]],
});

const logistic = (rows: number, columns: number): GradientCase => ({
  label: `logistic, ${rows} x ${columns}`,
  program: "logistic",
  times: 5,
  sizes: [rows, columns],
  inputs: [
    filled(columns, Math.cos),
    { data: filled(rows * columns, Math.sin), shape: [rows, columns] },
    filled(rows, (i) => (i % 3 === 0 ? -1 : 1)),
  ],
  valueSize: 1,
  gradientShapes: [[columns]],
});

const kepler = (n: number): GradientCase => ({
  label: `kepler, ${n} times`,
  program: "kepler",
  times: 1,
  sizes: [n],
  inputs: [filled(n, (i) => 0.3 + (0.5 * i) / n), filled(n, (i) => 0.1 + (3 * i) / n)],
  valueSize: n,
  gradientShapes: [[n], [n]],
});

const heat = (points: number, rounds: number): GradientCase => ({
  label: `heat, ${points} x ${2 * rounds} steps`,
  program: "heat",
  times: 2,
  sizes: [points, rounds],
  inputs: [filled(points, (i) => Math.sin((9 * i) / points)), filled(points, (i) => Math.cos((5 * i) / points))],
  valueSize: 1,
  gradientShapes: [[points]],
});

const pendulum: GradientCase = {
  label: "pendulum, 10000 steps",
  program: "pendulum",
  times: 2,
  sizes: [],
  inputs: [Float64Array.of(1.2, 0.3, 0.8)],
  valueSize: 1,
  gradientShapes: [[3]],
};

const gmm = (d: number, count: number, n: number): GradientCase => {
  const { alphas, means, logs, lower, points } = makeGmm(d, count, n);
  return {
    label: `gmm, ${d} x ${count}, n = ${n}`,
    program: "gmm",
    times: 1,
    sizes: [d, count, n],
    inputs: [alphas, means, logs, lower, points],
    valueSize: 1,
    gradientShapes: [alphas, means, logs, lower].map(({ shape }) => shape),
  };
};

const lstm = (steps: number, inputs: number, cells: number): GradientCase => {
  const { ofInputs, ofOutputs, biases, ...data } = makeLstm(steps, inputs, cells);
  return {
    label: `lstm, ${inputs} x ${cells}, ${steps} steps`,
    program: "lstm",
    times: 5,
    sizes: [steps, inputs, cells],
    inputs: [ofInputs, ofOutputs, biases, data.inputs, data.goal],
    valueSize: 1,
    gradientShapes: [ofInputs, ofOutputs, biases].map(({ shape }) => shape),
  };
};

const { w1, b1, w2, b2, features, labels, ...sizes } = perceptronData;

const perceptron: GradientCase = {
  label: `perceptron, ${sizes.inputs} x ${sizes.hidden} x ${sizes.classes}, n = ${sizes.samples}`,
  program: "perceptron",
  times: 2,
  sizes: [],
  inputs: [w1, b1, w2, b2, features, labels],
  valueSize: 1,
  gradientShapes: [w1, b1, w2, b2].map(({ shape }) => shape),
};

export const gradientCases: readonly GradientCase[] = [
  rosenbrock(1000),
  rosenbrock(100_000),
  logistic(10_000, 20),
  kepler(10_000),
  pendulum,
  heat(256, 500),
  gmm(10, 25, 1000),
  lstm(20, 16, 32),
  perceptron,
];
