// Pointers to pointers: rows of a matrix, rows swapped.
#include <stdlib.h>

static double **allocate(size_t rows, size_t columns) {
  double **m = malloc(rows * sizeof *m);
  for (size_t i = 0; i < rows; i++) m[i] = calloc(columns, sizeof **m);
  return m;
}

static double determinant(double **m, int n) {
  double det = 1;
  for (int k = 0; k < n; k++) {
    int pivot = k;
    for (int i = k + 1; i < n; i++) {
      double a = m[i][k] < 0 ? -m[i][k] : m[i][k], b = m[pivot][k] < 0 ? -m[pivot][k] : m[pivot][k];
      if (a > b) pivot = i;
    }
    if (m[pivot][k] == 0) return 0;
    if (pivot != k) {
      double *row = m[k];
      m[k] = m[pivot];
      m[pivot] = row;
      det = -det;
    }
    det *= m[k][k];
    for (int i = k + 1; i < n; i++) {
      double f = m[i][k] / m[k][k];
      for (int j = k; j < n; j++) m[i][j] -= f * m[k][j];
    }
  }
  return det;
}

double rows(void) {
  int n = 6;
  double **m = allocate(n, n);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) m[i][j] = (i * 7 + j * 3) % 5 + (i == j ? 0.5 : 0);
  double det = determinant(m, n);
  for (int i = 0; i < n; i++) free(m[i]);
  free(m);
  return det;
}
