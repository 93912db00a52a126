// Elimination with a choice of the pivot: the determinant of a 3 x 3 matrix, squared.
#include <math.h>

double gauss(double *x, int n) {
  double a[3][3];
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++) a[i][j] = x[3 * i + j];
  double determinant = 1;
  for (int k = 0; k < 3; k++) {
    int pivot = k;
    for (int i = k + 1; i < 3; i++)
      if (fabs(a[i][k]) > fabs(a[pivot][k])) pivot = i;
    if (pivot != k) {
      for (int j = 0; j < 3; j++) {
        double swapped = a[k][j];
        a[k][j] = a[pivot][j];
        a[pivot][j] = swapped;
      }
      determinant = -determinant;
    }
    determinant *= a[k][k];
    for (int i = k + 1; i < 3; i++) {
      double factor = a[i][k] / a[k][k];
      for (int j = k; j < 3; j++) a[i][j] -= factor * a[k][j];
    }
  }
  return determinant * determinant + x[n - 1];
}
