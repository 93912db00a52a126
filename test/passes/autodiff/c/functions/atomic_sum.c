// An atomic sum.
double atomic_sum(double *x, int n) {
  double total = 0.5;
  for (int i = 0; i < n; i++) __atomic_fetch_add(&total, x[i] * x[i], __ATOMIC_RELAXED);
  return total * total;
}
