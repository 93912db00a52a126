// Local matrices of variable size, some of them in a loop.
double variable_matrices(double *x, int n) {
  int r = 3, c = n / r;
  double m[r][c], t[c][r], s = 0;
  for (int i = 0; i < r; i++) for (int j = 0; j < c; j++) m[i][j] = x[i * c + j];
  for (int i = 0; i < r; i++) for (int j = 0; j < c; j++) t[j][i] = m[i][j] * m[i][j];
  for (int k = 1; k < 4; k++) {
    double w[k];
    for (int i = 0; i < k; i++) w[i] = t[i][k % r] * k;
    for (int i = 0; i < k; i++) s += w[i] * w[k - 1 - i];
  }
  return s;
}
