// Fields of structs, integers among them, and a function that is given a struct.
struct particle {
  int kind;
  double charge;
  double position[3];
  double weight;
};

__attribute__((noinline)) static double energy(const struct particle *p) {
  double square = 0;
  for (int i = 0; i < 3; i++) square += p->position[i] * p->position[i];
  return p->kind == 1 ? p->weight * square : p->weight * p->charge * square * square;
}

double struct_access(double *x, int n) {
  struct particle particles[2];
  for (int k = 0; k < 2; k++) {
    particles[k].kind = k;
    particles[k].charge = x[k];
    for (int i = 0; i < 3; i++) particles[k].position[i] = x[(k + i) % n];
    particles[k].weight = x[n - 1 - k];
  }
  return energy(&particles[0]) + 2 * energy(&particles[1]);
}
