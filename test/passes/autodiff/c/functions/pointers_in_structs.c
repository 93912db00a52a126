// Structs of pointers that functions exchange, and structs of numbers and integers that lie in arrays and on the heap.
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next;
  double weight;
  int number;
  double position[3];
};

struct exchange {
  double *front, *back;
  int count;
};

__attribute__((noinline)) static void swap(struct exchange *e) {
  double *front = e->front;
  e->front = e->back;
  e->back = front;
  e->count++;
}

__attribute__((noinline)) static struct node *prepend(double weight, int number, struct node *next) {
  struct node *node = malloc(sizeof *node);
  node->next = next;
  node->weight = weight;
  node->number = number;
  for (int i = 0; i < 3; i++) node->position[i] = weight * i + 0.3;
  return node;
}

static double moment(const struct node *node) {
  double sum = 0;
  for (; node; node = node->next) sum += node->weight * node->number * (node->position[1] - node->position[2]);
  return sum;
}

double pointers_in_structs(double *x, int n) {
  struct node pool[4], *list = prepend(x[0], 2, prepend(x[1], 1, 0));
  for (int i = 0; i < 4; i++) {
    pool[i] = *list;
    pool[i].position[2] *= x[i + 2];
  }
  double buffer[6];
  memcpy(buffer, x + 6, sizeof buffer);
  struct exchange e = {buffer, x, 0};
  for (int i = 0; i < 5; i++) {
    e.front[i] += e.back[i + 1] * pool[i % 4].position[2];
    if (i % 2) swap(&e);
    list = prepend(e.front[i] * 0.5, i, list);
  }
  double sum = moment(list) + e.front[0] * e.count + e.back[3];
  while (list) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  return sum;
}
