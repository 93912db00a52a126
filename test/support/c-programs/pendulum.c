// A differential equation solved through pointers to functions.
#include <math.h>

typedef void (*field)(double t, const double *x, double *dx, const void *parameters);
struct pendulum { double length, damping; };

static void swing(double t, const double *x, double *dx, const void *parameters) {
  const struct pendulum *p = parameters;
  dx[0] = x[1];
  dx[1] = -9.81 / p->length * sin(x[0]) - p->damping * x[1] + 0 * t;
}

__attribute__((noinline)) static void runge_kutta(field f, const void *p, double *x, int n, double t, double h) {
  double k[4][8], y[8];
  f(t, x, k[0], p);
  for (int s = 1; s < 4; s++) {
    double w = s == 3 ? h : h / 2;
    for (int i = 0; i < n; i++) y[i] = x[i] + w * k[s - 1][i];
    f(t + w, y, k[s], p);
  }
  for (int i = 0; i < n; i++) x[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
}

double pendulum(void) {
  struct pendulum p = {1.2, 0.1};
  double x[2] = {1.0, 0.0};
  for (int i = 0; i < 200; i++) runge_kutta(swing, &p, x, 2, i * 0.01, 0.01);
  return x[0] + x[1];
}
