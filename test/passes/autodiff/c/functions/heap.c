// Memory from the heap, filled and freed.
#include <stdlib.h>

double heap(double *x, int n) {
  double *squares = malloc(n * sizeof(double));
  double *sums = calloc(n, sizeof(double));
  for (int i = 0; i < n; i++) squares[i] = x[i] * x[i];
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++) sums[i] += squares[j] * x[i];
  double sum = 0;
  for (int i = 0; i < n; i++) sum += sums[i] * squares[n - 1 - i];
  free(sums);
  free(squares);
  return sum;
}
