// The algorithm of Thomas for tridiagonal equations, on the heap.
#include <stdlib.h>

double tridiagonal(double *x, int n) {
  double *c = malloc(n * sizeof *c), *d = malloc(n * sizeof *d);
  for (int i = 0; i < n; i++) {
    c[i] = 0.3 * x[i];
    d[i] = x[n - 1 - i];
  }
  c[0] /= 3 + x[0];
  d[0] /= 3 + x[0];
  for (int i = 1; i < n; i++) {
    double m = 1.0 / (3 + x[i] - 0.2 * x[i - 1] * c[i - 1]);
    c[i] *= m;
    d[i] = (d[i] - 0.2 * x[i - 1] * d[i - 1]) * m;
  }
  for (int i = n - 1; i-- > 0;) d[i] -= c[i] * d[i + 1];
  double s = 0;
  for (int i = 0; i < n; i++) s += d[i] * d[i];
  free(c);
  free(d);
  return s;
}
