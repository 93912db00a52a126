// Two local arrays that change places after each step.
double two_buffers(double *x, int n) {
  double first[16], second[16];
  double *from = first, *to = second;
  for (int i = 0; i < n; i++) from[i] = x[i];
  for (int step = 0; step < 5; step++) {
    for (int i = 0; i < n; i++) to[i] = from[i] + 0.1 * from[(i + 1) % n] * from[i];
    double *swapped = from;
    from = to;
    to = swapped;
  }
  double sum = 0;
  for (int i = 0; i < n; i++) sum += from[i] * from[i];
  return sum;
}
