// Returns out of nested loops.
#include <math.h>

double early_returns(double *x, int n) {
  double acc = 1;
  for (int i = 0; i < n; i++) {
    acc += x[i] * acc;
    if (acc < 0) return -acc;
    for (int j = 0; j < i; j++) {
      acc -= 0.1 * x[j];
      if (acc > 2.5) return acc * x[i] + x[j];
    }
  }
  return acc;
}
