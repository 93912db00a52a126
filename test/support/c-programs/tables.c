// Constant data: numbers, strings, structs, pointers into tables, functions.
typedef double (*function)(double);
static double twice(double x) { return 2 * x; }
static double half(double x) { return x / 2; }
static double square(double x) { return x * x; }

struct entry { const char *name; function f; int weights[3]; const double *data; };
static const double values[4][2] = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
static const struct entry entries[] = {
    {"twice", twice, {1, 2, 3}, values[0]},
    {"half", half, {4}, &values[1][1]},
    {"square", square, {0, 0, 9}, values[3]},
};
static const char *const words[] = {"zero", "one", "tw\"o\\\n\001\377", ""};
static const unsigned char bytes[8] = {0, 255, 128, 7};
static const float special[] = {1.0f / 0.0f, -1.0f / 0.0f, 0.1f, -0.0f, 1e-45f};
static const union { double d; long l; } mix = {.l = 0x3ff8000000000000};
static int counters[16] = {[3] = 5, [15] = -1};
static struct { char c; int i; } __attribute__((packed)) packed = {'x', 77};

static int length(const char *s) {
  const char *p = s;
  while (*p) p++;
  return (int)(p - s);
}

double tables(void) {
  double sum = mix.d + packed.i + packed.c;
  for (unsigned i = 0; i < 3; i++) {
    counters[i]++;
    sum += entries[i].f(i + 1.5) * entries[i].weights[i] + *entries[i].data + length(entries[i].name);
  }
  for (int i = 0; i < 4; i++) sum += length(words[i]) + (unsigned char)words[i][0];
  for (int i = 0; i < 8; i++) sum += bytes[i];
  for (int i = 0; i < 16; i++) sum += counters[i];
  return sum + special[2] + (special[0] > special[1]);
}
