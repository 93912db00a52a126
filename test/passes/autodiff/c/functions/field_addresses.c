// Addresses of fields: from one the way leads back to its struct, another one is chosen while the function runs.
#include <stddef.h>
#include <stdlib.h>

struct node {
  double value;
  struct node *next;
  double *data;
};

static struct node *node_of(double **field) { return (struct node *)((char *)field - offsetof(struct node, data)); }

static double around(double *x) {
  struct node *first = 0;
  double **fields[4], sum = 0;
  for (int k = 0; k < 4; k++) {
    struct node *node = malloc(sizeof *node);
    node->value = x[k];
    node->next = first;
    node->data = x + k;
    first = node;
    fields[k] = &node->data;
  }
  for (int k = 0; k < 4; k++) {
    struct node *node = node_of(fields[k]);
    node->value *= (*fields[k])[1];
    if (node->next) node->next->value += node->value;
  }
  while (first) {
    struct node *next = first->next;
    sum += first->value * first->data[0];
    free(first);
    first = next;
  }
  return sum;
}

double field_addresses(double *x, int n) {
  double *own = calloc(n, sizeof *own), sum = around(x);
  struct {
    double *given, *made;
  } both = {x, own};
  double **chosen = x[0] > 0 ? &both.made : &both.given;
  for (int i = 0; i < n; i++) (*chosen)[i] = both.given[i] * both.given[n - 1 - i];
  *chosen = own;
  for (int i = 0; i < n; i++) {
    sum += both.made[i] * both.given[i];
    both.made[i] = sum;
  }
  sum += own[n / 2];
  free(own);
  return sum;
}
