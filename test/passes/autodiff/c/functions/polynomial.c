// Horner's scheme: the coefficients are x[1], x[2], ..., the argument is x[0].
double polynomial(double *x, int n) {
  double value = 0;
  for (int i = n - 1; i > 0; i--) value = value * x[0] + x[i];
  return value;
}
