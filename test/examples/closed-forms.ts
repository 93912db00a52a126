/** Values and gradients of examples, derived and written by hand: what the compiled programs are compared with. */

import { convolution, gmm, heat, logistic, lstm, perceptron } from "../../examples/data.ts";
import type { Point } from "../../examples/examples.ts";

export interface ClosedForm {
  readonly value: number;
  /** By all variables, in the order of the example. */
  readonly gradient: readonly number[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0);
const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** The rows of a matrix. */
function rowsOf(data: ArrayLike<number>, count: number): number[][] {
  const columns = data.length / count;
  return range(count).map((i) => Array.from({ length: columns }, (_, j) => data[i * columns + j]!));
}

const zerosLike = (rows: readonly (readonly number[])[]): number[][] => rows.map((row) => row.map(() => 0));

function logSumExp(x: readonly number[]): number {
  const most = Math.max(...x);
  return most + Math.log(sum(x.map((term) => Math.exp(term - most))));
}

/** With t = x[i + 1] - x[i]^2: sum of 100 t^2 + (1 - x[i])^2. */
function rosenbrockForm(x: Point): ClosedForm {
  const gradient = x.map(() => 0);
  let value = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const t = x[i + 1]! - x[i]! ** 2;
    value += 100 * t ** 2 + (1 - x[i]!) ** 2;
    gradient[i]! += -400 * x[i]! * t - 2 * (1 - x[i]!);
    gradient[i + 1]! += 200 * t;
  }
  return { value, gradient };
}

/** The gradient is features^T p / rows + w / 100, where p is minus the label times the probability of the other label. */
function logisticForm(weights: Point): ClosedForm {
  const features = rowsOf(logistic.features.data, logistic.rows);
  const gradient = weights.map((w) => 0.01 * w);
  let value = 0.005 * sum(weights.map((w) => w * w));
  features.forEach((row, i) => {
    const label = logistic.labels.data[i]!;
    const margin = label * sum(row.map((x, j) => x * weights[j]!));
    value += Math.log1p(Math.exp(-margin)) / features.length;
    const p = -label / (1 + Math.exp(margin)) / features.length;
    row.forEach((x, j) => {
      gradient[j]! += p * x;
    });
  });
  return { value, gradient };
}

/** A step is multiplication with a matrix A; the gradient is (A^T)^steps (A^steps u - goal). */
function heatForm(start: Point): ClosedForm {
  const { rounds, flow, goal } = heat;
  const last = start.length - 1;
  let u = [...start];
  for (let step = 0; step < 2 * rounds; step++) {
    u = u.map((b, i) => (i === 0 || i === last ? b : b + flow * (u[i - 1]! - 2 * b + u[i + 1]!)));
  }
  let adjoint = u.map((x, i) => x - goal.data[i]!);
  const value = sum(adjoint.map((x) => x * x)) / 2;
  for (let step = 0; step < 2 * rounds; step++) {
    const isInner = (i: number): boolean => i > 0 && i < last;
    const before = adjoint;
    const spread = (i: number): number => (isInner(i) ? flow * before[i]! : 0);
    adjoint = before.map((x, i) => x - 2 * spread(i) + spread(i - 1) + spread(i + 1));
  }
  return { value, gradient: adjoint };
}

/**
 * With p_ik = softmax over k of the terms, y = Q_k (x_i - mu_k) and c = x_i - mu_k, and all but the prior:
 *   dalpha_k = sum_i p_ik - n softmax(alpha)_k,   dmu_k = sum_i p_ik Q_k^T y,
 *   dq_kr = sum_i p_ik (1 - y_r exp(q_kr) c_r),   dl_krc = -sum_i p_ik y_r c_c.
 */
