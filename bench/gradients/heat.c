// The heat equation and its gradient by hand: the reverse of a step is a step with the same coefficients, with which each
// element is computed from its neighbours' adjoints.
#include <stdint.h>
#include <string.h>

enum { maxPoints = 4096 };

static void step(const double *restrict u, double *restrict v, int64_t n, double r) {
  for (int64_t i = 1; i + 1 < n; i++) v[i] = u[i] + r * (u[i - 1] + u[i + 1] - 2 * u[i]);
}

static void advance(const double *start, double *u, double *v, int64_t n, int64_t rounds, double r) {
  memcpy(u, start, n * sizeof(double));
  memcpy(v, start, n * sizeof(double));
  for (int64_t k = 0; k < rounds; k++) {
    step(u, v, n, r);
    step(v, u, n, r);
  }
}

static double value(const double *start, const double *goal, int64_t n, int64_t rounds, double r) {
  double u[maxPoints], v[maxPoints], sum = 0;
  advance(start, u, v, n, rounds, r);
  for (int64_t i = 0; i < n; i++) sum += (u[i] - goal[i]) * (u[i] - goal[i]);
  return sum / 2;
}

// du += the transposed step of dv; then dv's inner elements are 0, since the step has overwritten them.
static void reverseStep(double *restrict du, double *restrict dv, int64_t n, double r) {
  if (n < 4) {
    for (int64_t i = 1; i + 1 < n; i++) {
      du[i - 1] += r * dv[i];
      du[i] += (1 - 2 * r) * dv[i];
      du[i + 1] += r * dv[i];
    }
  } else {
    du[0] += r * dv[1];
    du[1] += (1 - 2 * r) * dv[1] + r * dv[2];
    for (int64_t i = 2; i + 2 < n; i++) du[i] += (1 - 2 * r) * dv[i] + r * (dv[i - 1] + dv[i + 1]);
    du[n - 2] += (1 - 2 * r) * dv[n - 2] + r * dv[n - 3];
    du[n - 1] += r * dv[n - 2];
  }
  memset(dv + 1, 0, (n - 2) * sizeof(double));
}

static void gradient(const double *start, const double *goal, double *dstart, int64_t n, int64_t rounds, double r) {
  double u[maxPoints], v[maxPoints];
  advance(start, u, v, n, rounds, r);
  double *du = u, *dv = v;
  for (int64_t i = 0; i < n; i++) du[i] -= goal[i];
  memset(dv, 0, n * sizeof(double));
  for (int64_t k = 0; k < rounds; k++) {
    reverseStep(dv, du, n, r);
    reverseStep(du, dv, n, r);
  }
  for (int64_t i = 0; i < n; i++) dstart[i] += du[i] + dv[i];
}

void values(int64_t times, int64_t n, int64_t rounds, const double *start, const double *goal, double *out) {
  for (int64_t k = 0; k < times; k++) out[0] += value(start, goal, n, rounds, 0.4);
}

void gradients(int64_t times, int64_t n, int64_t rounds, const double *start, const double *goal, double *dstart) {
  for (int64_t k = 0; k < times; k++) gradient(start, goal, dstart, n, rounds, 0.4);
}
