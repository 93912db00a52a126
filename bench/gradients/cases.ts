/** The programs whose gradients are measured, with their data. */

/** An array of two dimensions, dense in row-major order. */
export interface Matrix {
  readonly data: Float64Array;
  readonly shape: readonly [number, number];
}

export interface GradientCase {
  readonly label: string;
  /** Names examples/<program>.mlir, and <program>.c and <program>-calls.mlir in this folder. */
  readonly program: string;
  /** Calls in one measurement, so that it takes about a millisecond. */
  readonly times: number;
  /** What C gets in front of the arrays. */
  readonly sizes: readonly number[];
  readonly inputs: readonly (Float64Array | Matrix)[];
  /** Sizes of the arrays for the value and for the gradient. */
  readonly valueSizes: readonly number[];
  readonly gradientSizes: readonly number[];
}

const filled = (length: number, element: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => element(i));

const rosenbrock = (n: number): GradientCase => ({
  label: `rosenbrock, n = ${n}`,
  program: "rosenbrock",
  times: Math.ceil(1e6 / n),
  sizes: [n],
  inputs: [filled(n, Math.sin)],
  valueSizes: [1],
  gradientSizes: [n],
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
  valueSizes: [1],
  gradientSizes: [columns],
});

const kepler = (n: number): GradientCase => ({
  label: `kepler, ${n} times`,
  program: "kepler",
  times: 1,
  sizes: [n],
  inputs: [filled(n, (i) => 0.3 + (0.5 * i) / n), filled(n, (i) => 0.1 + (3 * i) / n)],
  valueSizes: [n],
  gradientSizes: [n, n],
});

const heat = (points: number, rounds: number): GradientCase => ({
  label: `heat, ${points} x ${2 * rounds} steps`,
  program: "heat",
  times: 2,
  sizes: [points, rounds],
  inputs: [filled(points, (i) => Math.sin((9 * i) / points)), filled(points, (i) => Math.cos((5 * i) / points))],
  valueSizes: [1],
  gradientSizes: [points],
});

const pendulum: GradientCase = {
  label: "pendulum, 10000 steps",
  program: "pendulum",
  times: 2,
  sizes: [],
  inputs: [Float64Array.of(1.2, 0.3, 0.8)],
  valueSizes: [1],
  gradientSizes: [3],
};

export const gradientCases: readonly GradientCase[] = [
  rosenbrock(1000),
  rosenbrock(100_000),
  logistic(10_000, 20),
  kepler(10_000),
  pendulum,
  heat(256, 500),
];
