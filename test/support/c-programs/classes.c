// Tests of floats: not numbers, infinities, signs, orders.
#include <math.h>

__attribute__((noinline)) static int classify(double x) {
  return isnan(x) + 2 * isinf(x) + 4 * isfinite(x) + 8 * (signbit(x) != 0) + 16 * isnormal(x) + 32 * (fpclassify(x) == FP_ZERO);
}
__attribute__((noinline)) static int orders(float a, float b) {
  return isless(a, b) + 2 * isgreater(a, b) + 4 * islessgreater(a, b) + 8 * isunordered(a, b) + 16 * (a == b) + 32 * (a != b) + 64 * (a <= b) + 128 * !(a < b);
}
__attribute__((noinline)) static double choose(double a, double b) {
  double smaller = a < b ? a : b;
  double larger = a >= b ? a : b;
  double absolute = a < 0 ? -a : a;
  return smaller + 2 * larger + 3 * absolute + __builtin_canonicalize(a);
}
__attribute__((noinline)) static double guarded(double x) { return isnan(x) ? -1 : isinf(x) ? copysign(2, x) : x; }

double classes(void) {
  double values[] = {0.0, -0.0, 1.5, -2.5, INFINITY, -INFINITY, NAN, 1e-310};
  double sum = 0;
  for (int i = 0; i < 8; i++) {
    sum += classify(values[i]) * (i + 1) + guarded(values[i]);
    for (int j = 0; j < 8; j++) sum += orders((float)values[i], (float)values[j]) * (i + 2 * j);
  }
  return sum + choose(1.5, -2.0) + choose(-4, 8);
}
