// memcpy and memset on a local array.
#include <string.h>

double local_copy(double *x, int n) {
  double copy[32], sums[32];
  memcpy(copy, x, n * sizeof(double));
  memset(sums, 0, sizeof(sums));
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < n; i++) sums[i] += copy[i] * copy[(i + 1) % n];
    memmove(copy + 1, copy, (n - 1) * sizeof(double));
    copy[0] = sums[n - 1] * 0.1;
  }
  double sum = 0;
  for (int i = 0; i < n; i++) sum += sums[i] * copy[i];
  return sum;
}
