// Structs: nested, in arrays, passed by value and through pointers.
struct vec { double x, y, z; };
struct body { struct vec position, velocity; float mass; int id; char name[5]; struct { short tag; double weights[3]; } extra[2]; };

static struct vec add(struct vec a, struct vec b) { return (struct vec){a.x + b.x, a.y + b.y, a.z + b.z}; }
static struct vec scale(double f, struct vec a) { return (struct vec){f * a.x, f * a.y, f * a.z}; }

__attribute__((noinline)) static void step(struct body *bodies, int count, double dt) {
  for (struct body *b = bodies; b != bodies + count; b++) {
    b->position = add(b->position, scale(dt, b->velocity));
    b->extra[1].weights[b->id % 3] += b->mass;
    b->extra[0].tag++;
  }
}

__attribute__((noinline)) static struct body make(int i) {
  struct body b = {{i, i * 0.5, -i}, {1, 2, 3}, 1.5f * i, i, "abc", {{1, {0, 1, 2}}, {2, {3, 4, 5}}}};
  return b;
}

double structs(void) {
  struct body all[4];
  for (int i = 0; i < 4; i++) all[i] = make(i);
  for (int k = 0; k < 10; k++) step(all, 4, 0.1);
  double sum = 0;
  for (int i = 0; i < 4; i++) sum += all[i].position.x + all[i].position.z * all[i].extra[1].weights[2] + all[i].extra[0].tag + all[i].name[1];
  return sum;
}
