// Small helpers that are inlined, and some that are not.
#include <math.h>

typedef struct { double re, im; } cplx;
static inline cplx cmul(cplx a, cplx b) { return (cplx){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }
static inline cplx cadd(cplx a, cplx b) { return (cplx){a.re + b.re, a.im + b.im}; }
static inline double norm2(cplx a) { return a.re * a.re + a.im * a.im; }
static inline __attribute__((always_inline)) double clamp(double x, double lo, double hi) { return x < lo ? lo : x > hi ? hi : x; }

__attribute__((noinline)) int mandelbrot(double re, double im, int limit) {
  cplx c = {re, im}, z = {0, 0};
  int n = 0;
  for (; n < limit && norm2(z) <= 4; n++) z = cadd(cmul(z, z), c);
  return n;
}

double inlined(void) {
  double sum = 0;
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < 8; j++) sum += clamp(mandelbrot(i * 0.35 - 2, j * 0.25 - 1, 50), 1, 20) * sqrt(i + j);
  return sum;
}