function gmmForm(at: Point): ClosedForm {
  const { alphas, means, points, gamma, m } = gmm;
  const [count, d] = means.shape as [number, number];
  const n = points.shape[0]!;
  const below = (d * (d - 1)) / 2;
  const alpha = at.slice(0, alphas.data.length);
  const mu = rowsOf(at.slice(count, count * (1 + d)), count);
  const q = rowsOf(at.slice(count * (1 + d), count * (1 + 2 * d)), count);
  const l = rowsOf(at.slice(count * (1 + 2 * d)), count);
  const place = (row: number, column: number): number => (row * (row - 1)) / 2 + column;
  const dAlpha = alpha.map((a) => -n * Math.exp(a - logSumExp(alpha)));
  const [dMu, dQ, dL] = [mu, q, l].map(zerosLike) as [number[][], number[][], number[][]];
  let value = -n * logSumExp(alpha);
  for (let k = 0; k < count; k++) {
    const squares = sum(q[k]!.map((log) => Math.exp(2 * log))) + sum(l[k]!.map((x) => x * x));
    value += (gamma ** 2 / 2) * squares - m * sum(q[k]!);
    for (let r = 0; r < d; r++) dQ[k]![r]! += gamma ** 2 * Math.exp(2 * q[k]![r]!) - m;
    for (let j = 0; j < below; j++) dL[k]![j]! += gamma ** 2 * l[k]![j]!;
  }
  for (const x of rowsOf(points.data, n)) {
    const centered = mu.map((mean) => mean.map((mean_r, r) => x[r]! - mean_r));
    const y = centered.map((c, k) =>
      c.map((c_r, r) => Math.exp(q[k]![r]!) * c_r + sum(range(r).map((j) => l[k]![place(r, j)]! * c[j]!))),
    );
    const terms = alpha.map((a, k) => a + sum(q[k]!) - sum(y[k]!.map((y_r) => y_r * y_r)) / 2);
    const total = logSumExp(terms);
    value += total;
    for (let k = 0; k < count; k++) {
      const p = Math.exp(terms[k]! - total);
      dAlpha[k]! += p;
      for (let r = 0; r < d; r++) {
        const [y_r, scale, c_r] = [y[k]![r]!, Math.exp(q[k]![r]!), centered[k]![r]!];
        dQ[k]![r]! += p * (1 - y_r * scale * c_r);
        dMu[k]![r]! += p * y_r * scale;
        for (let j = 0; j < r; j++) {
          dL[k]![place(r, j)]! -= p * y_r * centered[k]![j]!;
          dMu[k]![j]! += p * y_r * l[k]![place(r, j)]!;
        }
      }
    }
  }
  return { value, gradient: [dAlpha, ...dMu, ...dQ, ...dL].flat() };
}

const squash = (x: number): number => 1 / (1 + Math.exp(-x));

/** Backpropagation through time: dh and ds are the adjoints of the outputs and states of a step, dz those of the gates' sums. */
function lstmForm(at: Point): ClosedForm {
  const [cells, inputs] = lstm.ofInputs.shape as [number, number];
  const width = inputs + cells;
  const split = cells * inputs * 4;
  const biases = at.slice(split + cells * cells * 4);
  /** The weight of entry `k` of inputs and outputs, for a gate of a cell. */
  const place = (cell: number, k: number, gate: number): number =>
    k < inputs ? (cell * inputs + k) * 4 + gate : split + (cell * cells + k - inputs) * 4 + gate;
  const sequence = rowsOf(lstm.inputs.data, lstm.inputs.shape[0]!);
  const goals = rowsOf(lstm.goal.data, sequence.length);

  const steps: { x: number[]; gates: number[][]; before: number[]; state: number[]; error: number[] }[] = [];
  let [output, state] = [range(cells).map(() => 0), range(cells).map(() => 0)];
  sequence.forEach((row, t) => {
    const x = [...row, ...output];
    const gates = range(cells).map((j) =>
      range(4).map((gate) => {
        const z = biases[j * 4 + gate]! + sum(range(width).map((k) => at[place(j, k, gate)]! * x[k]!));
        return gate < 3 ? squash(z) : Math.tanh(z);
      }),
    );
    const before = state;
    state = gates.map(([f, i, , g], j) => f! * before[j]! + i! * g!);
    output = gates.map(([, , o], j) => o! * Math.tanh(state[j]!));
    steps.push({ x, gates, before, state, error: output.map((h, j) => h - goals[t]![j]!) });
  });

  const gradient = at.map(() => 0);
  let [dOutput, dState] = [range(cells).map(() => 0), range(cells).map(() => 0)];
  for (const step of steps.reverse()) {
    const dx = step.x.map(() => 0);
    step.gates.forEach(([f, i, o, g], j) => {
      const dh = dOutput[j]! + step.error[j]!;
      const squashed = Math.tanh(step.state[j]!);
      const ds = dState[j]! + dh * o! * (1 - squashed ** 2);
      const dz = [
        ds * step.before[j]! * f! * (1 - f!),
        ds * g! * i! * (1 - i!),
        dh * squashed * o! * (1 - o!),
        ds * i! * (1 - g! ** 2),
      ];
      dState[j] = ds * f!;
      dz.forEach((dGate, gate) => {
        gradient[at.length - biases.length + j * 4 + gate]! += dGate;
        for (let k = 0; k < width; k++) {
          gradient[place(j, k, gate)]! += dGate * step.x[k]!;
          dx[k]! += dGate * at[place(j, k, gate)]!;
        }
      });
    });
    dOutput = dx.slice(inputs);
  }
  return { value: sum(steps.flatMap(({ error }) => error.map((e) => e * e))) / 2, gradient };
}

/**
 * With p = softmax of the scores minus 1 at the label, over the number of samples, and h = tanh(x W1 + b1):
 *   db2 = sum p,   dW2 = h^T p,   db1 = sum q,   dW1 = x^T q,   where q = (p W2^T) (1 - h^2).
 */
