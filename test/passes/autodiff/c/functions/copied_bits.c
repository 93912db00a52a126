// Numbers that pass through an array of integers.
#include <stdint.h>
#include <string.h>

double copied_bits(double *x, int n) {
  uint64_t bits[12];
  for (int i = 0; i < n; i++) memcpy(&bits[i], &x[i], 8);
  double s = 0;
  for (int i = 0; i < n; i++) {
    double d;
    memcpy(&d, &bits[n - 1 - i], 8);
    s += d * d * (i + 1);
  }
  return s;
}
