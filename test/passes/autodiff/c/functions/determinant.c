// A determinant by minors, which are allocated for each call, and a scale that the callees change.
#include <stdlib.h>

__attribute__((noinline)) static double minors(double *a, double *scale, int n) {
  if (n == 1) return a[0] * *scale;
  double *minor = malloc(sizeof(double) * (n - 1) * (n - 1));
  double sum = 0, sign = 1;
  for (int k = 0; k < n; k++) {
    for (int i = 1; i < n; i++)
      for (int j = 0, at = 0; j < n; j++)
        if (j != k) minor[(i - 1) * (n - 1) + at++] = a[i * n + j];
    *scale *= 1.01 + 0.1 * a[k];
    sum += sign * a[k] * minors(minor, scale, n - 1);
    sign = -sign;
  }
  free(minor);
  return sum;
}

double determinant(double *x, int n) {
  double scale = 1;
  return minors(x, &scale, 3) + n * x[9] * scale;
}
