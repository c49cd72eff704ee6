// Plain loops that the compiler turns into vectors; the inner one always runs over neighbours in memory.
#include "training_kernels.h"

#include <math.h>
#include <stddef.h>

#if defined(__x86_64__) && defined(__linux__)
#define FOR_EVERY_MACHINE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EVERY_MACHINE
#endif

static inline size_t at(int32_t row, int32_t columns) { return (size_t)row * (size_t)columns; }

FOR_EVERY_MACHINE
void tk_forward(const float *restrict x, const float *restrict w, float *restrict y, int32_t t, int32_t d, int32_t n) {
  for (int32_t i = 0; i < t; i++) {
    const float *xi = x + at(i, d);
    float *yi = y + at(i, n);
    int32_t j = 0;
    for (; j + 4 <= d; j += 4) {
      float a = xi[j], b = xi[j + 1], c = xi[j + 2], e = xi[j + 3];
      if (a == 0 && b == 0 && c == 0 && e == 0) continue;
      const float *w0 = w + at(j, n), *w1 = w0 + n, *w2 = w1 + n, *w3 = w2 + n;
      for (int32_t k = 0; k < n; k++) yi[k] += a * w0[k] + b * w1[k] + c * w2[k] + e * w3[k];
    }
    for (; j < d; j++) {
      float a = xi[j];
      const float *w0 = w + at(j, n);
      for (int32_t k = 0; k < n; k++) yi[k] += a * w0[k];
    }
  }
}

FOR_EVERY_MACHINE
void tk_backward(const float *restrict dy, const float *restrict w, float *restrict dx, int32_t t, int32_t d,
                 int32_t n) {
#pragma clang fp reassociate(on)
  for (int32_t i = 0; i < t; i++) {
    const float *dyi = dy + at(i, n);
    float *dxi = dx + at(i, d);
    for (int32_t j = 0; j < d; j++) {
      const float *wj = w + at(j, n);
      float sum = 0;
      for (int32_t k = 0; k < n; k++) sum += dyi[k] * wj[k];
      dxi[j] += sum;
    }
  }
}

FOR_EVERY_MACHINE
void tk_gradient(const float *restrict x, const float *restrict dy, float *restrict dw, int32_t t, int32_t d,
                 int32_t n) {
  for (int32_t j = 0; j < d; j++) {
    float *dwj = dw + at(j, n);
    int32_t i = 0;
    for (; i + 4 <= t; i += 4) {
      float a = x[at(i, d) + (size_t)j], b = x[at(i + 1, d) + (size_t)j], c = x[at(i + 2, d) + (size_t)j],
            e = x[at(i + 3, d) + (size_t)j];
      if (a == 0 && b == 0 && c == 0 && e == 0) continue;
      const float *y0 = dy + at(i, n), *y1 = y0 + n, *y2 = y1 + n, *y3 = y2 + n;
      for (int32_t k = 0; k < n; k++) dwj[k] += a * y0[k] + b * y1[k] + c * y2[k] + e * y3[k];
    }
    for (; i < t; i++) {
      float a = x[at(i, d) + (size_t)j];
      const float *y0 = dy + at(i, n);
      for (int32_t k = 0; k < n; k++) dwj[k] += a * y0[k];
    }
  }
}

FOR_EVERY_MACHINE
void tk_add(const float *restrict x, float a, float *restrict y, int32_t count) {
  for (int32_t i = 0; i < count; i++) y[i] += a * x[i];
}

FOR_EVERY_MACHINE
void tk_adam(float *restrict weight, float *restrict gradient, float *restrict first, float *restrict second,
             int32_t count, float rate, float decay1, float decay2, float epsilon) {
  for (int32_t i = 0; i < count; i++) {
    float g = gradient[i];
    first[i] = decay1 * first[i] + (1.0f - decay1) * g;
    second[i] = decay2 * second[i] + (1.0f - decay2) * g * g;
    weight[i] -= rate * first[i] / (sqrtf(second[i]) + epsilon);
    gradient[i] = 0;
  }
}
