// Switches: dense, sparse, with fallthrough, on wide and on narrow integers.
__attribute__((noinline)) static int dense(int op, int a, int b) {
  switch (op) {
    case 0: return a + b;
    case 1: return a - b;
    case 2: return a * b;
    case 3: return b ? a / b : 0;
    case 4: return a & b;
    case 5: return a | b;
    case 6: return a ^ b;
    case 7: return a << (b & 31);
    default: return -1;
  }
}

__attribute__((noinline)) static long sparse(long key) {
  long r = 0;
  switch (key) {
    case -5000000000L: r = 1; break;
    case 17: r += 2; /* fallthrough */
    case 18: r += 3; break;
    case 100 ... 120: r = key; break;
    case 1L << 40: r = 9;
  }
  return r;
}

__attribute__((noinline)) static double shape(unsigned char kind, double x) {
  switch (kind) {
    case 'a': x = x * x; break;
    case 'b': x = x + 1; break;
    case 'c': x = -x; break;
    default: x = 0.5;
  }
  return x;
}

__attribute__((noinline)) static int table(int i) {
  switch (i) { case 0: return 3; case 1: return 1; case 2: return 4; case 3: return 1; case 4: return 5; case 5: return 9; default: return 0; }
}

double switches(void) {
  double sum = 0;
  for (int i = -1; i < 10; i++) sum += dense(i, 1000 + i, 3) + table(i);
  sum += sparse(-5000000000L) + sparse(17) + sparse(18) + sparse(110) + sparse(1L << 40) + sparse(5);
  for (unsigned char c = 'a'; c < 'e'; c++) sum += shape(c, c / 3.0);
  return sum;
}
