// Attributes of functions and arguments, and what the compiler may assume.
#include <stddef.h>

__attribute__((const, noinline)) static int const_function(int x) { return x * x; }
__attribute__((pure, noinline)) static int pure_function(const int *x) { return *x + 1; }
__attribute__((cold, noinline)) static void rarely(int *x) { *x += 100; }
__attribute__((hot)) int often(int x) { return x + 3; }
__attribute__((nonnull, returns_nonnull, noinline)) static int *same(int *p) { return p; }
__attribute__((noinline, optnone)) static int plain(int x) { return x * 2; }
__attribute__((flatten, minsize)) int flat(int x) { return often(x) + plain(x); }
__attribute__((noreturn, noinline)) static void stop(void) { __builtin_trap(); }
__attribute__((target("avx2"), noinline)) static int modern(const int *a, int n) {
  int s = 0;
  for (int i = 0; i < n; i++) s += a[i];
  return s;
}

__attribute__((noinline)) static double aligned_sum(const double *p, int n) {
  p = __builtin_assume_aligned(p, 32);
  __builtin_assume(n > 0 && n % 4 == 0);
  double sum = 0;
  for (int i = 0; i < n; i++) {
    __builtin_prefetch(p + i + 8, 0, 1);
    sum += p[i];
  }
  return sum;
}

__attribute__((noinline)) static int checked(int a, int b) {
  int r;
  if (__builtin_add_overflow(a, b, &r)) return -1;
  unsigned u;
  if (__builtin_mul_overflow((unsigned)a, (unsigned)b, &u)) return -2;
  long l;
  if (__builtin_sub_overflow((long)a, (long)b, &l)) stop();
  switch (r & 3) {
    case 0: case 1: case 2: case 3: break;
    default: __builtin_unreachable();
  }
  return r + (int)u + (int)l;
}

double promises(void) {
  int x = 4;
  _Alignas(32) double d[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  int a[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  if (__builtin_expect(x > 100, 0)) rarely(&x);
  if (__builtin_expect_with_probability(x > 3, 1, 0.9)) x++;
  double sum = const_function(x) + pure_function(&x) + *same(&x) + flat(x) + aligned_sum(d, 8);
  sum += checked(5, 6) + checked(2147483647, 1) + checked(70000, 70000);
  return sum + (__builtin_cpu_supports("avx2") ? modern(a, 9) : 45) + (double)__builtin_object_size(a, 0);
}
