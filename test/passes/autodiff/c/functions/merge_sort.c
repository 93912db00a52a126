// Sorts by merging, with a buffer of its own on the stack in each call.
__attribute__((noinline)) static void sort(double *x, int n) {
  if (n < 2) return;
  int half = n / 2;
  sort(x, half);
  sort(x + half, n - half);
  double merged[12];
  int i = 0, j = half;
  for (int k = 0; k < n; k++) {
    if (j >= n || (i < half && x[i] <= x[j])) merged[k] = x[i++];
    else merged[k] = x[j++] * 1.1;
  }
  for (int k = 0; k < n; k++) x[k] = merged[k];
}

double merge_sort(double *x, int n) {
  sort(x, n);
  double sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * x[i] * i;
  return sum;
}
