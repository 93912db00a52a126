// LSTM cells and their gradient by hand: backpropagation through time, which keeps of each step the gates, the states and
// the outputs.
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { maxCells = 64, maxSteps = 64 };

// gates += weights x, where the weights of the four gates stand next to each other.
static void addGates(const double *restrict weights, const double *restrict x, double *restrict gates, int64_t count) {
  double f = gates[0], i = gates[1], o = gates[2], g = gates[3];
  for (int64_t k = 0; k < count; k++) {
    f += weights[4 * k] * x[k];
    i += weights[4 * k + 1] * x[k];
    o += weights[4 * k + 2] * x[k];
    g += weights[4 * k + 3] * x[k];
  }
  gates[0] = f, gates[1] = i, gates[2] = o, gates[3] = g;
}

// dweights += dgates x^T
static void addWeights(double *restrict dweights, const double *restrict x, const double *restrict dgates,
                       int64_t count) {
  for (int64_t k = 0; k < count; k++)
    for (int64_t gate = 0; gate < 4; gate++) dweights[4 * k + gate] += dgates[gate] * x[k];
}

// dx += weights^T dgates
static void addInputs(const double *restrict weights, double *restrict dx, const double *restrict dgates,
                      int64_t count) {
  for (int64_t k = 0; k < count; k++)
    dx[k] += weights[4 * k] * dgates[0] + weights[4 * k + 1] * dgates[1] + weights[4 * k + 2] * dgates[2] +
             weights[4 * k + 3] * dgates[3];
}

static double logistic(double x) { return 1 / (1 + exp(-x)); }

// One step: gates, state, its tanh and output of each cell from the inputs, and from states and outputs before.
static void step(const double *restrict w, const double *restrict u, const double *restrict b, const double *restrict x,
                 const double *restrict before, const double *restrict outputBefore, double *restrict gates,
                 double *restrict state, double *restrict squashed, double *restrict output, int64_t inputs,
                 int64_t cells) {
  for (int64_t j = 0; j < cells; j++) {
    double *gate = gates + 4 * j;
    memcpy(gate, b + 4 * j, 4 * sizeof(double));
    addGates(w + 4 * j * inputs, x, gate, inputs);
    addGates(u + 4 * j * cells, outputBefore, gate, cells);
    for (int64_t k = 0; k < 3; k++) gate[k] = logistic(gate[k]);
    gate[3] = tanh(gate[3]);
    state[j] = gate[0] * before[j] + gate[1] * gate[3];
    squashed[j] = tanh(state[j]);
    output[j] = gate[2] * squashed[j];
  }
}

static double value(const double *restrict w, const double *restrict u, const double *restrict b,
                    const double *restrict x, const double *restrict goal, int64_t steps, int64_t inputs,
                    int64_t cells) {
  double states[2][maxCells] = {0}, outputs[2][maxCells] = {0}, gates[4 * maxCells], squashed[maxCells], sum = 0;
  for (int64_t t = 0; t < steps; t++) {
    int64_t old = t % 2, new = 1 - old;
    step(w, u, b, x + t * inputs, states[old], outputs[old], gates, states[new], squashed, outputs[new], inputs, cells);
    for (int64_t j = 0; j < cells; j++) {
      double error = outputs[new][j] - goal[t * cells + j];
      sum += error * error;
    }
  }
  return sum / 2;
}

static void gradient(const double *restrict w, const double *restrict u, const double *restrict b,
                     const double *restrict x, const double *restrict goal, double *restrict dw, double *restrict du,
                     double *restrict db, int64_t steps, int64_t inputs, int64_t cells) {
  static double states[maxSteps + 1][maxCells], outputs[maxSteps + 1][maxCells];
  static double gates[maxSteps][4 * maxCells], squashed[maxSteps][maxCells];
  double doutput[maxCells] = {0}, dstate[maxCells] = {0};
  for (int64_t t = 0; t < steps; t++)
    step(w, u, b, x + t * inputs, states[t], outputs[t], gates[t], states[t + 1], squashed[t], outputs[t + 1], inputs,
         cells);
  for (int64_t t = steps; t-- > 0;) {
    double dbefore[maxCells] = {0};
    for (int64_t j = 0; j < cells; j++) {
      const double *gate = gates[t] + 4 * j;
      double dh = doutput[j] + outputs[t + 1][j] - goal[t * cells + j];
      double ds = dstate[j] + dh * gate[2] * (1 - squashed[t][j] * squashed[t][j]);
      double dgates[4] = {ds * states[t][j] * gate[0] * (1 - gate[0]), ds * gate[3] * gate[1] * (1 - gate[1]),
                          dh * squashed[t][j] * gate[2] * (1 - gate[2]), ds * gate[1] * (1 - gate[3] * gate[3])};
      dstate[j] = ds * gate[0];
      for (int64_t k = 0; k < 4; k++) db[4 * j + k] += dgates[k];
      addWeights(dw + 4 * j * inputs, x + t * inputs, dgates, inputs);
      addWeights(du + 4 * j * cells, outputs[t], dgates, cells);
      addInputs(u + 4 * j * cells, dbefore, dgates, cells);
    }
    memcpy(doutput, dbefore, sizeof doutput);
  }
}

void values(int64_t times, int64_t steps, int64_t inputs, int64_t cells, const double *w, const double *u,
            const double *b, const double *x, const double *goal, double *out) {
  for (int64_t k = 0; k < times; k++) out[0] += value(w, u, b, x, goal, steps, inputs, cells);
}

void gradients(int64_t times, int64_t steps, int64_t inputs, int64_t cells, const double *w, const double *u,
               const double *b, const double *x, const double *goal, double *dw, double *du, double *db) {
  for (int64_t k = 0; k < times; k++) gradient(w, u, b, x, goal, dw, du, db, steps, inputs, cells);
}
