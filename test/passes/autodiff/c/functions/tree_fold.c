// A tree that is rewritten and added up by recursion.

struct node {
  double value;
  struct node *left, *right;
};

__attribute__((noinline)) static double fold(struct node *t, double above, double *sum) {
  if (!t) return above;
  double left = fold(t->left, above * t->value, sum);
  t->value *= left;
  *sum += t->value * above;
  return fold(t->right, t->value, sum) + left;
}

double tree_fold(double *x, int n) {
  struct node nodes[12];
  for (int i = 0; i < n; i++) {
    nodes[i].value = x[i];
    nodes[i].left = 2 * i + 1 < n ? &nodes[2 * i + 1] : 0;
    nodes[i].right = 2 * i + 2 < n ? &nodes[2 * i + 2] : 0;
  }
  double sum = 0;
  return fold(nodes, 1, &sum) + sum;
}
