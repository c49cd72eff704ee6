// Products of a matrix and a vector, where two thirds of the parser's time go. The matrix lies in pairs
// of columns, so that one instruction multiplies a pair for many rows and adds the two products; pairs
// of zeros, of which the activations are full, are skipped. Every version computes the same sums
// modulo 2^32, so the widest one that the machine has may be taken.
#include "text_models.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Rows of one block at most; divides into the vectors of every version.
#define BLOCK 128

/// sum[r] for `width` rows (a multiple of 16, at most BLOCK) that begin at `matrix`.
typedef void sum_block(const int16_t *matrix, int32_t rows, int32_t pairs, const int16_t *vector, int32_t width,
                       int32_t *sum);

static inline int32_t pair_at(const int16_t *vector, int32_t pair) {
  int32_t both;
  __builtin_memcpy(&both, vector + 2 * pair, sizeof both);
  return both;
}

#if !defined(__x86_64__)
static void sum_anywhere(const int16_t *matrix, int32_t rows, int32_t pairs, const int16_t *vector, int32_t width,
                         int32_t *sum) {
  uint32_t total[BLOCK] = {0};
  for (int32_t p = 0; p < pairs; p++) {
    if (pair_at(vector, p) == 0) continue;
    const int32_t first = vector[2 * p], second = vector[2 * p + 1];
    const int16_t *row = matrix + (size_t)p * (size_t)rows * 2;
    for (int32_t r = 0; r < width; r++) {
      total[r] += (uint32_t)(row[2 * r] * first) + (uint32_t)(row[2 * r + 1] * second);
    }
  }
  __builtin_memcpy(sum, total, sizeof(int32_t) * (size_t)width);
}

static sum_block *widest(void) { return sum_anywhere; }
#else

// COUNT registers of LANES rows each; the loops over them have constant bounds and vanish.
#define DEFINE_SUM(NAME, TARGET, REGISTER, LANES, COUNT, ZERO, SET, LOAD, MULTIPLY, ADD, STORE)                         \
  __attribute__((target(TARGET))) static void NAME(const int16_t *matrix, int32_t rows, int32_t pairs,                \
                                                   const int16_t *vector, int32_t width, int32_t *sum) {              \
    int32_t r = 0;                                                                                                     \
    for (; r + LANES * COUNT <= width; r += LANES * COUNT) {                                                          \
      REGISTER total[COUNT];                                                                                           \
      for (int i = 0; i < COUNT; i++) total[i] = ZERO();                                                              \
      for (int32_t p = 0; p < pairs; p++) {                                                                           \
        const int32_t both = pair_at(vector, p);                                                                      \
        if (both == 0) continue;                                                                                       \
        const REGISTER factor = SET(both);                                                                            \
        const int16_t *row = matrix + (size_t)p * (size_t)rows * 2 + (size_t)r * 2;                                   \
        for (int i = 0; i < COUNT; i++) total[i] = ADD(total[i], MULTIPLY(LOAD(row + i * LANES * 2), factor));       \
      }                                                                                                                \
      for (int i = 0; i < COUNT; i++) STORE(sum + r + i * LANES, total[i]);                                           \
    }                                                                                                                  \
    for (; r < width; r += LANES) {                                                                                   \
      REGISTER total = ZERO();                                                                                        \
      for (int32_t p = 0; p < pairs; p++) {                                                                           \
        const int32_t both = pair_at(vector, p);                                                                      \
        if (both == 0) continue;                                                                                       \
        const int16_t *row = matrix + (size_t)p * (size_t)rows * 2 + (size_t)r * 2;                                   \
        total = ADD(total, MULTIPLY(LOAD(row), SET(both)));                                                           \
      }                                                                                                                \
      STORE(sum + r, total);                                                                                           \
    }                                                                                                                  \
  }

#define LOAD128(p) _mm_loadu_si128((const __m128i *)(const void *)(p))
#define STORE128(p, v) _mm_storeu_si128((__m128i *)(void *)(p), v)
DEFINE_SUM(sum_sse2, "sse2", __m128i, 4, 8, _mm_setzero_si128, _mm_set1_epi32, LOAD128, _mm_madd_epi16, _mm_add_epi32,
           STORE128)

#define LOAD256(p) _mm256_loadu_si256((const __m256i *)(const void *)(p))
#define STORE256(p, v) _mm256_storeu_si256((__m256i *)(void *)(p), v)
DEFINE_SUM(sum_avx2, "avx2", __m256i, 8, 8, _mm256_setzero_si256, _mm256_set1_epi32, LOAD256, _mm256_madd_epi16,
           _mm256_add_epi32, STORE256)

#define LOAD512(p) _mm512_loadu_si512(p)
#define STORE512(p, v) _mm512_storeu_si512(p, v)
DEFINE_SUM(sum_avx512, "avx512f,avx512bw", __m512i, 16, 8, _mm512_setzero_si512, _mm512_set1_epi32, LOAD512,
           _mm512_madd_epi16, _mm512_add_epi32, STORE512)

static sum_block *widest(void) {
  if (__builtin_cpu_supports("avx512bw")) return sum_avx512;
  return __builtin_cpu_supports("avx2") ? sum_avx2 : sum_sse2;
}
#endif

void tm_scores(const int16_t *matrix, int32_t rows, int32_t columns, const int16_t *vector, int32_t *out) {
  sum_block *sum = widest();
  for (int32_t first = 0; first < rows; first += BLOCK) {
    int32_t width = rows - first < BLOCK ? rows - first : BLOCK;
    sum(matrix + 2 * (size_t)first, rows, columns / 2, vector, width, out + first);
  }
}

void tm_product(const int16_t *matrix, int32_t rows, int32_t columns, const int16_t *vector, int32_t shift,
                int16_t *out) {
  sum_block *sum = widest();
  for (int32_t first = 0; first < rows; first += BLOCK) {
    int32_t block[BLOCK];
    int32_t width = rows - first < BLOCK ? rows - first : BLOCK;
    sum(matrix + 2 * (size_t)first, rows, columns / 2, vector, width, block);
    for (int32_t r = 0; r < width; r++) {
      int32_t value = block[r] >> shift;
      if (value > INT16_MAX) value = INT16_MAX;
      if (value < INT16_MIN) value = INT16_MIN;
      out[first + r] = (int16_t)value;
    }
  }
}
