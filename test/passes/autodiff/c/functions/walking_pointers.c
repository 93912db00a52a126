// Pointers that run over the array, there and back, and overwrite it.
double walking_pointers(double *x, int n) {
  double sum = 0;
  double *end = x + n;
  for (double *p = x; p != end; p++) sum = sum * 0.5 + *p * *p;
  for (double *p = end - 1; p >= x; p--) {
    *p = *p * sum;
    sum += *p;
  }
  return sum + x[0];
}
