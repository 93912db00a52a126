// Two functions that call each other, one of them several times in a loop.
__attribute__((noinline)) static double many(double *x, int n, double factor);

__attribute__((noinline)) static double one(double *x, int n, double factor) {
  double before = x[n];
  x[n] = factor * before;
  return n == 0 ? before : many(x, n - 1, before) * x[n];
}

__attribute__((noinline)) static double many(double *x, int n, double factor) {
  double product = factor;
  for (int i = n / 2; i <= n; i++) product = product * 0.7 + one(x, i, product);
  return product;
}

double mutual_recursion(double *x, int n) { return many(x, n / 2, x[n - 1]); }
