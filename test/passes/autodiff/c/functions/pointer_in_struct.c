// A struct that points to one of its parts.
struct in {
  double a;
  double b[2];
};

struct out {
  struct in i[3];
  struct in *best;
  double sum;
};

double pointer_in_struct(double *x, int n) {
  struct out o;
  o.sum = 0;
  for (int i = 0; i < 3; i++) {
    o.i[i].a = x[3 * i];
    o.i[i].b[0] = x[3 * i + 1];
    o.i[i].b[1] = x[3 * i + 2];
  }
  o.best = &o.i[0];
  for (int i = 1; i < 3; i++) if (o.i[i].a > o.best->a) o.best = &o.i[i];
  o.best->a *= 2;
  for (int i = 0; i < 3; i++) o.sum += o.i[i].a * o.i[i].b[0] + o.i[i].b[1];
  return o.sum * o.best->b[1];
}
