// Prefix sums in place: the halves first, then the last of the one is added to all of the other.
__attribute__((noinline)) static void prefix(double *x, int n) {
  if (n < 2) return;
  int half = n / 2;
  prefix(x, half);
  prefix(x + half, n - half);
  double last = x[half - 1];
  for (int i = half; i < n; i++) x[i] += last * x[i];
}

double recursive_prefix(double *x, int n) {
  prefix(x, n);
  double sum = 0;
  for (int i = 0; i < n; i++) sum += (i + 1) * x[i] * x[i];
  return sum;
}
