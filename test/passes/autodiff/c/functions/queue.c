// A queue whose nodes are freed while it is worked on, and some put in again.
#include <stdlib.h>

struct node {
  struct node *next;
  double v;
  int w;
};

double queue(double *x, int n) {
  struct node *head = 0, **tail = &head;
  double s = 0;
  for (int i = 0; i < n; i++) {
    struct node *m = malloc(sizeof *m);
    m->v = x[i];
    m->w = i;
    m->next = 0;
    *tail = m;
    tail = &m->next;
  }
  for (int k = 0; k < 20 && head; k++) {
    struct node *m = head;
    head = m->next;
    if (!head) tail = &head;
    s += m->v * m->v * (k + 1);
    if (m->w % 3 == 0 && m->v > 0.2) {
      struct node *again = malloc(sizeof *again);
      again->v = m->v * 0.5;
      again->w = m->w + 1;
      again->next = 0;
      *tail = again;
      tail = &again->next;
    }
    free(m);
  }
  while (head) {
    struct node *m = head->next;
    free(head);
    head = m;
  }
  return s;
}
