// Lists whose nodes hold structs of pointers, the caller's and their own, which are freed on the way.
#include <stdlib.h>

struct flow {
  double *in, *out;
};

struct layer {
  long shift;
  struct flow flow;
  struct layer *next;
};

double layered_lists(double *x, int n) {
  struct layer *list = 0;
  for (int k = 0; k < 4; k++) {
    struct layer *layer = malloc(sizeof *layer);
    struct flow flow = {x, calloc(n, sizeof(double))};
    layer->shift = k;
    layer->flow = flow;
    layer->next = list;
    list = layer;
  }
  double sum = 0;
  for (struct layer *layer = list; layer; layer = layer->next)
    for (int i = 0; i < n; i++) {
      layer->flow.out[i] += layer->flow.in[i] * layer->flow.in[(i + layer->shift) % n];
      sum += layer->flow.out[i] * layer->flow.out[i];
    }
  while (list) {
    struct layer *next = list->next;
    free(list->flow.out);
    free(list);
    list = next;
  }
  return sum;
}
