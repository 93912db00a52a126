// A recursive sort that is given a function to compare by.
static double up(double a, double b) { return a - b; }
static double down(double a, double b) { return b - a; }

static void sort_by(double *x, int n, double (*compare)(double, double)) {
  if (n < 2) return;
  double pivot = x[n / 2];
  int i = 0, j = n - 1;
  while (i <= j) {
    while (compare(x[i], pivot) < 0) i++;
    while (compare(x[j], pivot) > 0) j--;
    if (i <= j) {
      double t = x[i];
      x[i] = x[j];
      x[j] = t;
      i++;
      j--;
    }
  }
  sort_by(x, j + 1, compare);
  sort_by(x + i, n - i, compare);
}

double sorted_by_function(double *x, int n) {
  double sum = 0;
  sort_by(x, n, x[0] > 0 ? up : down);
  for (int i = 0; i < n; i++) sum += x[i] * x[i] * (i + 1);
  sort_by(x, n / 2, down);
  for (int i = 0; i < n; i++) sum += x[i] * (i + 1);
  return sum;
}
