// Reductions of all kinds, which the vectoriser takes apart.
#include <math.h>

#define REDUCTION(name, type, start, step)                           \
  __attribute__((noinline)) static type name(const type *a, int n) { \
    type r = start;                                                  \
    for (int i = 0; i < n; i++) step;                                \
    return r;                                                        \
  }
REDUCTION(sum_int, int, 0, r += a[i])
REDUCTION(product, int, 1, r *= a[i])
REDUCTION(all, int, -1, r &= a[i])
REDUCTION(any, int, 0, r |= a[i])
REDUCTION(parity, int, 0, r ^= a[i])
REDUCTION(smallest, int, 2147483647, r = a[i] < r ? a[i] : r)
REDUCTION(largest, unsigned, 0, r = a[i] > r ? a[i] : r)
REDUCTION(count, short, 0, r += a[i] > 3)

__attribute__((noinline)) static float fast(const float *a, int n) {
#pragma clang fp reassociate(on) contract(fast)
  float r = 0;
  for (int i = 0; i < n; i++) r += a[i] * a[i];
  return r;
}
__attribute__((noinline)) static double conditional(const double *a, int n) {
  double r = 0;
  for (int i = 0; i < n; i++)
    if (a[i] > 2) r += a[i];
    else r -= 1;
  return r;
}
__attribute__((noinline)) static void masked(float *out, const float *in, const int *mask, int n) {
  for (int i = 0; i < n; i++)
    if (mask[i]) out[i] = in[i] * 2;
}
__attribute__((noinline)) static double gather(const double *a, const int *index, int n) {
  double r = 0;
  for (int i = 0; i < n; i++) r += a[index[i]];
  return r;
}
__attribute__((noinline)) static long strided(const long *a, int n) {
  long r = 0;
  for (int i = 0; i < n; i++) r += a[2 * i] - a[2 * i + 1] * 3;
  return r;
}

double reductions(void) {
  int a[33], mask[33], index[33];
  unsigned u[33];
  short s[33];
  float f[33], g[33];
  double d[33];
  long l[66];
  for (int i = 0; i < 33; i++) {
    a[i] = (i * 29) % 31 - 9;
    u[i] = a[i] & 63;
    s[i] = i % 7;
    f[i] = i * 0.25f;
    g[i] = 0;
    d[i] = i % 5;
    mask[i] = i % 3;
    index[i] = 32 - i;
    l[i] = i;
    l[65 - i] = -i;
  }
  masked(g, f, mask, 33);
  return sum_int(a, 33) + product(a, 5) + all(a, 3) + any(a, 33) + parity(a, 33) + smallest(a, 33) + largest(u, 33) + count(s, 33) + fast(f, 33) +
         conditional(d, 33) + g[31] + g[30] + gather(d, index, 33) + strided(l, 33);
}
