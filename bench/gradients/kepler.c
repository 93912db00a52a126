// Kepler's equation by Newton's method, and the reverse of its iteration by hand. At most 50 steps: the tape has a fixed
// size and holds what the reverse needs, so that nothing is computed twice.
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>

enum { limit = 50 };
struct step {
  double sin, cos, slope, delta;
};

static double value(double e, double m) {
  double guess = m, delta = 1;
  for (int k = 0; fabs(delta) > 1e-15 && k < limit; k++) {
    double sine, cosine;
    sincos(guess, &sine, &cosine);
    delta = (guess - e * sine - m) / (1 - e * cosine);
    guess -= delta;
  }
  return guess;
}

static void gradient(double e, double m, double *de, double *dm) {
  struct step tape[limit];
  double guess = m, delta = 1;
  int count = 0;
  for (; fabs(delta) > 1e-15 && count < limit; count++) {
    struct step *step = &tape[count];
    sincos(guess, &step->sin, &step->cos);
    step->slope = 1 - e * step->cos;
    delta = step->delta = (guess - e * step->sin - m) / step->slope;
    guess -= delta;
  }
  double guessBar = 1, eBar = 0, mBar = 0;
  while (count-- > 0) {
    const struct step *step = &tape[count];
    double residualBar = -guessBar / step->slope;
    double slopeBar = -residualBar * step->delta;
    eBar -= residualBar * step->sin + slopeBar * step->cos;
    mBar -= residualBar;
    guessBar += residualBar * step->slope + slopeBar * e * step->sin;
  }
  *de = eBar;
  *dm = mBar + guessBar;
}

void values(int64_t times, int64_t n, const double *e, const double *m, double *out) {
  for (int64_t k = 0; k < times; k++)
    for (int64_t i = 0; i < n; i++) out[i] = value(e[i], m[i]);
}

void gradients(int64_t times, int64_t n, const double *e, const double *m, double *de, double *dm) {
  for (int64_t k = 0; k < times; k++)
    for (int64_t i = 0; i < n; i++) gradient(e[i], m[i], &de[i], &dm[i]);
}
