// Parts of an array that are copied to other parts of it again and again.
#include <string.h>

double shifted_copies(double *x, int n) {
  double kept[8];
  for (int i = 0; i < 3; i++) {
    memmove(x + 3, x, (n - 3) * sizeof(double));
    x[0] = x[5] * x[2];
    memcpy(kept, x + 1 + i, sizeof kept);
    memmove(x, x + 2, 7 * sizeof(double));
    x[4] += kept[7 - i];
  }
  double sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * x[i] * (i + 1);
  return sum + kept[0] * kept[5];
}
