// Calls through pointers whose functions are known: tables, choices, variables, and arguments of static functions.
#include <math.h>
#include <stdlib.h>

typedef double function(double);

static double square(double x) { return x * x; }
static double shifted(double x) { return sin(x) + 0.5 * x; }
static double inverse(double x) { return 1 / (2 + x); }

static function *const table[] = {square, shifted, inverse, exp};

struct method {
  const char *name;
  function *apply;
  double (*combine)(const double *, int);
  int order;
};

static double sum(const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; i++) s += x[i];
  return s;
}
static double product(const double *x, int n) {
  double p = 1;
  for (int i = 0; i < n; i++) p *= x[i];
  return p;
}
static void scale(double *x, int n) {
  for (int i = 0; i < n; i++) x[i] *= x[(i + 1) % n];
}
static void square_all(double *x, int n) {
  for (int i = 0; i < n; i++) x[i] *= x[i];
}

static const struct method methods[] = {{"first", square, sum, 1}, {"second", inverse, product, 2}, {"third", sin, sum, 3}};

static function *current = square;

__attribute__((noinline)) static double apply(function *f, double x) { return f(x) * f(x + 1); }

__attribute__((noinline)) static double halves(function *f, double a, double b, int depth) {
  double middle = 0.5 * (a + b);
  if (depth == 0) return (b - a) * f(middle);
  return halves(f, a, middle, depth - 1) + halves(f, middle, b, depth - 1);
}

__attribute__((noinline)) static void each(void (*change)(double *, int), double *x, int n) { change(x, n); }

double function_pointers(double *x, int n) {
  double r = 0;
  current = square;
  function *local[3];
  local[0] = cos;
  local[1] = table[0];
  local[2] = shifted;
  for (int i = 0; i < n; i++) {
    r += table[i % 4](x[i]);
    r += local[(i + 1) % 3](x[i] * x[0]);
    r += methods[i % 3].apply(x[i]) * methods[i % 3].order;
    function *chosen = x[i] > 0.4 ? square : inverse;
    r += chosen(x[i]);
    if (i == 3) current = shifted;
    r += current(x[i]);
    r += apply(i % 2 ? table[2] : square, x[i]);
  }
  for (int k = 0; k < 3; k++) r += methods[k].combine(x, n);
  each(x[0] > 0 ? scale : square_all, x, n);
  each(square_all, x, n);
  r += halves(shifted, x[0], x[1], 3) + halves(square, x[1], x[2], 2);
  return r + sum(x, n);
}
