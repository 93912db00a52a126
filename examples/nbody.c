// Bodies that attract each other in a plane, each with its position and its velocity: their kinetic energy after some
// steps. Compiled and imported by
//   clang-22 -O2 -fno-vectorize -fno-slp-vectorize -fno-unroll-loops -S -emit-llvm nbody.c
//   mlir-translate-22 --import-llvm nbody.ll
#include <math.h>

struct body {
  double position[2];
  double velocity[2];
};

static void accelerate(struct body *bodies, int count, double time) {
  for (int i = 0; i < count; i++) {
    double force[2] = {0, 0};
    for (int j = 0; j < count; j++) {
      double x = bodies[j].position[0] - bodies[i].position[0];
      double y = bodies[j].position[1] - bodies[i].position[1];
      double square = x * x + y * y + 0.01;
      double strength = 1 / (square * sqrt(square));
      force[0] += x * strength;
      force[1] += y * strength;
    }
    bodies[i].velocity[0] += time * force[0];
    bodies[i].velocity[1] += time * force[1];
  }
}

double energy(struct body *bodies, int count, int steps) {
  for (int step = 0; step < steps; step++) {
    accelerate(bodies, count, 0.001);
    for (int i = 0; i < count; i++) {
      bodies[i].position[0] += 0.001 * bodies[i].velocity[0];
      bodies[i].position[1] += 0.001 * bodies[i].velocity[1];
    }
  }
  double sum = 0;
  for (int i = 0; i < count; i++) {
    sum += bodies[i].velocity[0] * bodies[i].velocity[0] + bodies[i].velocity[1] * bodies[i].velocity[1];
  }
  return sum / 2;
}
