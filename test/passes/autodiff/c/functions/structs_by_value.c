// A method of Runge and Kutta on states that are passed, returned and copied as structs.
#include <math.h>
#include <string.h>

typedef struct {
  double p[3], v[3];
}  state;

static state slope(const state *s, const double *k) {
  state d;
  memcpy(d.p, s->v, sizeof d.p);
  for (int i = 0; i < 3; i++) d.v[i] = -k[i] * s->p[i] - 0.1 * s->v[i] + sin(s->p[(i + 1) % 3]);
  return d;
}

static state add(state a, state b, double h) {
  for (int i = 0; i < 3; i++) {
    a.p[i] += h * b.p[i];
    a.v[i] += h * b.v[i];
  }
  return a;
}

double structs_by_value(double *x, int n) {
  state s;
  memcpy(&s, x, sizeof s);
  double h = 0.1;
  for (int t = 0; t < 4; t++) {
    state k1 = slope(&s, x + 6), m = add(s, k1, h / 2);
    state k2 = slope(&m, x + 6);
    m = add(s, k2, h / 2);
    state k3 = slope(&m, x + 6);
    m = add(s, k3, h);
    state k4 = slope(&m, x + 6);
    s = add(add(add(add(s, k1, h / 6), k2, h / 3), k3, h / 3), k4, h / 6);
  }
  double r = 0;
  for (int i = 0; i < 3; i++) r += s.p[i] * s.p[i] + s.v[i] * x[9 + i];
  return r;
}
