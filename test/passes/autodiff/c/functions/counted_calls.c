// A function that counts its calls in a global, and does something else each time.
static int calls;
static double factors[4] = {0.5, 1.5, 2.5, 3.5};

__attribute__((noinline)) static double look(double y) {
  calls++;
  return y * y * factors[calls & 3];
}

double counted_calls(double *x, int n) {
  calls = 0;
  double sum = 0;
  for (int i = 0; i < n; i++) sum += look(x[i]) * x[0];
  return sum;
}
