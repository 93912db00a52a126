// Arrays of structs of numbers of several types, copied, swapped and moved.
#include <string.h>

struct item {
  double w;
  int id;
  float f;
  double v[2];
};

double struct_copies(double *x, int n) {
  struct item a[4], b[4], t;
  for (int i = 0; i < 4; i++) {
    a[i].w = x[i];
    a[i].id = i;
    a[i].f = 0.5f;
    a[i].v[0] = x[4 + i];
    a[i].v[1] = x[8 + i];
  }
  memcpy(b, a, sizeof a);
  t = b[0];
  b[0] = b[3];
  b[3] = t;
  memmove(&a[1], &a[0], 3 * sizeof *a);
  double s = 0;
  for (int i = 0; i < 4; i++) s += a[i].w * b[i].v[0] * (a[i].id + 1) + b[i].w * a[i].v[1] * a[i].f;
  return s;
}
