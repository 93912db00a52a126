// Blocks of memory: copied, moved, filled, grown.
#include <stdlib.h>
#include <string.h>

struct big { double values[40]; int n; };

__attribute__((noinline)) static struct big duplicate(const struct big *b) {
  struct big copy = *b;
  copy.n++;
  return copy;
}

__attribute__((noinline)) static double by_value(struct big b) {
  b.values[0] = -1;
  double sum = 0;
  for (int i = 0; i < b.n; i++) sum += b.values[i];
  return sum;
}

__attribute__((noinline)) static double *append(double *list, int *n, int *capacity, double x) {
  if (*n == *capacity) {
    *capacity = *capacity ? 2 * *capacity : 2;
    list = realloc(list, *capacity * sizeof *list);
  }
  list[(*n)++] = x;
  return list;
}

double memory(void) {
  struct big a;
  memset(&a, 0, sizeof a);
  for (int i = 0; i < 39; i++) a.values[i] = i;
  a.n = 20;
  struct big b = duplicate(&a);
  memmove(b.values + 1, b.values, 10 * sizeof(double));
  double sum = by_value(b) + memcmp(&a, &b, sizeof a.values) % 2;
  double *list = NULL;
  int n = 0, capacity = 0;
  for (int i = 0; i < 11; i++) list = append(list, &n, &capacity, i * 0.1);
  for (int i = 0; i < n; i++) sum += list[i];
  free(list);
  char text[32] = "abc";
  strcat(text, "defg");
  return sum + strlen(text) + text[5];
}
