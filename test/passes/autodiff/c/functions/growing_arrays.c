// Arrays that realloc makes longer.
#include <stdlib.h>

struct vec {
  double *v;
  int n, cap;
};

static void push(struct vec *a, double x) {
  if (a->n == a->cap) {
    a->cap = a->cap ? a->cap * 2 : 1;
    a->v = realloc(a->v, a->cap * sizeof(double));
  }
  a->v[a->n++] = x;
}

double growing_arrays(double *x, int n) {
  struct vec a = {0}, b = {0};
  for (int i = 0; i < n; i++) {
    push(&a, x[i]);
    if (x[i] > 0.3) push(&b, x[i] * a.v[i / 2]);
  }
  double s = 0;
  for (int i = 0; i < a.n; i++) s += a.v[i] * (i + 1) * a.v[a.n - 1 - i];
  for (int i = 0; i < b.n; i++) s += b.v[i] * b.v[i];
  free(a.v);
  free(b.v);
  return s;
}
