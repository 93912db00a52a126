// How often the loop runs depends on the data.
double recurrence(double *x, int n) {
  double state = x[0];
  int i = 0;
  for (int count = 0; state < 10 && count < 1000; count++) {
    state += state * x[i] * x[i] + 0.1;
    if (++i == n) i = 0;
  }
  return state * state;
}
