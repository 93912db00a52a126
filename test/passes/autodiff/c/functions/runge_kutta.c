// A pendulum with friction, by the classical method of Runge and Kutta.
#include <math.h>

static void slope(const double *state, const double *parameters, double *result) {
  result[0] = state[1];
  result[1] = -parameters[0] * sin(state[0]) - parameters[1] * state[1];
}

double runge_kutta(double *x, int n) {
  const double h = 0.05;
  double state[2] = {x[0], x[1]};
  for (int step = 0; step < 20; step++) {
    double k1[2], k2[2], k3[2], k4[2], at[2];
    slope(state, x + 2, k1);
    for (int i = 0; i < 2; i++) at[i] = state[i] + h / 2 * k1[i];
    slope(at, x + 2, k2);
    for (int i = 0; i < 2; i++) at[i] = state[i] + h / 2 * k2[i];
    slope(at, x + 2, k3);
    for (int i = 0; i < 2; i++) at[i] = state[i] + h * k3[i];
    slope(at, x + 2, k4);
    for (int i = 0; i < 2; i++) state[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
  }
  return state[0] * state[0] + state[1];
}
