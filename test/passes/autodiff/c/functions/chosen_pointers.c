// Pointers that are chosen and permuted, by masked accesses to vectors of pointers where code is vectorized.
#include <stdlib.h>

static double chosen(double *restrict x, int n) {
  double *rows[12], *some[12], pads[12], sum = 0;
  for (int i = 0; i < n; i++) {
    rows[i] = x + (i * 5) % n;
    pads[i] = 0.5 * i;
    some[i] = pads;
  }
  for (int i = 0; i < n; i++)
    if (x[i] > 0.4) some[i] = rows[i];
  for (int i = 0; i < n; i++) sum += *some[i] * x[i];
  return sum;
}

static double permuted(double *restrict x, int n) {
  double **rows = malloc(n * sizeof *rows), **back = malloc(n * sizeof *back), sum = 0;
  int order[12];
  for (int i = 0; i < n; i++) {
    order[i] = (i * 7) % n;
    rows[i] = x + i;
  }
  for (int i = 0; i < n; i++) back[i] = rows[order[i]];
  for (int i = 0; i < n; i++)
    if (i & 1) rows[order[i]] = back[i];
  for (int i = 0; i < n; i++) sum += *back[i] * *rows[i] * (i + 1);
  free(rows);
  free(back);
  return sum;
}

double chosen_pointers(double *x, int n) { return chosen(x, n) + permuted(x, n); }
