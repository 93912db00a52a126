// Numbers whose bits are looked at, and whose sign bit is changed.
#include <math.h>
#include <stdint.h>
#include <string.h>

static double absolute(double d) {
  uint64_t u;
  memcpy(&u, &d, 8);
  u &= 0x7fffffffffffffff;
  memcpy(&d, &u, 8);
  return d;
}

static double signed_as(double d, double sign) {
  uint64_t u, v;
  memcpy(&u, &d, 8);
  memcpy(&v, &sign, 8);
  u = (u & 0x7fffffffffffffff) | (v & 0x8000000000000000);
  memcpy(&d, &u, 8);
  return d;
}

static double negative(double d) {
  union {
    double d;
    uint64_t u;
  } v = {d};
  v.u ^= 1ull << 63;
  return v.d;
}

double sign_bits(double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; i++) {
    uint64_t u;
    memcpy(&u, &x[i], 8);
    if ((u & 0x7fffffffffffffff) > 0x7ff0000000000000 || !isfinite(x[i])) continue;
    s += absolute(x[i] - 0.4) * (i + 1) + negative(x[i]) * x[i] + signed_as(x[i] * x[i], 0.3 - x[i]);
  }
  return s;
}
