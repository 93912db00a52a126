// The Rosenbrock function and its gradient by hand: each element of the gradient is written once, so that the loop
// vectorizes.
#include <stdint.h>

static double value(const double *restrict x, int64_t n) {
  double sum = 0;
  for (int64_t i = 0; i + 1 < n; i++) {
    double valley = x[i + 1] - x[i] * x[i], offset = 1 - x[i];
    sum += 100 * (valley * valley) + offset * offset;
  }
  return sum;
}

static void gradient(const double *restrict x, double *restrict dx, int64_t n) {
  if (n < 2) return;
  dx[0] += -400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]);
  for (int64_t i = 1; i + 1 < n; i++) {
    dx[i] += 200 * (x[i] - x[i - 1] * x[i - 1]) - 400 * x[i] * (x[i + 1] - x[i] * x[i]) - 2 * (1 - x[i]);
  }
  dx[n - 1] += 200 * (x[n - 1] - x[n - 2] * x[n - 2]);
}

void values(int64_t times, int64_t n, const double *x, double *out) {
  for (int64_t k = 0; k < times; k++) out[0] += value(x, n);
}

void gradients(int64_t times, int64_t n, const double *x, double *dx) {
  for (int64_t k = 0; k < times; k++) gradient(x, dx, n);
}
