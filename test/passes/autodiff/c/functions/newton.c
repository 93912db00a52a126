// A while loop: the root of y^3 + x[0] y = x[1] by Newton's method.
#include <math.h>

double newton(double *x, int n) {
  double y = 1;
  double change = 1;
  while (fabs(change) > 1e-13) {
    change = (y * y * y + x[0] * y - x[1]) / (3 * y * y + x[0]);
    y -= change;
  }
  return y * x[2];
}
