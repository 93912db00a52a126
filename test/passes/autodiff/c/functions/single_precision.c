// float, and the functions of <math.h> for it.
#include <math.h>

double single_precision(double *x, int n) {
  float values[16];
  float product = 1;
  for (int i = 0; i < n; i++) values[i] = (float)x[i];
  for (int i = 0; i < n; i++) product *= sqrtf(1 + values[i] * values[i]) + 0.1f * sinf(values[i]) + expf(-values[i]) * 0.1f;
  return product + tanhf(values[0]) + powf(1 + fabsf(values[1]), 1.5f);
}
