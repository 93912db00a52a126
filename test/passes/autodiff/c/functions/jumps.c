// Jumps into loops and out of them.
double jumps(double *x, int n) {
  int i = 0;
  double state = 1;
again:
  if (i >= n) goto done;
  state *= 1 + 0.1 * x[i];
  if (x[i] > 0.4) {
    i++;
    if (state > 1.2) {
      state -= 0.2 * x[0];
      goto again;
    }
  }
  i++;
  if (i % 5 == 4) goto squared;
  state += x[i % n] * 0.3;
  goto again;
squared:
  state = state * state * 0.5;
  goto again;
done:
  return state;
}
