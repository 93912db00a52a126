// Functions that change the structs that they have got copies of.
struct big {
  double a[5];
  int n;
  double scale;
};

__attribute__((noinline)) static double use(struct big b) {
  double s = 0;
  for (int i = 0; i < b.n; i++) s += b.a[i] * b.scale;
  b.scale = 0;
  return s;
}

__attribute__((noinline)) static struct big make(const double *x, int n) {
  struct big b = {{x[0], x[1], x[2] * x[3], x[4], x[5]}, n, x[6]};
  return b;
}

double passed_copies(double *x, int n) {
  struct big b = make(x, 5);
  double s = use(b);
  b.scale *= s;
  b.n = 3;
  return use(b) + b.scale + make(x + 1, 4).a[3];
}
