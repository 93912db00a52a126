// A QR decomposition by the method of Gram and Schmidt, with columns that are strided parts of the argument.
#include <math.h>

static double dot(const double *a, const double *b, int n, int stride) {
  double s = 0;
  for (int i = 0; i < n; i++) s += a[i * stride] * b[i * stride];
  return s;
}

double gram_schmidt(double *restrict x, int n) {
  double r[3][3] = {{0}};
  for (int j = 0; j < 3; j++) {
    for (int k = 0; k < j; k++) {
      r[k][j] = dot(x + k, x + j, n / 3, 3);
      for (int i = 0; i < n / 3; i++) x[i * 3 + j] -= r[k][j] * x[i * 3 + k];
    }
    r[j][j] = sqrt(dot(x + j, x + j, n / 3, 3));
    for (int i = 0; i < n / 3; i++) x[i * 3 + j] /= r[j][j];
  }
  double s = 0;
  for (int i = 0; i < 3; i++) for (int j = i; j < 3; j++) s += r[i][j] * (i + 2 * j + 1);
  for (int i = 0; i < n; i++) s += x[i] * i * 0.1;
  return s;
}
