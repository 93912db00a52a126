// A Cholesky decomposition in place: the logarithm of the determinant.
#include <math.h>

double cholesky(double *x, int n) {
  double a[4][4];
  for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) a[i][j] = (i == j ? 4.0 : 0.0) + x[(i + j) % n] * 0.3 + x[i * j % n] * 0.1;
  for (int i = 0; i < 4; i++) for (int j = 0; j < i; j++) a[j][i] = a[i][j];
  for (int j = 0; j < 4; j++) {
    for (int k = 0; k < j; k++) a[j][j] -= a[j][k] * a[j][k];
    a[j][j] = sqrt(a[j][j]);
    for (int i = j + 1; i < 4; i++) {
      for (int k = 0; k < j; k++) a[i][j] -= a[i][k] * a[j][k];
      a[i][j] /= a[j][j];
    }
  }
  double s = 0;
  for (int i = 0; i < 4; i++) s += 2 * log(a[i][i]) + a[3][i];
  return s;
}
