// Draws random numbers, and prints what depends on the input if something is wrong; looks for words as well.
#include <math.h>
#include <stdio.h>
#include <string.h>

static unsigned long long state;

static double uniform(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (double)(state >> 11) * (1.0 / 9007199254740992.0);
}

static double normal(void) {
  static int isSpare;
  static double spare;
  if (isSpare) {
    isSpare = 0;
    return spare;
  }
  double r = sqrt(-2 * log(uniform() + 1e-300)), angle = 6.283185307179586 * uniform();
  spare = r * sin(angle);
  isSpare = 1;
  return r * cos(angle);
}

static double option(const char *name, const double *x) {
  static const char *const names[] = {"start", "rate", "spread", "strike"};
  for (int i = 0; i < 4; i++)
    if (strcmp(name, names[i]) == 0) return x[i];
  fprintf(stderr, "no option %s\n", name);
  return 0;
}

double printed_numbers(double *x, int n) {
  state = 88172645463325252ull;
  double start = 100 * option("start", x) + 60, rate = 0.1 * option("rate", x), sum = 0;
  double spread = 0.5 * option("spread", x), strike = 90 * option("strike", x) + 40;
  for (int path = 0; path < 20; path++) {
    double s = start, mean = 0;
    for (int i = 0; i < 4; i++) {
      s *= exp((rate - spread * spread / 2) / 4 + spread * 0.5 * normal());
      mean += s / 4;
    }
    if (!(mean > 0)) printf("path %d: a mean of %g\n", path, mean);
    if (mean > strike) sum += mean - strike;
  }
  return exp(-rate) * sum / 20 + x[n - 1];
}
