// Horner's scheme over a constant table, and a polynomial given by the caller.
static const double coefficients[] = {1.0, -0.5, 0.25, -0.125, 0.0625, -0.03125};

__attribute__((noinline)) double horner(const double *c, int degree, double x) {
  double value = c[degree];
  while (degree-- > 0) value = value * x + c[degree];
  return value;
}

double polynomial(void) {
  double total = 0;
  for (int k = -4; k <= 4; k++) total += horner(coefficients, 5, k / 4.0);
  return total;
}
