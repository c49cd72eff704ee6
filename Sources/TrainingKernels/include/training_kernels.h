// The three matrix products of training, in floats. Only the trainer links this.
#ifndef TRAINING_KERNELS_H
#define TRAINING_KERNELS_H

#include <stdint.h>

/// y[t][n] += sum over d of x[t][d] * w[d][n]
void tk_forward(const float *x, const float *w, float *y, int32_t t, int32_t d, int32_t n);
/// dx[t][d] += sum over n of dy[t][n] * w[d][n]
void tk_backward(const float *dy, const float *w, float *dx, int32_t t, int32_t d, int32_t n);
/// dw[d][n] += sum over t of x[t][d] * dy[t][n]
void tk_gradient(const float *x, const float *dy, float *dw, int32_t t, int32_t d, int32_t n);
/// y[i] += a * x[i]
void tk_add(const float *x, float a, float *y, int32_t count);
/// One step of Adam: moments and weights in place, gradient set to zero.
void tk_adam(float *weight, float *gradient, float *first, float *second, int32_t count, float rate, float decay1,
             float decay2, float epsilon);

#endif
