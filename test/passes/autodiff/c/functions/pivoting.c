// Linear equations, by an LU decomposition that permutes the rows through an array of their numbers.
#include <math.h>

double pivoting(double *x, int n) {
  double a[9], b[3];
  int p[3] = {0, 1, 2};
  for (int i = 0; i < 9; i++) a[i] = x[i] + (i % 4 == 2) * 2;
  for (int i = 0; i < 3; i++) b[i] = x[9 + i];
  for (int k = 0; k < 3; k++) {
    int best = k;
    for (int i = k + 1; i < 3; i++) if (fabs(a[p[i] * 3 + k]) > fabs(a[p[best] * 3 + k])) best = i;
    int t = p[k];
    p[k] = p[best];
    p[best] = t;
    for (int i = k + 1; i < 3; i++) {
      double f = a[p[i] * 3 + k] /= a[p[k] * 3 + k];
      for (int j = k + 1; j < 3; j++) a[p[i] * 3 + j] -= f * a[p[k] * 3 + j];
    }
  }
  double y[3];
  for (int i = 0; i < 3; i++) {
    y[i] = b[p[i]];
    for (int j = 0; j < i; j++) y[i] -= a[p[i] * 3 + j] * y[j];
  }
  for (int i = 2; i >= 0; i--) {
    for (int j = i + 1; j < 3; j++) y[i] -= a[p[i] * 3 + j] * y[j];
    y[i] /= a[p[i] * 3 + i];
  }
  return y[0] * y[1] + y[2];
}
