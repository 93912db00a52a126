#include <math.h>

__attribute__((noinline)) static double square(double y) { return y * y; }
__attribute__((noinline)) static double wave(double y, double phase) { return sin(square(y) + phase); }
__attribute__((noinline)) static double sum_of_waves(const double *x, int n, double phase) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += wave(x[i], phase);
  return sum;
}

double nested_calls(double *x, int n) { return sum_of_waves(x, n - 1, x[n - 1]) * square(x[0]); }