function perceptronForm(at: Point): ClosedForm {
  const { inputs, hidden, classes, samples, features, labels } = perceptron;
  const ends = [inputs * hidden, hidden, hidden * classes, classes].map((_, i, sizes) => sum(sizes.slice(0, i + 1)));
  const w1 = rowsOf(at.slice(0, ends[0]), inputs);
  const b1 = at.slice(ends[0], ends[1]);
  const w2 = rowsOf(at.slice(ends[1], ends[2]), hidden);
  const b2 = at.slice(ends[2]);
  const [dW1, dW2] = [zerosLike(w1), zerosLike(w2)];
  const [db1, db2] = [b1.map(() => 0), b2.map(() => 0)];
  let value = 0;
  rowsOf(features.data, samples).forEach((x, i) => {
    const label = labels.data[i]!;
    const h = b1.map((b, j) => Math.tanh(b + sum(x.map((x_k, k) => x_k * w1[k]![j]!))));
    const scores = b2.map((b, c) => b + sum(h.map((h_j, j) => h_j * w2[j]![c]!)));
    const total = logSumExp(scores);
    value += (total - scores[label]!) / samples;
    const p = scores.map((score, c) => (Math.exp(score - total) - (c === label ? 1 : 0)) / samples);
    p.forEach((p_c, c) => {
      db2[c]! += p_c;
    });
    h.forEach((h_j, j) => {
      const q = sum(p.map((p_c, c) => p_c * w2[j]![c]!)) * (1 - h_j ** 2);
      db1[j]! += q;
      p.forEach((p_c, c) => {
        dW2[j]![c]! += h_j * p_c;
      });
      x.forEach((x_k, k) => {
        dW1[k]![j]! += x_k * q;
      });
    });
  });
  return { value, gradient: [...dW1, db1, ...dW2, db2].flat() };
}

/** The weights after gradient descent. */
export function trainedPerceptron(at: Point): Point {
  let weights = at;
  for (let step = 0; step < perceptron.steps; step++) {
    const { gradient } = perceptronForm(weights);
    weights = weights.map((w, i) => w - perceptron.rate * gradient[i]!);
  }
  return weights;
}

/** Each maximum hands its error to the place it comes from, and from there to a filter, a bias and a part of an image. */
function convolutionForm(at: Point): ClosedForm {
  const { filters, biases, images, goal } = convolution;
  const [height, width, channels, count] = filters.shape as [number, number, number, number];
  const [, imageHeight, imageWidth] = images.shape as [number, number, number, number];
  const [batch, rows, columns] = goal.shape as [number, number, number, number];
  const [bias, image] = [filters.data.length, filters.data.length + biases.data.length];
  /** The places of a filter's entry and of the image's element that it meets at a place of the result. */
  const pairs = (n: number, row: number, column: number, c: number): [filter: number, image: number][] =>
    range(height * width * channels).map((k) => {
      const [channel, x, y] = [k % channels, Math.floor(k / channels) % width, Math.floor(k / (channels * width))];
      const pixel = (n * imageHeight + row + y) * imageWidth + column + x;
      return [k * count + c, image + pixel * channels + channel];
    });
  const gradient = at.map(() => 0);
  let value = 0;
  for (const i of range(batch * rows * columns * count)) {
    const [c, column, row] = [i % count, Math.floor(i / count) % columns, Math.floor(i / (count * columns)) % rows];
    const n = Math.floor(i / (count * columns * rows));
    const candidates = range(4).map((k) => {
      const meeting = pairs(n, 2 * row + (k >> 1), 2 * column + (k & 1), c);
      return { meeting, sum: at[bias + c]! + sum(meeting.map(([f, x]) => at[f]! * at[x]!)) };
    });
    const best = candidates.reduce((a, b) => (b.sum > a.sum ? b : a));
    const error = Math.max(best.sum, 0) - goal.data[i]!;
    value += error ** 2 / 2;
    if (best.sum <= 0) continue;
    gradient[bias + c]! += error;
    for (const [f, x] of best.meeting) {
      gradient[f]! += error * at[x]!;
      gradient[x]! += error * at[f]!;
    }
  }
  return { value, gradient };
}

/** With z = a x + y: the sum of z^2. */
function saxpyForm([a, ...elements]: Point): ClosedForm {
  const [x, y] = [elements.slice(0, elements.length / 2), elements.slice(elements.length / 2)];
  const z = x.map((x_i, i) => a! * x_i + y[i]!);
  const da = sum(z.map((z_i, i) => 2 * z_i * x[i]!));
  const gradient = [da, ...z.map((z_i) => 2 * z_i * a!), ...z.map((z_i) => 2 * z_i)];
  return { value: sum(z.map((z_i) => z_i ** 2)), gradient };
}

/** By the name of the example. */
export const closedForms: Readonly<Record<string, (at: Point) => ClosedForm>> = {
  rosenbrock: rosenbrockForm,
  logistic: logisticForm,
  heat: heatForm,
  gmm: gmmForm,
  lstm: lstmForm,
  perceptron: perceptronForm,
  convolution: convolutionForm,
  saxpy: saxpyForm,
};
