// Objects whose first field points to a table of functions, as C++ makes them; called in loops and through each other.
#include <math.h>
#include <stdlib.h>

struct shape;
struct table {
  double (*area)(const struct shape *);
  void (*scale)(struct shape *, double);
  struct shape *(*inner)(const struct shape *);
};
struct shape {
  const struct table *table;
  double a, b;
  struct shape *other;
};

static double disc_area(const struct shape *s) { return 3.25 * s->a * s->a + sin(s->b); }
static double box_area(const struct shape *s) { return s->a * s->b; }
static double frame_area(const struct shape *s) {
  return s->a * s->b - (s->other ? s->other->a * s->other->b * 0.5 : 0);
}
static void both(struct shape *s, double by) {
  s->a *= by;
  s->b *= by;
}
static void first(struct shape *s, double by) { s->a = s->a * by + 0.1; }
static struct shape *none(const struct shape *s) { return 0; }
static struct shape *other(const struct shape *s) { return s->other; }

static const struct table disc = {disc_area, first, none};
static const struct table box = {box_area, both, none};
static const struct table frame = {frame_area, both, other};

static struct shape *make(const struct table *table, double a, double b, struct shape *other) {
  struct shape *s = malloc(sizeof *s);
  s->table = table;
  s->a = a;
  s->b = b;
  s->other = other;
  return s;
}

double virtual_calls(double *x, int n) {
  struct shape *shapes[12], *last = 0;
  for (int i = 0; i < n; i++) {
    const struct table *table = i % 3 == 0 ? &disc : x[i] > 0.4 ? &box : &frame;
    last = shapes[i] = make(table, x[i], x[(i + 1) % n], last);
  }
  double sum = 0;
  for (int i = 0; i < n; i++) {
    struct shape *s = shapes[i], *inside = s->table->inner(s);
    s->table->scale(s, 1 + 0.1 * x[i]);
    sum += s->table->area(s) * (i + 1);
    if (inside) sum += inside->table->area(inside);
  }
  for (int i = 0; i < n; i++) free(shapes[i]);
  return sum;
}
