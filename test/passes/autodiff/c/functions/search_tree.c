// A binary search tree on the heap, built through pointers to pointers and walked with a stack.
#include <stdlib.h>

struct t {
  double key;
  struct t *l, *r;
};

double search_tree(double *x, int n) {
  struct t *root = 0;
  for (int i = 0; i < n; i++) {
    struct t **p = &root;
    while (*p) p = x[i] < (*p)->key ? &(*p)->l : &(*p)->r;
    struct t *m = malloc(sizeof *m);
    m->key = x[i];
    m->l = m->r = 0;
    *p = m;
  }
  struct t *stack[20];
  int top = 0;
  double s = 0;
  for (struct t *c = root; c || top;) {
    while (c) {
      stack[top++] = c;
      c = c->l;
    }
    c = stack[--top];
    s = s * 0.7 + c->key * c->key;
    c = c->r;
  }
  return s;
}
