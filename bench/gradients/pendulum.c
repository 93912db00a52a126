// The pendulum by the Runge-Kutta method, and the reverse of its steps by hand. The tape holds the sines and cosines, the
// only nonlinear parts: nothing is computed twice.
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { steps = 10000 };
static const double gravity = -9.81, friction = 0.1, h = 0.001, half = 0.0005, sixth = 1.66666666666666666e-4;

struct step {
  double sin[4], cos[4];
};

static double value(double x, double v, double length) {
  double ratio = gravity / length;
  for (int i = 0; i < steps; i++) {
    double a1 = ratio * sin(x) - friction * v;
    double x2 = x + half * v, v2 = v + half * a1;
    double a2 = ratio * sin(x2) - friction * v2;
    double x3 = x + half * v2, v3 = v + half * a2;
    double a3 = ratio * sin(x3) - friction * v3;
    double x4 = x + h * v3, v4 = v + h * a3;
    double a4 = ratio * sin(x4) - friction * v4;
    x += sixth * ((v + v4) + 2 * (v2 + v3));
    v += sixth * ((a1 + a4) + 2 * (a2 + a3));
  }
  return x;
}

static void gradient(double x, double v, double length, double *dx, double *dv, double *dlength) {
  double ratio = gravity / length;
  struct step *tape = malloc(steps * sizeof *tape);
  if (tape == NULL) abort();
  for (int i = 0; i < steps; i++) {
    struct step *step = &tape[i];
    sincos(x, &step->sin[0], &step->cos[0]);
    double a1 = ratio * step->sin[0] - friction * v;
    double x2 = x + half * v, v2 = v + half * a1;
    sincos(x2, &step->sin[1], &step->cos[1]);
    double a2 = ratio * step->sin[1] - friction * v2;
    double x3 = x + half * v2, v3 = v + half * a2;
    sincos(x3, &step->sin[2], &step->cos[2]);
    double a3 = ratio * step->sin[2] - friction * v3;
    double x4 = x + h * v3, v4 = v + h * a3;
    sincos(x4, &step->sin[3], &step->cos[3]);
    double a4 = ratio * step->sin[3] - friction * v4;
    x += sixth * ((v + v4) + 2 * (v2 + v3));
    v += sixth * ((a1 + a4) + 2 * (a2 + a3));
  }
  double xBar = 1, vBar = 0, ratioBar = 0;
  for (int i = steps; i-- > 0;) {
    const struct step *step = &tape[i];
    double xStepBar = sixth * xBar, vStepBar = sixth * vBar;
    double a4Bar = vStepBar, v4Bar = xStepBar - friction * a4Bar, x4Bar = a4Bar * ratio * step->cos[3];
    double a3Bar = 2 * vStepBar + h * v4Bar, v3Bar = 2 * xStepBar + h * x4Bar - friction * a3Bar;
    double x3Bar = a3Bar * ratio * step->cos[2];
    double a2Bar = 2 * vStepBar + half * v3Bar, v2Bar = 2 * xStepBar + half * x3Bar - friction * a2Bar;
    double x2Bar = a2Bar * ratio * step->cos[1];
    double a1Bar = vStepBar + half * v2Bar, v1Bar = xStepBar + half * x2Bar - friction * a1Bar;
    double x1Bar = a1Bar * ratio * step->cos[0];
    ratioBar += a4Bar * step->sin[3] + a3Bar * step->sin[2] + a2Bar * step->sin[1] + a1Bar * step->sin[0];
    xBar += x4Bar + x3Bar + x2Bar + x1Bar;
    vBar += v4Bar + v3Bar + v2Bar + v1Bar;
  }
  free(tape);
  *dx = xBar;
  *dv = vBar;
  *dlength = -ratioBar * ratio / length;
}

void values(int64_t times, const double *start, double *out) {
  for (int64_t k = 0; k < times; k++) out[0] = value(start[0], start[1], start[2]);
}

void gradients(int64_t times, const double *start, double *dstart) {
  for (int64_t k = 0; k < times; k++) gradient(start[0], start[1], start[2], &dstart[0], &dstart[1], &dstart[2]);
}
