// Branches of all kinds inside of a loop.
double switches(double *x, int n) {
  double state = 1;
  for (int i = 0; i < n; i++) {
    switch (i % 4) {
      case 0:
        state *= x[i];
        break;
      case 1:
        state += x[i] * x[i];
        break;
      case 2:
        if (x[i] > 0.5) continue;
        state -= x[i];
        break;
      default:
        if (state > 100) return state * x[0];
        state *= 1 + 0.1 * x[i];
    }
  }
  return state;
}
