// The functions of <complex.h>.
#include <complex.h>

static double complex sum(double complex c) {
  double complex first = cexp(c) + csqrt(c) * csin(c) + ccos(c) * clog(c) + cpow(c, 1.5 + c) + ctan(c);
  double complex second = casin(c * 0.3) * cacos(c) + catan(c) * csinh(c) + ccosh(c) + ctanh(c);
  return first + second / (2 + c) + casinh(c) + cacosh(c + 1) * catanh(c) + cabs(c) + carg(c) * conj(c);
}

double complex_functions(double *x, int n) {
  double complex all = 1;
  for (int i = 0; i + 1 < n; i += 4) all *= sum(x[i] + I * x[i + 1]);
  return creal(all) + cimag(all);
}
