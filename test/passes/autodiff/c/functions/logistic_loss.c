#include <math.h>

static const double features[4][3] = {{1, 0.5, -0.3}, {1, -1.2, 0.8}, {1, 0.1, 0.9}, {1, 2.0, -0.4}};
static const int labels[4] = {1, 0, 1, 0};

double logistic_loss(double *x, int n) {
  double loss = 0;
  for (int i = 0; i < 4; i++) {
    double score = 0;
    for (int j = 0; j < 3; j++) score += features[i][j] * x[j];
    loss += labels[i] ? log(1 + exp(-score)) : log(1 + exp(score));
  }
  for (int j = 0; j < n; j++) loss += 0.01 * x[j] * x[j];
  return loss;
}
