// Functions that get overlapping parts of one array.
__attribute__((noinline)) static void addto(double *a, double *b, int n) {
  for (int i = 0; i < n; i++) a[i] += a[i] * b[i];
}

double overlapping_parts(double *x, int n) {
  double *p = x, *q = x + 3, *e = x + n;
  addto(x + 1, x, n - 1);
  while (q < e) {
    *p++ += *q * *q;
    q++;
  }
  addto(x, x + 1, n - 1);
  addto(x, x, n);
  double s = 0;
  for (double *r = e - 1; r >= x; r--) s = s * 0.3 + *r;
  return s;
}
