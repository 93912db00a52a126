// Sums of products over arrays that do not overlap.
static double dot_product(const double *restrict a, const double *restrict b, int n) {
  double sum = 0.0;
  for (int i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

static void axpy(float *restrict y, const float *restrict x, float a, unsigned n) {
  for (unsigned i = 0; i < n; ++i) y[i] += a * x[i];
}

double dot(void) {
  double a[37], b[37];
  float x[37], y[37];
  for (int i = 0; i < 37; i++) {
    a[i] = i * 0.5;
    b[i] = 3.0 - i;
    x[i] = (float)i;
    y[i] = 1.0f / (1 + i);
  }
  axpy(y, x, 0.25f, 37);
  return dot_product(a, b, 37) + y[36];
}
