// Strided accesses, and such that a condition guards.
double masked_accesses(double *restrict x, int n) {
  double a[12], out[12] = {0}, s = 0;
  for (int i = 0; i < n / 2; i++) {
    a[2 * i] = x[2 * i] * x[2 * i + 1];
    a[2 * i + 1] = x[2 * i] - x[2 * i + 1];
  }
  for (int i = 0; i < n; i++) s += a[i] * a[n - 1 - i];
  for (int i = 0; i < n; i++) if (x[i] > 0.3) a[i] = x[i] * 2;
  for (int i = 0; i < n; i++) s += a[i] > 0.1 ? a[i] * 3 : x[i];
  for (int i = 0; i < n; i++)
    for (int j = -1; j <= 1; j++)
      if (i + j >= 0 && i + j < n) out[i] += x[i + j] * (j + 2);
  double m = out[0];
  for (int i = 1; i < n; i++) m = out[i] > m ? out[i] : m;
  for (int i = 0; i < n; i++) s += out[i] / m;
  return s * m;
}
