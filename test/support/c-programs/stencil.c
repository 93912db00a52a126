// Time steps in place and between two buffers.
#include <string.h>

enum { N = 32 };

static void heat(double *u, int n, double c) {
  double left = u[0];
  for (int i = 1; i < n - 1; i++) {
    double here = u[i];
    u[i] += c * (left - 2 * here + u[i + 1]);
    left = here;
  }
}

static void wave(double (*now)[N], double (*before)[N], double (*next)[N]) {
  for (int i = 1; i < N - 1; i++)
    for (int j = 1; j < N - 1; j++)
      next[i][j] = 2 * now[i][j] - before[i][j] + 0.1 * (now[i - 1][j] + now[i + 1][j] + now[i][j - 1] + now[i][j + 1] - 4 * now[i][j]);
}

double stencil(void) {
  static double grid[3][N][N];
  double u[50] = {0};
  u[25] = 100;
  for (int t = 0; t < 40; t++) heat(u, 50, 0.2);
  memset(grid, 0, sizeof grid);
  grid[0][10][12] = grid[1][10][12] = 1;
  for (int t = 0; t < 12; t++) wave(grid[(t + 1) % 3], grid[t % 3], grid[(t + 2) % 3]);
  return u[20] + u[25] * 3 + grid[1][11][12] + grid[2][9][9];
}
