// Numbers in global variables: an array, a struct with an integer, and a static variable of a function.
static double work[12];
static struct {
  double sum, last;
  int count;
} state;

__attribute__((noinline)) static double smooth(double x) {
  static double average;
  if (state.count == 0) average = x;
  average = 0.75 * average + 0.25 * x * x;
  state.count++;
  state.last = average;
  return average * state.sum;
}

__attribute__((noinline)) static void halves(int from, int to) {
  if (to - from < 2) {
    state.sum += work[from] * state.last;
    return;
  }
  int middle = (from + to) / 2;
  halves(from, middle);
  work[middle] *= state.sum;
  halves(middle, to);
}

double global_state(double *x, int n) {
  state.sum = 1;
  state.last = 0.5;
  state.count = 0;
  for (int i = 0; i < n; i++) work[i] = smooth(x[i]);
  halves(0, n);
  return state.sum * work[n / 2] + state.last;
}
