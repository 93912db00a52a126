// While loops whose end depends on numbers.
#include <math.h>

__attribute__((noinline)) static double root(double x) {
  double y = x > 1 ? x : 1;
  while (fabs(y * y - x) > 1e-12 * x) y = 0.5 * (y + x / y);
  return y;
}

__attribute__((noinline)) static int collatz(unsigned long n) {
  int steps = 0;
  do {
    n = n % 2 ? 3 * n + 1 : n / 2;
    steps++;
  } while (n != 1);
  return steps;
}

__attribute__((noinline)) static double bisect(double lo, double hi) {
  for (;;) {
    double mid = (lo + hi) / 2;
    if (hi - lo < 1e-10) return mid;
    if (cos(mid) > mid) lo = mid;
    else hi = mid;
  }
}

double newton(void) { return root(2) + root(0.25) * collatz(27) + bisect(0, 1); }
