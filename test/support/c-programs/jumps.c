// Jumps: into and out of loops, and to computed places.
__attribute__((noinline)) static int irreducible(int n) {
  int steps = 0;
  if (n & 1) goto inside;
  while (n > 0) {
    n -= 2;
    if (steps > 50) goto out;
  inside:
    steps += n & 3;
    n--;
  }
out:
  return steps * 10 + n;
}

__attribute__((noinline)) static int interpret(const unsigned char *code) {
  static const void *const labels[] = {&&push, &&add, &&twice, &&end};
  int stack[8], *top = stack;
  *top = 0;
  goto *labels[*code++];
push:
  *++top = *code++;
  goto *labels[*code++];
add:
  top--;
  *top += top[1];
  goto *labels[*code++];
twice:
  *top *= 2;
  goto *labels[*code++];
end:
  return *top;
}

__attribute__((noinline)) static int find(int m[4][4], int wanted) {
  int i, j;
  for (i = 0; i < 4; i++)
    for (j = 0; j < 4; j++) {
      if (m[i][j] < 0) goto failed;
      if (m[i][j] == wanted) goto found;
    }
failed:
  return -1;
found:
  return i * 4 + j;
}

double jumps(void) {
  static const unsigned char code[] = {0, 5, 0, 7, 1, 2, 0, 3, 1, 3};
  int m[4][4];
  for (int i = 0; i < 16; i++) m[i / 4][i % 4] = i * i;
  return irreducible(9) + irreducible(20) + interpret(code) + find(m, 49) + find(m, 50);
}
