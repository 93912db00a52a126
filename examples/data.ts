/** The data of the examples. All of it is made here, the same in every run. */

/** An array with a name; dense in row-major order. */
export interface NamedArray<Data = Float64Array> {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Data;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

export const array = (
  name: string,
  shape: readonly number[],
  element: (i: number) => number = () => 0,
): NamedArray => ({ name, shape, data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => element(i)) });

/** Pseudo-random numbers in [-1, 1): a linear congruential generator modulo 2^32 (Numerical Recipes' constants). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** An array of random numbers in [-scale, scale). */
const random = (name: string, shape: readonly number[], seed: number, scale = 1): NamedArray => {
  const next = randomNumbers(seed);
  return array(name, shape, () => scale * next());
};

const sine = (i: number): number => Math.sin((3 * Math.PI * i) / 255);

export const heat = {
  start: array("u", [256], (i) => sine(i) + (i > 100 && i < 130 ? 1 : 0)),
  goal: array("goal", [256], (i) => (i * (255 - i)) / 255 ** 2),
  rounds: 500,
  flow: 0.4,
};

/** Labels of 1 and -1 that a linear rule gives, with noise. */
function makeLogistic(rows: number, columns: number) {
  const features = random("features", [rows, columns], 1);
  const noise = random("noise", [rows], 2);
  const labels = array("labels", [rows], (i) => {
    let score = noise.data[i]!;
    for (let j = 0; j < columns; j++) score += features.data[i * columns + j]! * (j % 2 === 0 ? 1 : -1);
    return score > 0 ? 1 : -1;
  });
  return { rows, columns, weights: array("w", [columns], (i) => 0.1 * (i + 1)), features, labels };
}
export const logistic = makeLogistic(200, 8);

/** `count` Gaussians in `d` dimensions, and `n` points. */
export const makeGmm = (d: number, count: number, n: number) => ({
  alphas: random("alpha", [count], 3),
  means: random("mu", [count, d], 4),
  logs: random("q", [count, d], 5, 0.5),
  lower: random("l", [count, (d * (d - 1)) / 2], 6, 0.5),
  points: random("x", [n, d], 7, 2),
  gamma: 1,
  m: 2,
});
export const gmm = makeGmm(10, 25, 1000);

export const makeLstm = (steps: number, inputs: number, cells: number) => ({
  ofInputs: random("w", [cells, inputs, 4], 8, 0.5),
  ofOutputs: random("u", [cells, cells, 4], 9, 0.5),
  biases: random("b", [cells, 4], 10, 0.5),
  inputs: random("x", [steps, inputs], 11),
  goal: random("goal", [steps, cells], 12),
});
export const lstm = makeLstm(20, 8, 16);

/** Labels of 10 classes that a linear rule gives. */
function makePerceptron() {
  const [samples, inputs, hidden, classes] = [128, 32, 64, 10];
  const features = random("x", [samples, inputs], 13);
  const rule = random("rule", [inputs, classes], 14);
  const labels = Int32Array.from({ length: samples }, (_, i) => {
    const scores = Array.from({ length: classes }, (__, k) => {
      let score = 0;
      for (let j = 0; j < inputs; j++) score += features.data[i * inputs + j]! * rule.data[j * classes + k]!;
      return score;
    });
    return scores.indexOf(Math.max(...scores));
  });
  return {
    samples,
    inputs,
    hidden,
    classes,
    w1: random("W1", [inputs, hidden], 15, 0.3),
    b1: random("b1", [hidden], 16, 0.3),
    w2: random("W2", [hidden, classes], 17, 0.3),
    b2: random("b2", [classes], 18, 0.3),
    features,
    labels: { name: "labels", shape: [samples], data: labels },
    steps: 100,
    rate: 0.5,
  };
}
export const perceptron = makePerceptron();

export const convolution = {
  filters: random("filter", [3, 3, 3, 4], 19, 0.5),
  biases: random("bias", [4], 20, 0.5),
  images: random("image", [2, 10, 10, 3], 21),
  goal: random("goal", [2, 4, 4, 4], 22),
};

/** Numbers that 32-bit floats hold. */
const single = ({ name, shape, data }: NamedArray): NamedArray => ({ name, shape, data: data.map(Math.fround) });

export const saxpy = {
  a: array("a", [1], () => 1.5),
  x: single(random("x", [40, 70], 23)),
  y: single(random("y", [40, 70], 24)),
};

/** Position and velocity of five bodies on a circle, and the number of steps. */
export const nbody = {
  bodies: array("body", [20], (i) => [Math.cos, Math.sin][i % 2]!(Math.floor(i / 4)) * (i % 4 < 2 ? 1 : 0.1)),
  steps: 500,
};
