// Functions with any number of arguments.
#include <stdarg.h>
#include <stdio.h>

__attribute__((noinline)) static double sum_of(const char *kinds, ...) {
  va_list args, copy;
  va_start(args, kinds);
  va_copy(copy, args);
  double sum = 0;
  for (const char *k = kinds; *k; k++) {
    if (*k == 'd') sum += va_arg(args, double);
    else if (*k == 'i') sum += va_arg(args, int);
    else sum += va_arg(args, long);
  }
  va_end(args);
  if (kinds[0] == 'i') sum += va_arg(copy, int);
  va_end(copy);
  return sum;
}

double variadic(void) {
  char text[64];
  int n = snprintf(text, sizeof text, "%d %.3f %s %c", 42, 2.5, "x", 'y');
  return sum_of("idldi", 1, 2.5, 3L, 4.5, 5) + sum_of("") + n + text[3];
}
