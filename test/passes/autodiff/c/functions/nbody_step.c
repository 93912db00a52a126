// Bodies in a plane attract each other: a few steps, then the kinetic energy. Position and velocity of a body are x[4 i ...].
#include <math.h>

struct body {
  double position[2];
  double velocity[2];
};

double nbody_step(double *x, int n) {
  struct body *bodies = (struct body *)x;
  int count = n / 4;
  for (int step = 0; step < 3; step++) {
    for (int i = 0; i < count; i++) {
      double force[2] = {0, 0};
      for (int j = 0; j < count; j++) {
        if (j == i) continue;
        double dx = bodies[j].position[0] - bodies[i].position[0];
        double dy = bodies[j].position[1] - bodies[i].position[1];
        double square = dx * dx + dy * dy + 0.1;
        double scale = 1 / (square * sqrt(square));
        force[0] += dx * scale;
        force[1] += dy * scale;
      }
      bodies[i].velocity[0] += 0.1 * force[0];
      bodies[i].velocity[1] += 0.1 * force[1];
    }
    for (int i = 0; i < count; i++) {
      bodies[i].position[0] += 0.1 * bodies[i].velocity[0];
      bodies[i].position[1] += 0.1 * bodies[i].velocity[1];
    }
  }
  double energy = 0;
  for (int i = 0; i < count; i++) {
    energy += bodies[i].velocity[0] * bodies[i].velocity[0] + bodies[i].velocity[1] * bodies[i].velocity[1];
  }
  return energy / 2;
}
