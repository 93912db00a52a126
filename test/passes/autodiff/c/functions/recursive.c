// A function that calls itself.
__attribute__((noinline)) static double product(const double *x, int n) {
  if (n == 0) return 1;
  return x[n - 1] * product(x, n - 1) + 0.1 * x[0];
}

double recursive(double *x, int n) { return product(x, n); }
