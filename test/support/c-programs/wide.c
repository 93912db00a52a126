// Numbers of unusual widths.
__attribute__((noinline)) static unsigned long high_product(unsigned long a, unsigned long b) { return (unsigned __int128)a * b >> 64; }
__attribute__((noinline)) static __int128 divide(__int128 a, __int128 b) { return a / b + a % b; }
__attribute__((noinline)) static long double extended(long double x, int n) {
  long double r = 1;
  for (int i = 1; i <= n; i++) r += x / i;
  return r;
}
__attribute__((noinline)) static _BitInt(37) odd_width(_BitInt(37) a, _BitInt(37) b) { return a * b + 5; }
__attribute__((noinline)) static _Float16 small(_Float16 a, _Float16 b) { return a * b + (_Float16)0.5; }
__attribute__((noinline)) static float stored(float f) {
  __fp16 narrow = (__fp16)f;
  return narrow;
}

double wide(void) {
  return high_product(0xfedcba9876543210UL, 0x123456789abcdefUL) % 100000 + (double)divide((__int128)1 << 100, 12345678901234567) * 1e-10 + (double)extended(0.1L, 20) +
         (long)odd_width(123456789, 1000) % 1000 + (double)small((_Float16)1.5, (_Float16)2.25) + stored(0.1f);
}
