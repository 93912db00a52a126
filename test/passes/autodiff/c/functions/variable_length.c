// Local arrays whose length is known at run time, one in each round.
double variable_length(double *x, int n) {
  double sum = 0;
  for (int round = 1; round < 4; round++) {
    double values[n * round];
    for (int i = 0; i < n * round; i++) values[i] = x[i % n] * round;
    for (int i = 1; i < n * round; i++) values[i] += values[i - 1] * values[i] * 0.01;
    sum += values[n * round - 1] * values[0];
  }
  return sum;
}
