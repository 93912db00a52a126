// Training of a small model: losses and gradients written by hand.
#include <math.h>

enum { FEATURES = 5, SAMPLES = 12 };
typedef struct { float x[FEATURES]; int label; } sample;

static float sigmoid(float z) { return 1.0f / (1.0f + expf(-z)); }

static float train(sample *samples, float *w, float *bias, float rate) {
  float loss = 0, gradient[FEATURES] = {0}, gb = 0;
  for (int s = 0; s < SAMPLES; s++) {
    float z = *bias;
    for (int f = 0; f < FEATURES; f++) z += w[f] * samples[s].x[f];
    float p = sigmoid(z), error = p - samples[s].label;
    loss -= samples[s].label ? logf(p) : logf(1 - p);
    for (int f = 0; f < FEATURES; f++) gradient[f] += error * samples[s].x[f];
    gb += error;
  }
  for (int f = 0; f < FEATURES; f++) w[f] -= rate * gradient[f];
  *bias -= rate * gb;
  return loss;
}

double logistic(void) {
  sample samples[SAMPLES];
  float w[FEATURES] = {0}, bias = 0, loss = 0;
  for (int s = 0; s < SAMPLES; s++) {
    for (int f = 0; f < FEATURES; f++) samples[s].x[f] = ((s * 5 + f * 3) % 7) / 7.0f;
    samples[s].label = s % 3 == 0;
  }
  for (int i = 0; i < 30; i++) loss = train(samples, w, &bias, 0.3f);
  return loss + w[0] + w[4];
}
