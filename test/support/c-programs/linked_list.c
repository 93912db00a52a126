// Lists and trees on the heap.
#include <stdlib.h>

struct node { struct node *next; double value; };
struct tree { struct tree *left, *right; int key; };

static struct node *push(struct node *head, double value) {
  struct node *node = malloc(sizeof *node);
  if (!node) abort();
  node->next = head;
  node->value = value;
  return node;
}

static struct node *reverse(struct node *head) {
  struct node *result = NULL;
  while (head) {
    struct node *next = head->next;
    head->next = result;
    result = head;
    head = next;
  }
  return result;
}

static void insert(struct tree **root, int key) {
  while (*root) root = key < (*root)->key ? &(*root)->left : &(*root)->right;
  *root = calloc(1, sizeof **root);
  (*root)->key = key;
}

static int depth(const struct tree *t) {
  if (!t) return 0;
  int l = depth(t->left), r = depth(t->right);
  return 1 + (l > r ? l : r);
}

static void destroy(struct tree *t) {
  if (!t) return;
  destroy(t->left);
  destroy(t->right);
  free(t);
}

double linked_list(void) {
  struct node *list = NULL;
  for (int i = 0; i < 10; i++) list = push(list, i * i);
  list = reverse(list);
  double sum = 0, factor = 1;
  for (struct node *n = list; n; n = n->next, factor *= 0.5) sum += factor * n->value;
  while (list) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  struct tree *root = NULL;
  for (unsigned i = 0, k = 7; i < 40; i++, k = k * 37u % 101u) insert(&root, (int)k);
  sum += depth(root);
  destroy(root);
  return sum;
}
