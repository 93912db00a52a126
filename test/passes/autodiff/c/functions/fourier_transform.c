// A Fourier transform in place by halves: the even elements and the odd ones, with pointers and strides.
#include <math.h>

__attribute__((noinline)) static void transform(double *re, double *im, double *work, int n, int stride) {
  if (n == 1) return;
  transform(re, im, work, n / 2, 2 * stride);
  transform(re + stride, im + stride, work, n / 2, 2 * stride);
  for (int k = 0; k < n / 2; k++) {
    double c = cos(6.283185307179586 * k / n), s = sin(6.283185307179586 * k / n);
    double a = re[2 * k * stride], b = im[2 * k * stride];
    double p = re[(2 * k + 1) * stride], q = im[(2 * k + 1) * stride];
    double u = p * c + q * s, v = q * c - p * s;
    work[2 * k] = a + u;
    work[2 * k + 1] = b + v;
    work[2 * k + n] = a - u;
    work[2 * k + n + 1] = b - v;
  }
  for (int k = 0; k < n; k++) {
    re[k * stride] = work[2 * k];
    im[k * stride] = work[2 * k + 1];
  }
}

double fourier_transform(double *x, int n) {
  double im[8] = {0}, work[16], sum = 0;
  for (int i = 0; i < 8; i++) im[i] = 0.1 * x[i] * x[n - 1];
  transform(x, im, work, 8, 1);
  for (int i = 0; i < 8; i++) sum += (i + 1) * (x[i] * x[i] - im[i] * x[i]);
  return sum;
}
