// Logistic regression and its gradient by hand: one pass over the features, in which each row serves for the score and
// for the gradient.
#include <math.h>
#include <stdint.h>

static double value(const double *restrict weights, const double *restrict features, const double *restrict labels,
                    int64_t rows, int64_t columns) {
  double loss = 0, norm = 0;
  for (int64_t i = 0; i < rows; i++) {
    double score = 0;
    for (int64_t j = 0; j < columns; j++) score += weights[j] * features[i * columns + j];
    loss += log1p(exp(-(labels[i] * score)));
  }
  for (int64_t j = 0; j < columns; j++) norm += weights[j] * weights[j];
  return loss / (double)rows + 0.005 * norm;
}

static void gradient(const double *restrict weights, const double *restrict features, const double *restrict labels,
                     double *restrict dweights, int64_t rows, int64_t columns) {
  double scale = 1 / (double)rows;
  for (int64_t i = 0; i < rows; i++) {
    const double *row = features + i * columns;
    double score = 0;
    for (int64_t j = 0; j < columns; j++) score += weights[j] * row[j];
    double power = exp(-(labels[i] * score));
    double slope = -labels[i] * (scale * power / (1 + power));
    for (int64_t j = 0; j < columns; j++) dweights[j] += slope * row[j];
  }
  for (int64_t j = 0; j < columns; j++) dweights[j] += 0.01 * weights[j];
}

void values(int64_t times, int64_t rows, int64_t columns, const double *weights, const double *features,
            const double *labels, double *out) {
  for (int64_t k = 0; k < times; k++) out[0] += value(weights, features, labels, rows, columns);
}

void gradients(int64_t times, int64_t rows, int64_t columns, const double *weights, const double *features,
               const double *labels, double *dweights) {
  for (int64_t k = 0; k < times; k++) gradient(weights, features, labels, dweights, rows, columns);
}
