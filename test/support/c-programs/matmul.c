// Matrices as arrays of arrays, of fixed and of variable size.
#define N 9

static void multiply(double c[N][N], double a[N][N], double b[N][N]) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      double sum = 0;
      for (int k = 0; k < N; k++) sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

__attribute__((noinline)) static double trace_of_power(int n, double m[n][n]) {
  double square[n][n];
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      square[i][j] = 0;
      for (int k = 0; k < n; k++) square[i][j] += m[i][k] * m[k][j];
    }
  double trace = 0;
  for (int i = 0; i < n; i++) trace += square[i][i];
  return trace;
}

double matmul(void) {
  static double a[N][N], b[N][N], c[N][N];
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      a[i][j] = i - 2 * j;
      b[i][j] = 1.0 / (1 + i + j);
    }
  multiply(c, a, b);
  return trace_of_power(N, c);
}
