// Pointers that are now a table of constants, now memory that is written; in loops, behind choices, in structs.
#include <stdlib.h>
#include <string.h>

static const double table[4] = {1.5, -0.5, 0.25, 2};
static const double other[4] = {0.5, 1, 2, -1};
static const struct {
  int count;
  double values[3];
} record = {3, {0.7, 0.1, -0.3}};

/** A recurrence that begins with a table. */
static double iterated(const double *x) {
  const double *last = table;
  for (int k = 0; k < 3; k++) {
    double *next = malloc(sizeof table);
    for (int i = 0; i < 4; i++) next[i] = last[i] * x[k] + last[(i + 1) % 4] * last[i] * 0.1;
    if (last != table) free((void *)last);
    last = next;
  }
  double sum = 0;
  for (int i = 0; i < 4; i++) sum += last[i] * last[i];
  free((void *)last);
  return sum;
}

static double chosen(const double *x, int n) {
  double sum = 0;
  for (int i = 0; i + 4 < n; i++) {
    const double *p = i % 3 == 0 ? table : i % 3 == 1 ? x + i : &other[1];
    sum += p[0] * p[2] * x[i];
  }
  return sum;
}

struct view {
  const double *values;
  int count;
};

static double total(struct view v) {
  double sum = 0;
  for (int i = 0; i < v.count; i++) sum += v.values[i] * v.values[i];
  return sum;
}

/** Pointers to constants in memory. */
static double in_structs(const double *x, int n) {
  struct view views[3] = {{record.values, record.count}, {x, n}, {other, 4}};
  double sum = 0;
  for (int i = 0; i < 3; i++) sum += total(views[i]) * x[i];
  return sum;
}

/** Copies of constants. */
static double copied(const double *x, int n) {
  double work[4];
  double sum = 0;
  for (int i = 0; i < n; i++) {
    memcpy(work, i & 1 ? table : x + i / 4, sizeof work);
    for (int k = 0; k < 4; k++) work[k] *= x[i];
    sum += work[1] * work[2];
  }
  return sum;
}

double constant_or_heap(double *x, int n) {
  return iterated(x) + chosen(x, n) + in_structs(x, n) + copied(x, n);
}
