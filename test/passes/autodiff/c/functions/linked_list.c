// A list on the heap.
#include <stdlib.h>

struct node {
  double value;
  struct node *next;
};

double linked_list(double *x, int n) {
  struct node *head = 0;
  for (int i = 0; i < n; i++) {
    struct node *node = malloc(sizeof *node);
    node->value = x[i] * x[i];
    node->next = head;
    head = node;
  }
  double sum = 0, weight = 1;
  for (struct node *node = head; node; node = node->next) {
    sum += weight * node->value * node->value;
    weight *= 0.9;
  }
  return sum;
}
