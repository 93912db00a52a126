// Complex numbers of the language.
#include <complex.h>

__attribute__((noinline)) static double complex evaluate(double complex z, int n) {
  double complex sum = 0;
  for (int i = 0; i < n; i++) sum = sum * z + (i - 1.0 * I);
  return sum / (1.0 + z);
}

__attribute__((noinline)) static float complex narrow(float complex a, float complex b) { return a * b + conjf(a); }

double complexes(void) {
  double complex z = evaluate(0.3 + 0.7 * I, 6);
  float complex w = narrow(1.0f + 2.0f * I, 0.5f - 1.0f * I);
  return creal(z) + 2 * cimag(z) + crealf(w) - cimagf(w);
}
