// A fast Fourier transform in place, with the complex numbers of C.
#include <complex.h>
#include <math.h>

double fft(double *x, int n) {
  double complex z[8];
  for (int i = 0; i < 8; i++) z[i] = x[i] + I * x[(i + 4) % n];
  for (int i = 1, j = 0; i < 8; i++) {
    int bit = 4;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      double complex t = z[i];
      z[i] = z[j];
      z[j] = t;
    }
  }
  for (int len = 2; len <= 8; len <<= 1) {
    double angle = -2 * 3.14159265358979323846 / len;
    double complex wl = cos(angle) + I * sin(angle);
    for (int i = 0; i < 8; i += len) {
      double complex w = 1;
      for (int j = 0; j < len / 2; j++) {
        double complex u = z[i + j], v = z[i + j + len / 2] * w;
        z[i + j] = u + v;
        z[i + j + len / 2] = u - v;
        w *= wl;
      }
    }
  }
  double s = 0;
  for (int i = 0; i < 8; i++) s += (i + 1) * (creal(z[i]) * creal(z[i]) + cimag(z[i]) * cimag(z[i]));
  return s;
}
