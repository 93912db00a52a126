#include <math.h>

// The entropy of softmax(x).
double softmax(double *x, int n) {
  double largest = x[0];
  for (int i = 1; i < n; i++) largest = fmax(largest, x[i]);
  double sum = 0;
  for (int i = 0; i < n; i++) {
    x[i] = exp(x[i] - largest);
    sum += x[i];
  }
  double entropy = 0;
  for (int i = 0; i < n; i++) {
    x[i] /= sum;
    entropy -= x[i] * log(x[i]);
  }
  return entropy;
}
