// Bits: unions, shifts, counting, the representation of floats.
#include <stdint.h>
#include <string.h>

static uint32_t rotate(uint32_t x, int k) { return (x << (k & 31)) | (x >> (-k & 31)); }

static uint32_t hash(const void *data, int n) {
  const uint8_t *p = data;
  uint32_t h = 2166136261u;
  for (int i = 0; i < n; i++) h = (h ^ p[i]) * 16777619u;
  return rotate(h, 7);
}

__attribute__((noinline)) static float inverse_root(float x) {
  union { float f; uint32_t u; } v = {x};
  v.u = 0x5f3759df - (v.u >> 1);
  return v.f * (1.5f - 0.5f * x * v.f * v.f);
}

__attribute__((noinline)) static double next(double x) {
  uint64_t u;
  memcpy(&u, &x, sizeof u);
  u++;
  memcpy(&x, &u, sizeof u);
  return x;
}

struct flags { unsigned a : 3, b : 7; int c : 5; unsigned long d : 40; };
__attribute__((noinline)) static int fields(struct flags *f, int x) {
  f->a = x;
  f->b += x;
  f->c = -x;
  f->d = (unsigned long)x << 33;
  return f->a + f->b + f->c + (int)(f->d >> 33);
}

double bits(void) {
  double sum = hash("hello", 5) % 1000 + inverse_root(4) + next(1.0);
  for (uint64_t x = 1; x; x <<= 5) {
    sum += __builtin_popcountll(x * 0x9e3779b97f4a7c15) + __builtin_clzll(x) + __builtin_ctzll(x) + __builtin_parityll(x);
    sum += __builtin_bswap64(x) % 1000 + __builtin_bitreverse32((uint32_t)x) % 1000;
  }
  struct flags f = {1, 2, 3, 4};
  return sum + fields(&f, 3);
}
