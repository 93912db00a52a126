// A matrix of pointers to rows.
#include <stdlib.h>

static void fill(double **m, const double *x, int rows, int cols) {
  for (int i = 0; i < rows; i++) for (int j = 0; j < cols; j++) m[i][j] = x[i * cols + j];
}

double rows_on_heap(double *x, int n) {
  double **m = malloc(3 * sizeof *m);
  for (int i = 0; i < 3; i++) m[i] = malloc(4 * sizeof **m);
  fill(m, x, 3, 4);
  double *t = m[0];
  m[0] = m[2];
  m[2] = t;
  double s = 0;
  for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) {
    m[i][j] *= m[(i + 1) % 3][j];
    s += m[i][j] * (i + 1) * (j + 2);
  }
  for (int i = 0; i < 3; i++) free(m[i]);
  free(m);
  return s;
}
