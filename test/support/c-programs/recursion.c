// Functions that call themselves and each other.
__attribute__((noinline)) static int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
static unsigned ackermann(unsigned m, unsigned n) { return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1)); }
static int is_odd(unsigned n);
static int is_even(unsigned n) { return n == 0 || is_odd(n - 1); }
static int is_odd(unsigned n) { return n != 0 && is_even(n - 1); }

static void quicksort(double *a, int n) {
  if (n < 2) return;
  double pivot = a[n / 2];
  int i = 0, j = n - 1;
  while (i <= j) {
    while (a[i] < pivot) i++;
    while (a[j] > pivot) j--;
    if (i <= j) {
      double t = a[i];
      a[i++] = a[j];
      a[j--] = t;
    }
  }
  quicksort(a, j + 1);
  quicksort(a + i, n - i);
}

static double power(double x, unsigned n) {
  if (n == 0) return 1;
  double h = power(x, n / 2);
  return n % 2 ? h * h * x : h * h;
}

double recursion(void) {
  double a[25];
  for (int i = 0; i < 25; i++) a[i] = (i * 17) % 25 - 3.5;
  quicksort(a, 25);
  double sum = 0;
  for (int i = 0; i < 25; i++) sum += i * a[i];
  return sum + fibonacci(12) + ackermann(2, 3) + is_even(10) + power(1.1, 13);
}
