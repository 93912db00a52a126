// A buffer on the heap that a new one replaces in each step.
#include <stdlib.h>

double new_for_old(double *x, int n) {
  double *cur = malloc(n * sizeof(double));
  for (int i = 0; i < n; i++) cur[i] = x[i];
  for (int t = 0; t < 4; t++) {
    double *next = malloc(n * sizeof(double));
    for (int i = 0; i < n; i++) next[i] = cur[i] * cur[(i + 1) % n] + 0.2;
    free(cur);
    cur = next;
  }
  double s = 0;
  for (int i = 0; i < n; i++) s += cur[i] * (i + 1);
  free(cur);
  return s;
}
