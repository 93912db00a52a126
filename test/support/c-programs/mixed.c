// Conversions between the number types.
#include <stdint.h>

__attribute__((noinline)) static double convert(double d, float f, int32_t i, uint32_t u, int64_t l, uint64_t v, int8_t c, uint16_t s) {
  double r = 0;
  r += (float)d;
  r += (int32_t)d;
  r += (uint32_t)(d < 0 ? -d : d);
  r += (int64_t)f + (double)(uint64_t)(f * f);
  r += (float)i + (double)u + (float)l + (double)v;
  r += c + s;
  r += (int8_t)i + (uint8_t)u + (int16_t)l + (uint16_t)v;
  r += (i >> 3) + (u >> 3) + (l >> 40) + (v >> 40);
  r += i / 7 + i % 7 + u / 7 + u % 7;
  r += (d > f) + (i < c) * 2 + (u >= s) * 4 + (l != i) * 8;
  r += ~i + -l + !s;
  r += _Generic(d, double: 1, default: 2);
  return r;
}

__attribute__((noinline)) static float average(const int8_t *values, unsigned count) {
  int sum = 0;
  for (unsigned i = 0; i < count; i++) sum += values[i];
  return count ? (float)sum / count : 0;
}

__attribute__((noinline)) static double weighted(const float *f, const int *k, const double *d, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += f[i] * k[i] + d[i];
  return sum;
}

double mixed(void) {
  int8_t bytes[20];
  float f[20];
  int k[20];
  double d[20];
  for (int i = 0; i < 20; i++) {
    bytes[i] = (int8_t)(i * 13);
    f[i] = i / 3.0f;
    k[i] = 7 - i;
    d[i] = i * 1e-3;
  }
  return convert(-3.75, 2.5f, -1234567, 4000000000u, -(1LL << 45), 1ULL << 63, -5, 65535) + average(bytes, 20) + weighted(f, k, d, 20);
}
