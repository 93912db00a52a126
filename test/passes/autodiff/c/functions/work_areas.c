// Structs that hold the caller's pointer beside memory of the function's own, which is freed in the end.
#include <stdlib.h>

struct work {
  const double *x;
  double *squares;
  int n;
};

__attribute__((noinline)) static double below(struct work *w, int i) {
  if (i >= w->n) return 0;
  w->squares[i] = w->x[i] * w->x[i];
  double rest = below(w, i + 1);
  return w->squares[i] * w->x[i] + rest;
}

static double one_area(double *x, int n) {
  struct work w = {x, malloc(n * sizeof(double)), n};
  double sum = below(&w, 0);
  free(w.squares);
  return sum;
}

static double several_areas(double *x, int n) {
  struct work *areas = malloc(3 * sizeof *areas);
  for (int k = 0; k < 3; k++) {
    struct work *w = &areas[k];
    w->x = x + k;
    w->n = n - 2;
    w->squares = malloc(w->n * sizeof(double));
    for (int i = 0; i < w->n; i++) w->squares[i] = w->x[i] * w->x[i];
  }
  double sum = 0;
  for (int k = 0; k < 3; k++)
    for (int i = 0; i < areas[k].n; i++) sum += areas[k].squares[i] * areas[k].x[i] * (k + 1);
  for (int k = 0; k < 3; k++) free(areas[k].squares);
  free(areas);
  return sum;
}

double work_areas(double *x, int n) { return one_area(x, n) + several_areas(x, n); }
