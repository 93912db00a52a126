// Rays that spheres reflect: structs by value, and a function that returns a pointer, called by one that calls itself.
#include <math.h>

typedef struct {
  double x, y, z;
} vector;
typedef struct {
  vector center;
  double radius, shine;
} sphere;

static vector add(vector a, vector b, double by) { return (vector){a.x + by * b.x, a.y + by * b.y, a.z + by * b.z}; }
static double dot(vector a, vector b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static vector normal(vector a) { return add((vector){0, 0, 0}, a, 1 / sqrt(dot(a, a))); }

static const sphere *hit(const sphere *spheres, int count, vector origin, vector way, double *distance) {
  const sphere *nearest = 0;
  for (int i = 0; i < count; i++) {
    vector from = add(origin, spheres[i].center, -1);
    double b = dot(from, way), rest = b * b - dot(from, from) + spheres[i].radius * spheres[i].radius;
    if (rest < 0) continue;
    double t = -b - sqrt(rest);
    if (t > 1e-6 && (!nearest || t < *distance)) {
      *distance = t;
      nearest = &spheres[i];
    }
  }
  return nearest;
}

static double trace(const sphere *spheres, int count, vector origin, vector way, int depth) {
  double distance;
  const sphere *met = hit(spheres, count, origin, way, &distance);
  if (!met) return 0.3 + 0.2 * way.y * way.x;
  vector place = add(origin, way, distance), up = normal(add(place, met->center, -1));
  double light = dot(up, normal((vector){1, 1, -1})), own = light > 0 ? light : 0.05;
  if (depth == 0) return own;
  vector on = add(way, up, -2 * dot(way, up));
  return own * (1 - met->shine) + met->shine * trace(spheres, count, place, on, depth - 1);
}

double ray_casting(double *x, int n) {
  sphere spheres[2] = {{{x[0] - 0.5, x[1], 3 + x[2]}, 0.6 + 0.2 * x[3], 0.3 * x[4]},
                       {{x[6] - 0.3, x[7] - 1, 2.2 + x[8]}, 0.4 + x[9] * 0.3, 0.5 * x[10]}};
  double sum = 0;
  for (int i = -1; i <= 1; i++)
    for (int j = -1; j <= 1; j++) sum += trace(spheres, 2, (vector){0, 0, -1}, normal((vector){i * 0.2, j * 0.2, 1}), 1);
  return sum;
}
