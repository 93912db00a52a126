// Calls of the mathematical library.
#include <math.h>

__attribute__((noinline)) static double doubles(double x, double y) {
  double r = sin(x) + cos(x) + tan(x) + asin(x) + acos(x) + atan(x) + atan2(x, y);
  r += sinh(x) + cosh(x) + tanh(x) + exp(x) + exp2(x) + expm1(x) + log(y) + log2(y) + log10(y) + log1p(x);
  r += pow(y, x) + sqrt(y) + cbrt(x) + hypot(x, y) + erf(x) + erfc(x) + tgamma(y) + lgamma(y);
  r += fabs(-x) + floor(y) + ceil(y) + trunc(y) + round(y) + rint(y) + nearbyint(y);
  r += fmod(y, x) + remainder(y, x) + fmax(x, y) + fmin(x, y) + fdim(x, y) + fma(x, y, 1.0) + copysign(x, -y);
  r += ldexp(x, 3) + scalbn(y, -2) + logb(y) + ilogb(y) + lround(y) + llrint(y);
  int exponent;
  double whole;
  r += frexp(y, &exponent) + exponent + modf(y, &whole) + whole;
  return r + asinh(x) + acosh(y) + atanh(x) + nextafter(x, y);
}

__attribute__((noinline)) static float floats(float x, float y) {
  return sinf(x) + cosf(x) + expf(x) + logf(y) + powf(y, x) + sqrtf(y) + fabsf(-x) + fmaxf(x, y) + fminf(x, y) + fmaf(x, y, 1.0f) +
         floorf(y) + atan2f(x, y) + tanhf(x) + copysignf(x, -y) + fmodf(y, x) + roundf(y);
}

__attribute__((noinline)) static void many(double *out, const double *in, int n) {
  for (int i = 0; i < n; i++) out[i] = sqrt(in[i]) + fabs(in[i] - 3) + floor(in[i]);
}

double libm(void) {
  double in[9], out[9], sum = 0;
  for (int i = 0; i < 9; i++) in[i] = i * 0.75;
  many(out, in, 9);
  for (int i = 0; i < 9; i++) sum += out[i];
  return sum + doubles(0.3, 2.7) + floats(0.3f, 2.7f);
}
