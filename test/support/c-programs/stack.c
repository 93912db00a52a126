// Memory on the stack whose size is known only at run time.
__attribute__((noinline)) static double variable(int n, double x) {
  double sum = 0;
  for (int round = 1; round <= 3; round++) {
    double values[n * round];
    for (int i = 0; i < n * round; i++) values[i] = x * i;
    for (int i = 0; i < n * round; i += 2) sum += values[i];
  }
  double *more = __builtin_alloca(n * sizeof(double));
  for (int i = 0; i < n; i++) more[i] = i;
  return sum + more[n - 1];
}

double stack(void) { return variable(5, 1.5) + variable(12, -0.25); }
