// A matrix of 3 rows times a vector, into a local array; then the sum of the fourth powers.
double matrix_vector(double *x, int n) {
  double product[3];
  int columns = n / 4;
  for (int i = 0; i < 3; i++) {
    product[i] = 0;
    for (int j = 0; j < columns; j++) product[i] += x[i * columns + j] * x[3 * columns + j];
  }
  double sum = 0;
  for (int i = 0; i < 3; i++) {
    double square = product[i] * product[i];
    sum += square * square;
  }
  return sum;
}
