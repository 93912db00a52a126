// Structs of numbers that functions take and return.
typedef struct {
  double re, im;
} number;

__attribute__((noinline)) static number product(number a, number b) {
  number result = {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
  return result;
}

double complex_product(double *x, int n) {
  number z = {1, 0};
  for (int i = 0; i + 1 < n; i += 2) {
    number factor = {x[i] + 0.5, x[i + 1]};
    z = product(z, factor);
  }
  return z.re * z.re + 2 * z.im;
}
