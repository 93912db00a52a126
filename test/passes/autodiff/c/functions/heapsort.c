// Sorting with a heap.
static void sift(double *a, int i, int n) {
  for (int c; (c = 2 * i + 1) < n; i = c) {
    if (c + 1 < n && a[c + 1] > a[c]) c++;
    if (a[i] >= a[c]) return;
    double t = a[i];
    a[i] = a[c];
    a[c] = t;
  }
}

double heapsort(double *x, int n) {
  for (int i = n / 2; i-- > 0;) sift(x, i, n);
  for (int e = n - 1; e > 0; e--) {
    double t = x[0];
    x[0] = x[e];
    x[e] = t;
    sift(x, 0, e);
  }
  double s = 0;
  for (int i = 0; i < n; i++) s += (i + 1) * x[i] * x[i];
  return s;
}
