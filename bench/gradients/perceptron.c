// The perceptron and its gradient by hand. Products of matrices run along rows in the inner loop, so that they vectorize.
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { samples = 128, inputs = 32, hidden = 64, classes = 10 };

// c += a b, for a of m x k and b of k x n.
static inline void multiply(const double *restrict a, const double *restrict b, double *restrict c, int64_t m,
                            int64_t k, int64_t n) {
  for (int64_t i = 0; i < m; i++)
    for (int64_t l = 0; l < k; l++)
      for (int64_t j = 0; j < n; j++) c[i * n + j] += a[i * k + l] * b[l * n + j];
}

// c += a^T b, for a of m x k and b of m x n.
static inline void multiplyTransposed(const double *restrict a, const double *restrict b, double *restrict c, int64_t m,
                                      int64_t k, int64_t n) {
  for (int64_t i = 0; i < m; i++)
    for (int64_t l = 0; l < k; l++)
      for (int64_t j = 0; j < n; j++) c[l * n + j] += a[i * k + l] * b[i * n + j];
}

// The outputs of the first layer and the scores.
static void forward(const double *restrict w1, const double *restrict b1, const double *restrict w2,
                    const double *restrict b2, const double *restrict x, double *restrict h, double *restrict scores) {
  for (int64_t i = 0; i < samples; i++) memcpy(h + i * hidden, b1, hidden * sizeof(double));
  multiply(x, w1, h, samples, inputs, hidden);
  for (int64_t i = 0; i < samples * hidden; i++) h[i] = tanh(h[i]);
  for (int64_t i = 0; i < samples; i++) memcpy(scores + i * classes, b2, classes * sizeof(double));
  multiply(h, w2, scores, samples, hidden, classes);
}

static double largest(const double *scores) {
  double most = scores[0];
  for (int64_t c = 1; c < classes; c++) most = scores[c] > most ? scores[c] : most;
  return most;
}

static double value(const double *w1, const double *b1, const double *w2, const double *b2, const double *x,
                    const int32_t *labels) {
  double h[samples * hidden], scores[samples * classes], total = 0;
  forward(w1, b1, w2, b2, x, h, scores);
  for (int64_t i = 0; i < samples; i++) {
    const double *score = scores + i * classes;
    double most = largest(score), sum = 0;
    for (int64_t c = 0; c < classes; c++) sum += exp(score[c] - most);
    total += log(sum) + most - score[labels[i]];
  }
  return total / samples;
}

static void gradient(const double *restrict w1, const double *restrict b1, const double *restrict w2,
                     const double *restrict b2, const double *restrict x, const int32_t *restrict labels,
                     double *restrict dw1, double *restrict db1, double *restrict dw2, double *restrict db2) {
  double h[samples * hidden], p[samples * classes], dh[samples * hidden] = {0}, w2t[classes * hidden];
  forward(w1, b1, w2, b2, x, h, p);
  for (int64_t i = 0; i < samples; i++) {
    double *pi = p + i * classes, most = largest(pi), sum = 0;
    for (int64_t c = 0; c < classes; c++) sum += pi[c] = exp(pi[c] - most);
    for (int64_t c = 0; c < classes; c++) pi[c] /= sum * samples;
    pi[labels[i]] -= 1.0 / samples;
    for (int64_t c = 0; c < classes; c++) db2[c] += pi[c];
  }
  multiplyTransposed(h, p, dw2, samples, hidden, classes);
  for (int64_t j = 0; j < hidden; j++)
    for (int64_t c = 0; c < classes; c++) w2t[c * hidden + j] = w2[j * classes + c];
  multiply(p, w2t, dh, samples, classes, hidden);
  for (int64_t i = 0; i < samples; i++)
    for (int64_t j = 0; j < hidden; j++) {
      dh[i * hidden + j] *= 1 - h[i * hidden + j] * h[i * hidden + j];
      db1[j] += dh[i * hidden + j];
    }
  multiplyTransposed(x, dh, dw1, samples, inputs, hidden);
}

void values(int64_t times, const double *w1, const double *b1, const double *w2, const double *b2, const double *x,
            const int32_t *labels, double *out) {
  for (int64_t k = 0; k < times; k++) out[0] += value(w1, b1, w2, b2, x, labels);
}

void gradients(int64_t times, const double *w1, const double *b1, const double *w2, const double *b2, const double *x,
               const int32_t *labels, double *dw1, double *db1, double *dw2, double *db2) {
  for (int64_t k = 0; k < times; k++) gradient(w1, b1, w2, b2, x, labels, dw1, db1, dw2, db2);
}
