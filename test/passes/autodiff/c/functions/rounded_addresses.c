// Memory whose alignment is made by hand: the addresses of what malloc gives are rounded up.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static double *aligned(void *memory) { return (double *)(((uintptr_t)memory + 63) & ~(uintptr_t)63); }
static double *divisible(void *memory) {
  uintptr_t next = (uintptr_t)memory + 31;
  return (double *)(next - next % 32);
}

double rounded_addresses(double *x, int n) {
  void *memory = malloc(n * sizeof(double) + 63), *other = malloc(n * sizeof(double) + 31);
  double *y = aligned(memory), *z = divisible(other);
  memcpy(y, x, n * sizeof(double));
  for (int i = 0; i < n; i++) z[i] = sin(y[i]) * y[n - 1 - i];
  double sum = 0;
  for (int i = 1; i < n; i++) sum += z[i] * z[i - 1] * y[i];
  free(memory);
  free(other);
  return sum;
}
