// Requests for derivatives in the words of Enzyme; each function returns how far they are from what they should be.
#include <math.h>
#include <stdlib.h>

extern int enzyme_dup, enzyme_dupnoneed, enzyme_out, enzyme_const, enzyme_primal_return;
extern double __enzyme_autodiff(void *, ...);
extern void __enzyme_autodiff_buffers(void *, ...);
extern float __enzyme_autodiff_float(void *, ...);
extern double __enzyme_fwddiff(void *, ...);
struct pair {
  double a, b;
};
extern struct pair __enzyme_autodiff_pair(void *, ...);
extern struct pair __enzyme_fwddiff_pair(void *, ...);
struct triple {
  double value, a, b;
};
extern struct triple __enzyme_autodiff_triple(void *, ...);

struct floats {
  float a, b;
};
extern struct floats __enzyme_autodiff_floats(void *, ...);
struct three_floats {
  float value, derivatives[2];
};
extern struct three_floats __enzyme_autodiff_three_floats(void *, ...);
struct nested {
  double value;
  struct {
    double derivatives[2];
    float third;
  } rest;
};
extern struct nested __enzyme_autodiff_nested(void *, ...);

static double worst(double a, double b) { return fabs(a) > fabs(b) || isnan(a) ? fabs(a) : fabs(b); }

static double product(double x, double y) { return sin(x) * y * y; }

double numbers(void) {
  double x = 0.7, y = 1.3;
  double byX = cos(x) * y * y, byY = 2 * sin(x) * y;
  double error = __enzyme_autodiff((void *)product, enzyme_out, x, enzyme_const, y) - byX;
  error = worst(error, __enzyme_autodiff((void *)product, enzyme_const, x, y) - byY);
  error = worst(error, __enzyme_autodiff((void *)product, "enzyme_out", x, "enzyme_const", y) - byX);
  struct pair both = __enzyme_autodiff_pair((void *)product, x, y);
  return worst(error, worst(both.a - byX, both.b - byY));
}

double values_too(void) {
  double x = 0.7, y = 1.3;
  double byX = cos(x) * y * y, byY = 2 * sin(x) * y;
  struct triple all = __enzyme_autodiff_triple((void *)product, enzyme_primal_return, x, y);
  double error = worst(all.value - product(x, y), worst(all.a - byX, all.b - byY));
  struct pair tangent = __enzyme_fwddiff_pair((void *)product, enzyme_primal_return, x, 2.0, enzyme_dup, y, -1.0);
  return worst(error, worst(tangent.a - product(x, y), tangent.b - (2 * byX - byY)));
}

double tangents(void) {
  double x = 0.7, y = 1.3;
  double error = __enzyme_fwddiff((void *)product, x, 2.0, y, 0.5) - (2 * cos(x) * y * y + sin(x) * y);
  return worst(error, __enzyme_fwddiff((void *)product, enzyme_const, x, enzyme_dup, y, 1.0) - 2 * sin(x) * y);
}

static float half(float x, short n) { return x * x * n; }

double small_numbers(void) { return __enzyme_autodiff_float((void *)half, 1.5f, (short)3) - 9; }

static float square_times(float x, float y) { return x * x * y; }
static double mixed(double x, double y, float z) { return x * y * y * z; }

double structs_of_any_kind(void) {
  struct floats two = __enzyme_autodiff_floats((void *)square_times, 2.0f, 3.0f);
  double error = worst(two.a - 12, two.b - 4);
  struct three_floats three = __enzyme_autodiff_three_floats((void *)square_times, enzyme_primal_return, 2.0f, 3.0f);
  error = worst(error, worst(three.value - 12, worst(three.derivatives[0] - 12, three.derivatives[1] - 4)));
  struct nested all = __enzyme_autodiff_nested((void *)mixed, enzyme_primal_return, 2.0, 3.0, 5.0f);
  error = worst(error, worst(all.value - 90, all.rest.third - 18));
  return worst(error, worst(all.rest.derivatives[0] - 45, all.rest.derivatives[1] - 60));
}

