// Functions given to functions.
#include <stdlib.h>

struct pair { double key; int index; };

static int by_key(const void *a, const void *b) {
  double x = ((const struct pair *)a)->key, y = ((const struct pair *)b)->key;
  return (x > y) - (x < y);
}

static int downwards(const void *a, const void *b) { return *(const int *)b - *(const int *)a; }

__attribute__((noinline)) static double fold(double (*f)(double, double), const double *a, int n, double start) {
  for (int i = 0; i < n; i++) start = f(start, a[i]);
  return start;
}
static double plus(double a, double b) { return a + b; }
static double larger(double a, double b) { return a > b ? a : b; }

double sorting(void) {
  struct pair pairs[15];
  int ints[15];
  double keys[15], sum = 0;
  for (int i = 0; i < 15; i++) {
    pairs[i] = (struct pair){(i * 11) % 15 / 2.0, i};
    ints[i] = (i * 7) % 16;
    keys[i] = pairs[i].key;
  }
  qsort(pairs, 15, sizeof *pairs, by_key);
  qsort(ints, 15, sizeof *ints, downwards);
  for (int i = 0; i < 15; i++) sum += pairs[i].index * i + ints[i] * (i % 3);
  return sum + fold(plus, keys, 15, 0) * fold(larger, keys, 15, -1);
}
