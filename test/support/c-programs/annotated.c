// Loops with advice to the compiler.
__attribute__((noinline)) static void advised(float *a, const float *b, int n) {
#pragma clang loop vectorize(enable) vectorize_width(4) interleave_count(2)
  for (int i = 0; i < n; i++) a[i] = a[i] * 2 + b[i];
#pragma clang loop unroll_count(3)
  for (int i = 0; i < n; i++) a[i] -= i;
#pragma clang loop vectorize(disable) unroll(disable)
  for (int i = 0; i < n; i++) a[i] += b[n - 1 - i];
#pragma clang loop distribute(enable)
  for (int i = 0; i < n; i++) a[i] *= 0.5f;
#pragma clang loop pipeline(disable)
  for (int i = 1; i < n; i++) a[i] += a[i - 1];
}

__attribute__((noinline)) static double full(const double *x) {
  double sum = 0;
#pragma unroll
  for (int i = 0; i < 8; i++) {
#pragma nounroll
    for (int j = 0; j < i; j++) sum += x[j] * x[i];
  }
  return sum;
}

double annotated(void) {
  float a[21], b[21];
  double x[8];
  for (int i = 0; i < 21; i++) {
    a[i] = i;
    b[i] = 21 - i;
  }
  for (int i = 0; i < 8; i++) x[i] = i * 0.1;
  advised(a, b, 21);
  return a[20] + a[7] + full(x);
}
