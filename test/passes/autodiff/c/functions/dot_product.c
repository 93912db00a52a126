// The first half of x times the second half.
static double dot(const double *a, const double *b, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

double dot_product(double *x, int n) { return dot(x, x + n / 2, n / 2); }
