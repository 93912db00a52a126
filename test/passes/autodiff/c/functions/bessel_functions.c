// Bessel functions, and functions that store an integer beside what they return.
#define _GNU_SOURCE
#include <math.h>

double bessel_functions(double *x, int n) {
  double s = 0;
  int counts[2] = {0};
  for (int i = 0; i < n; i++) {
    double p = 3 * x[i] + 1.5;
    s += j0(x[i]) + j1(x[i] - 1) * j0(p) + jn(2, x[i]) * jn(3, p) + jn(-1, x[i]);
    s += y0(p) * y1(p + 1) + yn(2, p + 2) * 0.5;
    int quotient, sign;
    s += remquo(7 * x[i] + 0.1, 0.3 + p, &quotient);
    s += lgamma_r(x[i] - 3.01, &sign) * (quotient % 4 + 1);
    counts[sign > 0] += quotient & 1;
  }
  return s * (1 + counts[0] + 2 * counts[1]);
}
