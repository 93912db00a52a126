// A Fourier transform in place.
#include <math.h>

static void transform(double *re, double *im, unsigned n) {
  for (unsigned i = 1, j = 0; i < n; i++) {
    unsigned bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      double t = re[i];
      re[i] = re[j];
      re[j] = t;
      t = im[i];
      im[i] = im[j];
      im[j] = t;
    }
  }
  for (unsigned len = 2; len <= n; len <<= 1) {
    double angle = -2 * 3.14159265358979323846 / len;
    for (unsigned i = 0; i < n; i += len)
      for (unsigned k = 0; k < len / 2; k++) {
        double c = cos(angle * k), s = sin(angle * k);
        double ur = re[i + k], ui = im[i + k];
        double vr = re[i + k + len / 2] * c - im[i + k + len / 2] * s;
        double vi = re[i + k + len / 2] * s + im[i + k + len / 2] * c;
        re[i + k] = ur + vr;
        im[i + k] = ui + vi;
        re[i + k + len / 2] = ur - vr;
        im[i + k + len / 2] = ui - vi;
      }
  }
}

double fourier(void) {
  double re[16], im[16];
  for (int i = 0; i < 16; i++) {
    re[i] = i % 5;
    im[i] = 0.5 * (i % 3);
  }
  transform(re, im, 16);
  return re[0] + 2 * re[3] + im[5] - im[9];
}
