// Elements at places that a table tells.
double gathered(double *x, int n) {
  static const int idx[12] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 11, 8};
  double y[12], s = 0;
  for (int i = 0; i < 12; i++) y[i] = x[idx[i]] * x[i];
  for (int i = 0; i < 12; i++) if (y[i] > 0.2) s += y[i] * x[idx[11 - i]];
  else y[i] = 0;
  return s + y[3] * y[7];
}
