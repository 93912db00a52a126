// Atomic updates of the function's own memory, of which the order is known, and sums in the caller's.
#include <stdatomic.h>
#include <stdlib.h>

double atomic_updates(double *x, int n) {
  _Atomic double sum = 0, greatest = -10, last = 1;
  _Atomic int count = 0;
  double *least = malloc(sizeof(double)), r = 0;
  *least = 10;
  for (int i = 0; i < n; i++) {
    r += x[i] * __atomic_fetch_add((double *)&sum, x[i] * x[i], __ATOMIC_SEQ_CST);
    __atomic_fetch_sub((double *)&sum, 0.5 * x[i], __ATOMIC_RELAXED);
    r += __atomic_fetch_max((double *)&greatest, x[i], __ATOMIC_RELAXED);
    __atomic_fetch_min(least, x[i], __ATOMIC_RELAXED);
    r += x[i] * atomic_exchange(&last, x[i] * x[0]);
    atomic_fetch_add(&count, 1);
  }
  for (int i = 1; i < n; i++) __atomic_fetch_add(&x[0], x[i] * x[i], __ATOMIC_RELAXED);
  r += sum + greatest * *least + last * count + x[0] * x[0];
  free(least);
  return r;
}
