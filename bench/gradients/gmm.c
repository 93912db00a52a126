// The mixture of Gaussians and its gradient by hand: one pass over the points, in which the distances of a point serve for
// its term and for the gradient.
#include <math.h>
#include <stdint.h>

enum { maxDimensions = 64, maxCount = 256 };

static double logsumexp(const double *restrict x, int64_t n) {
  double most = -INFINITY, sum = 0;
  for (int64_t k = 0; k < n; k++) most = x[k] > most ? x[k] : most;
  for (int64_t k = 0; k < n; k++) sum += exp(x[k] - most);
  return log(sum) + most;
}

// scales = exp(q), weights = alpha + sum(q).
static void prepare(const double *restrict alphas, const double *restrict q, double *restrict scales,
                    double *restrict weights, int64_t count, int64_t d) {
  for (int64_t k = 0; k < count; k++) {
    weights[k] = alphas[k];
    for (int64_t j = 0; j < d; j++) {
      scales[k * d + j] = exp(q[k * d + j]);
      weights[k] += q[k * d + j];
    }
  }
}

// y = Q (x - mean); returns |y|^2.
static double distance(const double *restrict x, const double *restrict mean, const double *restrict scale,
                       const double *restrict lower, double *restrict centered, double *restrict y, int64_t d) {
  double sum = 0;
  for (int64_t r = 0; r < d; r++) centered[r] = x[r] - mean[r];
  for (int64_t r = 0; r < d; r++) {
    double dot = scale[r] * centered[r];
    for (int64_t c = 0; c < r; c++) dot += *lower++ * centered[c];
    y[r] = dot;
    sum += dot * dot;
  }
  return sum;
}

// Adds p times the gradient of sum(q) - |y|^2 / 2.
static void reverseDistance(double p, const double *restrict centered, const double *restrict y,
                            const double *restrict scale, const double *restrict lower, double *restrict dmean,
                            double *restrict dq, double *restrict dlower, int64_t d) {
  for (int64_t r = 0; r < d; r++) {
    double slope = p * y[r];
    dq[r] += p - slope * scale[r] * centered[r];
    dmean[r] += slope * scale[r];
    for (int64_t c = 0; c < r; c++) {
      dlower[c] -= slope * centered[c];
      dmean[c] += slope * lower[c];
    }
    lower += r;
    dlower += r;
  }
}

static double value(const double *restrict alphas, const double *restrict means, const double *restrict q,
                    const double *restrict lower, const double *restrict points, int64_t d, int64_t count, int64_t n,
                    double gamma, double m) {
  double scales[maxCount * maxDimensions], weights[maxCount], terms[maxCount];
  double centered[maxDimensions], y[maxDimensions];
  int64_t below = d * (d - 1) / 2;
  prepare(alphas, q, scales, weights, count, d);
  double likelihood = 0, squares = 0, logs = 0;
  for (int64_t i = 0; i < n; i++) {
    for (int64_t k = 0; k < count; k++) {
      double square = distance(points + i * d, means + k * d, scales + k * d, lower + k * below, centered, y, d);
      terms[k] = weights[k] - 0.5 * square;
    }
    likelihood += logsumexp(terms, count);
  }
  for (int64_t j = 0; j < count * d; j++) {
    squares += scales[j] * scales[j];
    logs += q[j];
  }
  for (int64_t j = 0; j < count * below; j++) squares += lower[j] * lower[j];
  return likelihood - (double)n * logsumexp(alphas, count) + 0.5 * gamma * gamma * squares - m * logs;
}

static void gradient(const double *restrict alphas, const double *restrict means, const double *restrict q,
                     const double *restrict lower, const double *restrict points, double *restrict dalphas,
                     double *restrict dmeans, double *restrict dq, double *restrict dlower, int64_t d, int64_t count,
                     int64_t n, double gamma, double m) {
  double scales[maxCount * maxDimensions], weights[maxCount], terms[maxCount];
  double centered[maxCount * maxDimensions], y[maxCount * maxDimensions];
  int64_t below = d * (d - 1) / 2;
  prepare(alphas, q, scales, weights, count, d);
  for (int64_t i = 0; i < n; i++) {
    const double *x = points + i * d;
    for (int64_t k = 0; k < count; k++) {
      double square =
          distance(x, means + k * d, scales + k * d, lower + k * below, centered + k * d, y + k * d, d);
      terms[k] = weights[k] - 0.5 * square;
    }
    double total = logsumexp(terms, count);
    for (int64_t k = 0; k < count; k++) {
      double p = exp(terms[k] - total);
      dalphas[k] += p;
      reverseDistance(p, centered + k * d, y + k * d, scales + k * d, lower + k * below, dmeans + k * d, dq + k * d,
                      dlower + k * below, d);
    }
  }
  double norm = logsumexp(alphas, count);
  for (int64_t k = 0; k < count; k++) dalphas[k] -= (double)n * exp(alphas[k] - norm);
  for (int64_t j = 0; j < count * d; j++) dq[j] += gamma * gamma * scales[j] * scales[j] - m;
  for (int64_t j = 0; j < count * below; j++) dlower[j] += gamma * gamma * lower[j];
}

void values(int64_t times, int64_t d, int64_t count, int64_t n, const double *alphas, const double *means,
            const double *q, const double *lower, const double *points, double *out) {
  for (int64_t k = 0; k < times; k++) out[0] += value(alphas, means, q, lower, points, d, count, n, 1, 2);
}

void gradients(int64_t times, int64_t d, int64_t count, int64_t n, const double *alphas, const double *means,
               const double *q, const double *lower, const double *points, double *dalphas, double *dmeans, double *dq,
               double *dlower) {
  for (int64_t k = 0; k < times; k++)
    gradient(alphas, means, q, lower, points, dalphas, dmeans, dq, dlower, d, count, n, 1, 2);
}
