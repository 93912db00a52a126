// Functions that give a second number through a pointer.
#include <math.h>

double frexp(double, int *);
double modf(double, double *);
void sincos(double, double *, double *);
double split_numbers(double *x, int n) {
  double s = 0;
  int e;
  double ip, sn, cs;
  for (int i = 0; i < n; i++) {
    s += frexp(x[i] * 5, &e) * e + modf(x[i] * 9, &ip) * ip + logb(x[i]) + remainder(x[i], 0.25);
    sincos(x[i], &sn, &cs);
    s += sn * cs;
  }
  return s;
}