struct particle {
  double position[3], mass;
  int id;
  struct particle *other;
};

static double attraction(struct particle *p, int n, double *work) {
  double sum = 0;
  for (int i = 0; i < n; i++) {
    double square = 0.01;
    for (int k = 0; k < 3; k++) {
      work[k] = p[i].position[k] - p[i].other->position[k];
      square += work[k] * work[k];
    }
    sum += p[i].mass * p[i].other->mass / sqrt(square) * (p[i].id + 1);
  }
  return sum;
}

static void fill(struct particle *p, struct particle *others) {
  for (int i = 0; i < 4; i++) {
    for (int k = 0; k < 3; k++) p[i].position[k] = sin(3 * i + k);
    p[i].mass = 1 + 0.2 * i;
    p[i].id = i;
    p[i].other = &others[(i + 1) % 4];
  }
}

double buffers(void) {
  struct particle p[4], shadow[4] = {0};
  double work[3], work_shadow[3] = {0}, error = 0, h = 1e-6;
  fill(p, p);
  for (int i = 0; i < 4; i++) shadow[i].other = &shadow[(i + 1) % 4];
  __enzyme_autodiff_buffers((void *)attraction, enzyme_dup, p, shadow, 4, enzyme_dupnoneed, work, work_shadow);
  for (int i = 0; i < 4; i++) {
    double *places[] = {&p[i].position[0], &p[i].position[1], &p[i].position[2], &p[i].mass};
    double adjoints[] = {shadow[i].position[0], shadow[i].position[1], shadow[i].position[2], shadow[i].mass};
    for (int k = 0; k < 4; k++) {
      double before = *places[k];
      *places[k] = before + h;
      double up = attraction(p, 4, work);
      *places[k] = before - h;
      double down = attraction(p, 4, work);
      *places[k] = before;
      error = worst(error, (up - down) / (2 * h) - adjoints[k]);
    }
  }
  return error;
}

struct two {
  double a, b;
};
struct many {
  double value, dots[3];
};
extern int enzyme_width, enzyme_dupv;
extern struct two __enzyme_fwddiff_two(void *, ...);
extern struct many __enzyme_fwddiff_many(void *, ...);

static double counted(double *x, int n, int *calls) {
  double s = 0;
  for (int i = 0; i < n; i++) {
    x[i] *= x[(i + 1) % n];
    s += sin(x[i]) * (i + 1);
  }
  ++*calls;
  return s;
}

