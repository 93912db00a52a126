// Pointers in memory: rows of a matrix that change places, and a struct that refers to its data.
struct view {
  double *data;
  int length;
  double scale;
};

__attribute__((noinline)) static double total(const struct view *view) {
  double sum = 0;
  for (int i = 0; i < view->length; i++) sum += view->data[i] * view->data[i];
  return sum * view->scale;
}

double pointers(double *x, int n) {
  double *rows[3];
  int length = n / 3;
  for (int i = 0; i < 3; i++) rows[i] = x + i * length;
  for (int round = 0; round < 4; round++) {
    double *first = rows[0];
    for (int i = 0; i < 2; i++) rows[i] = rows[i + 1];
    rows[2] = first;
    for (int j = 0; j < length; j++) rows[0][j] += 0.3 * rows[1][j] * rows[2][j];
  }
  struct view view = {rows[0], length, x[n - 1]};
  return total(&view);
}
