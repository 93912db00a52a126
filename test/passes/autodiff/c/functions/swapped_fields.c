// The same memory behind several fields: written through one, read through another, after copies that hide it.
#include <stdlib.h>
#include <string.h>

struct two {
  double *a, *b;
};

struct four {
  long tag;
  struct two in, out;
};

__attribute__((noinline)) static void swap(struct two *t) {
  double *a = t->a;
  t->a = t->b;
  t->b = a;
}

double swapped_fields(double *x, int n) {
  double *m = malloc(n * sizeof(double)), *o = malloc(n * sizeof(double));
  struct four first = {1, {m, o}, {o, m}}, copies[3];
  for (int k = 0; k < 3; k++) memcpy(&copies[k], &first, sizeof first);
  swap(&copies[1].in);
  memmove(&copies[2].out, &copies[1].in, sizeof(struct two));
  double sum = 0;
  for (int i = 0; i < n; i++) {
    m[i] = x[i];
    o[i] = 2;
  }
  for (int i = 0; i < n; i++) {
    double before = copies[0].in.a[i];
    copies[2].out.b[i] = before * before;
    sum += copies[1].in.b[i] * before;
    copies[2].out.a[i] += sum;
  }
  for (int i = 0; i < n; i++) sum += copies[i % 3].in.b[i] * x[0];
  free(m);
  free(o);
  return sum;
}