double several_tangents(void) {
  double x = 0.7, y = 1.3;
  struct two t = __enzyme_fwddiff_two((void *)product, enzyme_width, 2, enzyme_dup, x, 1.0, 0.5, enzyme_dup, y, 0.0, 2.0);
  double error = worst(t.a - cos(x) * y * y, t.b - (0.5 * cos(x) * y * y + 4 * sin(x) * y));
  double given[3] = {0.3, 0.8, -0.4}, dots[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, points[3], h = 1e-6;
  for (int k = 0; k < 3; k++) {
    double up[3], down[3];
    int calls = 0;
    for (int i = 0; i < 3; i++) up[i] = given[i] + h * (i == k), down[i] = given[i] - h * (i == k);
    points[k] = (counted(up, 3, &calls) - counted(down, 3, &calls)) / (2 * h);
  }
  double again[3] = {given[0], given[1], given[2]}, spaced[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  int calls = 0;
  struct many m = __enzyme_fwddiff_many((void *)counted, enzyme_width, 3, enzyme_primal_return, enzyme_dup, given, dots[0],
                                        dots[1], dots[2], 3, enzyme_const, &calls);
  for (int k = 0; k < 3; k++) error = worst(error, m.dots[k] - points[k]);
  error = worst(error, calls - 1);
  m = __enzyme_fwddiff_many((void *)counted, enzyme_width, 3, enzyme_primal_return, enzyme_dupv, sizeof(spaced[0]), again,
                            spaced, 3, enzyme_const, &calls);
  for (int k = 0; k < 3; k++) error = worst(error, m.dots[k] - points[k]);
  for (int k = 0; k < 3; k++) error = worst(error, spaced[k][1] - dots[k][1]);
  return worst(error, calls - 2);
}

extern struct two __enzyme_autodiff_two(void *, ...);
struct five {
  double value, ofX[2], ofY[2];
};
extern struct five __enzyme_autodiff_five(void *, ...);

/** What it writes it does not read. */
static void curve(const double *x, double *y, double w) {
  y[0] = w * x[0] * sin(x[1]);
  y[1] = x[1] * x[1] * x[0] + w;
}

double several_adjoints(void) {
  double x[2] = {0.7, 1.3}, y[2], w = 2.5;
  double dx[2][2] = {{0}}, dy[2][2] = {{1, 0}, {0, 1}};
  struct two t = __enzyme_autodiff_two((void *)curve, enzyme_width, 2, enzyme_dup, x, dx[0], dx[1], enzyme_dup, y, dy[0],
                                       dy[1], enzyme_out, w);
  double rows[2][2] = {{w * sin(x[1]), w * x[0] * cos(x[1])}, {x[1] * x[1], 2 * x[1] * x[0]}};
  double error = worst(t.a - x[0] * sin(x[1]), t.b - 1);
  double again[2][2] = {{0}}, seeds[2][2] = {{1, 0}, {0, 1}};
  __enzyme_autodiff_two((void *)curve, enzyme_width, 2, enzyme_dupv, sizeof(again[0]), x, again, enzyme_dupv,
                        sizeof(seeds[0]), y, seeds, enzyme_const, w);
  for (int k = 0; k < 2; k++) {
    for (int i = 0; i < 2; i++) {
      error = worst(error, dx[k][i] - rows[k][i]);
      error = worst(error, again[k][i] - rows[k][i]);
      error = worst(error, dy[k][i]);
    }
  }
  struct five all = __enzyme_autodiff_five((void *)product, enzyme_width, 2, enzyme_primal_return, 0.7, 1.3);
  error = worst(error, worst(all.value - product(0.7, 1.3), all.ofX[0] - cos(0.7) * 1.69));
  return worst(error, worst(all.ofX[1] - all.ofX[0], worst(all.ofY[0] - 2.6 * sin(0.7), all.ofY[1] - all.ofY[0])));
}

// The halves of reverse mode by themselves; what is between them is a tape.

extern void *__enzyme_augmentfwd(void *, ...);
struct taped {
  void *tape;
  double value;
};
extern struct taped __enzyme_augmentfwd_value(void *, ...);
extern void __enzyme_augmentfwd_in_place(void *, ...);
extern int __enzyme_augmentsize(void *, ...);
extern void __enzyme_reverse(void *, ...);
extern double __enzyme_reverse_number(void *, ...);
extern struct pair __enzyme_reverse_pair(void *, ...);
extern int enzyme_tape, enzyme_allocated;

/** Overwrites what it reads, in a loop whose length follows from the numbers. */
static void settle(double *x, double *steps, int n) {
  while (x[0] > 0.1) {
    for (int i = 0; i < n; i++) x[i] = x[i] * x[(i + 1) % n] * 0.8 + 0.02 * sin(x[i]);
    *steps += x[0] * x[1];
  }
}

static double power(double x, int n) { return n == 0 ? 1 : x * power(x, n - 1); }

static double kept(double *a, double x, int n) {
  double s = 0;
  for (int i = 0; i < n; i++) {
    a[i] = sin(a[i] * x);
    s += a[i] * power(x, 3);
  }
  return s;
}

double halves(void) {
  double start[3] = {0.9, 0.8, 0.7}, error = 0, h = 1e-6;
  double x[3], dx[3] = {0}, steps = 0, dsteps = 1;
  for (int i = 0; i < 3; i++) x[i] = start[i];
  void *tape = __enzyme_augmentfwd((void *)settle, enzyme_dup, x, dx, enzyme_dup, &steps, &dsteps, 3);
  double once = steps, other[3] = {0.5, 0.5, 0.5}, dother[3] = {0}, others = 0, dothers = 1;
  // Another one in between.
  void *second = __enzyme_augmentfwd((void *)settle, enzyme_dup, other, dother, enzyme_dup, &others, &dothers, 3);
  x[0] = x[1] = x[2] = 17;
  __enzyme_reverse((void *)settle, enzyme_dup, x, dx, enzyme_dup, &steps, &dsteps, 3, tape);
  __enzyme_reverse((void *)settle, enzyme_dup, other, dother, enzyme_dup, &others, &dothers, 3, second);
  for (int k = 0; k < 3; k++) {
    double sides[2];
    for (int side = 0; side < 2; side++) {
      double y[3] = {start[0], start[1], start[2]}, sum = 0;
      y[k] += side ? h : -h;
      settle(y, &sum, 3);
      sides[side] = sum;
    }
    error = worst(error, dx[k] - (sides[1] - sides[0]) / (2 * h));
  }
  double plain[3] = {0.9, 0.8, 0.7}, sum = 0, both[3] = {0}, seed = 1;
  settle(plain, &sum, 3);
  error = worst(error, once - sum);
  double fresh[3] = {0.5, 0.5, 0.5};
  sum = 0;
  __enzyme_autodiff_buffers((void *)settle, enzyme_dup, fresh, both, enzyme_dup, &sum, &seed, 3);
  for (int k = 0; k < 3; k++) error = worst(error, dother[k] - both[k]);
  return error;
}

static double keptAt(const double *start, double x) {
  double a[2] = {start[0], start[1]};
  return kept(a, x, 2);
}

double halves_of_values(void) {
  double start[2] = {0.4, -0.9}, x = 1.2, h = 1e-6, a[2] = {0.4, -0.9}, da[2] = {0};
  double byX = (keptAt(start, x + h) - keptAt(start, x - h)) / (2 * h);
  struct taped t = __enzyme_augmentfwd_value((void *)kept, enzyme_dup, a, da, x, 2);
  double error = worst(t.value - keptAt(start, x), a[1] - sin(-0.9 * 1.2));
  double bar = __enzyme_reverse_number((void *)kept, enzyme_dup, a, da, x, 2, 3.0, t.tape);
  error = worst(error, bar - 3 * byX);
  for (int k = 0; k < 2; k++) {
    double up[2] = {start[0], start[1]}, down[2] = {start[0], start[1]};
    up[k] += h, down[k] -= h;
    error = worst(error, da[k] - 3 * (keptAt(up, x) - keptAt(down, x)) / (2 * h));
  }
  double b[2] = {0.4, -0.9}, db[2] = {0};
  int size = __enzyme_augmentsize((void *)kept, enzyme_dup, enzyme_out, enzyme_const);
  void *room = malloc(size);
  __enzyme_augmentfwd_in_place((void *)kept, enzyme_allocated, size, enzyme_tape, room, enzyme_dup, b, db, x, 2);
  bar = __enzyme_reverse_number((void *)kept, enzyme_allocated, size, enzyme_tape, room, enzyme_dup, b, db, x, 2, 3.0);
  free(room);
  error = worst(error, worst(bar - 3 * byX, worst(db[0] - da[0], db[1] - da[1])));
  struct taped p = __enzyme_augmentfwd_value((void *)product, 0.7, 1.3);
  struct pair both = __enzyme_reverse_pair((void *)product, 0.7, 1.3, 1.0, p.tape);
  error = worst(error, p.value - product(0.7, 1.3));
  return worst(error, worst(both.a - cos(0.7) * 1.69, both.b - 2.6 * sin(0.7)));
}
