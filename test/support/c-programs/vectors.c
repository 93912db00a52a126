// Vector types of the compiler: arithmetic, comparisons, shuffles, conversions.
typedef double double4 __attribute__((vector_size(32)));
typedef float float4 __attribute__((vector_size(16)));
typedef int int4 __attribute__((vector_size(16)));
typedef long long4 __attribute__((vector_size(32)));

__attribute__((noinline)) static double4 combine(double4 a, double4 b, double s) {
  double4 c = a * b + s;
  long4 less = a < b;
  c = (double4)((less & (long4)c) | (~less & (long4)-c));
  c = __builtin_shufflevector(c, b, 0, 4, 1, 5);
  c[2] += s;
  return c / 3.0;
}

__attribute__((noinline)) static float reduce(float4 v) {
  float4 w = __builtin_shufflevector(v, v, 3, 2, 1, 0);
  v += w;
  return v[0] + v[1] + __builtin_reduce_max(w) + __builtin_reduce_min(v);
}

__attribute__((noinline)) static int4 integers(int4 a, int k) {
  a = a * k ^ (a >> 1);
  a[k & 3] = 17;
  return a + __builtin_elementwise_abs(a) + __builtin_reduce_add(a);
}

double vectors(void) {
  double4 d = combine((double4){1, 2, 3, 4}, (double4){2, 1, 5, 0}, 0.5);
  float4 f = __builtin_convertvector(d, float4);
  int4 i = integers((int4){1, -2, 3, -4}, 3);
  double4 e = __builtin_elementwise_sqrt(__builtin_elementwise_abs(d));
  return d[0] + d[1] + d[2] + d[3] + reduce(f) + i[0] + i[3] + e[1];
}
