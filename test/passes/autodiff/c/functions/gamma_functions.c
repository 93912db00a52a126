// The gamma function and its logarithm, also of negative numbers.
#include <math.h>

double gamma_functions(double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; i++) s += lgamma(x[i] * 3) + lgamma(x[i] - 3.01) + tgamma(x[i] * 9) * 0.001 + tgamma(x[i] - 2.01);
  return s;
}
