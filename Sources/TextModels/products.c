// Products of a matrix and a vector, where a quarter of the time of a run goes. The matrix lies in pairs
// of columns, so that one instruction multiplies a pair for many rows and adds the two products; pairs
// of zeros, of which the activations are full, are skipped. Every version computes the same sums
// modulo 2^32, so the widest one that the machine has may be taken.
#include "text_models.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Rows of one block at most: what the parser's hidden layer has.
#define BLOCK 144
/// Pairs of columns taken at once.
#define PAIRS 256
/// Vectors that are multiplied together.
#define TOGETHER 4

/// A pair of columns whose numbers are not both zero. Activations are mostly zeros, in no order that a processor could
/// guess: they are sorted out once, and the loops over the rows have nothing to decide.
struct pair {
  int32_t column;
  int32_t both;
};

/// Adds to sum[r] for `width` rows (a multiple of 16, at most BLOCK) that begin at `matrix`.
typedef void sum_block(const int16_t *matrix, int32_t rows, const struct pair *pairs, int32_t count, int32_t width,
                       int32_t *sum);

/// sum[v * BLOCK + r] = the sums of `width` rows for TOGETHER vectors, `pairs` pairs of columns each, no pair left out.
typedef void sum_together(const int16_t *matrix, int32_t rows, const int16_t *const *vectors, int32_t pairs, int32_t width,
                          int32_t *sum);

/// The pairs from `first` on, PAIRS at most, that are not zero.
static int32_t gather(const int16_t *vector, int32_t first, int32_t end, struct pair *pairs) {
  int32_t count = 0;
  for (int32_t p = first; p < end; p++) {
    int32_t both;
    __builtin_memcpy(&both, vector + 2 * p, sizeof both);
    pairs[count] = (struct pair){p, both};
    count += both != 0;
  }
  return count;
}

#if !defined(__x86_64__)
static void together_anywhere(const int16_t *matrix, int32_t rows, const int16_t *const *vectors, int32_t pairs,
                              int32_t width, int32_t *sum) {
  __builtin_memset(sum, 0, sizeof(int32_t) * TOGETHER * BLOCK);
  for (int32_t p = 0; p < pairs; p++) {
    const int16_t *row = matrix + (size_t)p * (size_t)rows * 2;
    for (int32_t v = 0; v < TOGETHER; v++) {
      const int16_t *factors = vectors[v] + 2 * p;
      int32_t *sums = sum + v * BLOCK;
      for (int32_t r = 0; r < width; r++) {
        sums[r] = (int32_t)((uint32_t)sums[r] + (uint32_t)(row[2 * r] * factors[0]) + (uint32_t)(row[2 * r + 1] * factors[1]));
      }
    }
  }
}

static void sum_anywhere(const int16_t *matrix, int32_t rows, const struct pair *pairs, int32_t count, int32_t width,
                         int32_t *sum) {
  for (int32_t n = 0; n < count; n++) {
    int16_t factors[2];
    __builtin_memcpy(factors, &pairs[n].both, sizeof factors);
    const int16_t *row = matrix + (size_t)pairs[n].column * (size_t)rows * 2;
    for (int32_t r = 0; r < width; r++) {
      sum[r] = (int32_t)((uint32_t)sum[r] + (uint32_t)(row[2 * r] * factors[0]) + (uint32_t)(row[2 * r + 1] * factors[1]));
    }
  }
}

static sum_block *widest(void) { return sum_anywhere; }
static sum_together *widest_together(void) { return together_anywhere; }
#else

// A sum takes some cycles to be ready for the next product, so many rows have theirs at once: as many registers as fit, and
// of rows that need more, equal parts. The number of registers is a constant in each part, and the loops over them vanish.

/// Parts that `left` registers fall into, MOST of them at most: the size of the next one.
static inline int32_t next_part(int32_t left, int32_t most) {
  int32_t parts = (left + most - 1) / most;
  return (left + parts - 1) / parts;
}

#define CASE(N, CALL)                                                                                                  \
  case N: {                                                                                                            \
    enum { COUNT = N };                                                                                                \
    CALL;                                                                                                              \
    break;                                                                                                             \
  }

#define DEFINE_SUM(NAME, TARGET, REGISTER, LANES, SET, LOAD, ADD_PRODUCTS, STORE)                                      \
  __attribute__((target(TARGET), always_inline)) static inline void NAME##_part(                                       \
      const int16_t *matrix, int32_t rows, const struct pair *pairs, int32_t count, int32_t *sum, const int registers) { \
    REGISTER total[9];                                                                                                 \
    for (int i = 0; i < registers; i++) total[i] = LOAD(sum + i * LANES);                                              \
    for (int32_t n = 0; n < count; n++) {                                                                              \
      const REGISTER factor = SET(pairs[n].both);                                                                      \
      const int16_t *row = matrix + (size_t)pairs[n].column * (size_t)rows * 2;                                        \
      for (int i = 0; i < registers; i++) total[i] = ADD_PRODUCTS(total[i], LOAD(row + i * LANES * 2), factor);        \
    }                                                                                                                  \
    for (int i = 0; i < registers; i++) STORE(sum + i * LANES, total[i]);                                              \
  }                                                                                                                    \
  __attribute__((target(TARGET))) static void NAME(const int16_t *matrix, int32_t rows, const struct pair *pairs,      \
                                                   int32_t count, int32_t width, int32_t *sum) {                       \
    for (int32_t left = width / LANES, part; left > 0; left -= part) {                                                 \
      part = next_part(left, 9);                                                                                       \
      switch (part) {                                                                                                  \
        CASE(1, NAME##_part(matrix, rows, pairs, count, sum, COUNT))                                                   \
        CASE(2, NAME##_part(matrix, rows, pairs, count, sum, COUNT))                                                   \
        CASE(3, NAME##_part(matrix, rows, pairs, count, sum, COUNT))                                                   \
        CASE(4, NAME##_part(matrix, rows, pairs, count, sum, COUNT))                                                   \
        CASE(5, NAME##_part(matrix, rows, pairs, count, sum, COUNT))                                                   \
        CASE(6, NAME##_part(matrix, rows, pairs, count, sum, COUNT))                                                   \
        CASE(7, NAME##_part(matrix, rows, pairs, count, sum, COUNT))                                                   \
        CASE(8, NAME##_part(matrix, rows, pairs, count, sum, COUNT))                                                   \
        CASE(9, NAME##_part(matrix, rows, pairs, count, sum, COUNT))                                                   \
      }                                                                                                                \
      matrix += part * LANES * 2;                                                                                      \
      sum += part * LANES;                                                                                             \
    }                                                                                                                  \
  }

// The same for TOGETHER vectors, MOST registers of rows for each of them at once. Cases above MOST are never taken, and must
// compile all the same.
#define DEFINE_TOGETHER(NAME, TARGET, REGISTER, LANES, MOST, ZERO, SET, LOAD, ADD_PRODUCTS, STORE)                     \
  __attribute__((target(TARGET), always_inline)) static inline void NAME##_part(                                       \
      const int16_t *matrix, int32_t rows, const int16_t *const *vectors, int32_t pairs, int32_t *sum,                 \
      const int registers) {                                                                                           \
    REGISTER total[TOGETHER][MOST];                                                                                    \
    for (int v = 0; v < TOGETHER; v++) {                                                                               \
      for (int i = 0; i < registers; i++) total[v][i] = ZERO();                                                        \
    }                                                                                                                  \
    for (int32_t p = 0; p < pairs; p++) {                                                                              \
      const int16_t *row = matrix + (size_t)p * (size_t)rows * 2;                                                      \
      REGISTER part[MOST];                                                                                             \
      for (int i = 0; i < registers; i++) part[i] = LOAD(row + i * LANES * 2);                                         \
      for (int v = 0; v < TOGETHER; v++) {                                                                             \
        int32_t both;                                                                                                  \
        __builtin_memcpy(&both, vectors[v] + 2 * p, sizeof both);                                                      \
        const REGISTER factor = SET(both);                                                                             \
        for (int i = 0; i < registers; i++) total[v][i] = ADD_PRODUCTS(total[v][i], part[i], factor);                  \
      }                                                                                                                \
    }                                                                                                                  \
    for (int v = 0; v < TOGETHER; v++) {                                                                               \
      for (int i = 0; i < registers; i++) STORE(sum + v * BLOCK + i * LANES, total[v][i]);                             \
    }                                                                                                                  \
  }                                                                                                                    \
  __attribute__((target(TARGET))) static void NAME(const int16_t *matrix, int32_t rows, const int16_t *const *vectors, \
                                                   int32_t pairs, int32_t width, int32_t *sum) {                       \
    for (int32_t left = width / LANES, part; left > 0; left -= part) {                                                 \
      part = next_part(left, MOST);                                                                                    \
      switch (part) {                                                                                                  \
        CASE(1, NAME##_part(matrix, rows, vectors, pairs, sum, COUNT))                                                 \
        CASE(2, NAME##_part(matrix, rows, vectors, pairs, sum, COUNT))                                                 \
        CASE(3, NAME##_part(matrix, rows, vectors, pairs, sum, COUNT > MOST ? MOST : COUNT))                           \
        CASE(4, NAME##_part(matrix, rows, vectors, pairs, sum, COUNT > MOST ? MOST : COUNT))                           \
        CASE(5, NAME##_part(matrix, rows, vectors, pairs, sum, COUNT > MOST ? MOST : COUNT))                           \
      }                                                                                                                \
      matrix += part * LANES * 2;                                                                                      \
      sum += part * LANES;                                                                                             \
    }                                                                                                                  \
  }

#define LOAD128(p) _mm_loadu_si128((const __m128i *)(const void *)(p))
#define STORE128(p, v) _mm_storeu_si128((__m128i *)(void *)(p), v)
#define ADD128(total, a, b) _mm_add_epi32(total, _mm_madd_epi16(a, b))
DEFINE_SUM(sum_sse2, "sse2", __m128i, 4, _mm_set1_epi32, LOAD128, ADD128, STORE128)
DEFINE_TOGETHER(together_sse2, "sse2", __m128i, 4, 2, _mm_setzero_si128, _mm_set1_epi32, LOAD128, ADD128, STORE128)

#define LOAD256(p) _mm256_loadu_si256((const __m256i *)(const void *)(p))
#define STORE256(p, v) _mm256_storeu_si256((__m256i *)(void *)(p), v)
#define ADD256(total, a, b) _mm256_add_epi32(total, _mm256_madd_epi16(a, b))
DEFINE_SUM(sum_avx2, "avx2", __m256i, 8, _mm256_set1_epi32, LOAD256, ADD256, STORE256)
DEFINE_TOGETHER(together_avx2, "avx2", __m256i, 8, 3, _mm256_setzero_si256, _mm256_set1_epi32, LOAD256, ADD256, STORE256)

#define LOAD512(p) _mm512_loadu_si512(p)
#define STORE512(p, v) _mm512_storeu_si512(p, v)
#define ADD512(total, a, b) _mm512_add_epi32(total, _mm512_madd_epi16(a, b))
DEFINE_SUM(sum_avx512, "avx512f,avx512bw", __m512i, 16, _mm512_set1_epi32, LOAD512, ADD512, STORE512)
DEFINE_TOGETHER(together_avx512, "avx512f,avx512bw", __m512i, 16, 5, _mm512_setzero_si512, _mm512_set1_epi32, LOAD512,
                ADD512, STORE512)
// One instruction where the others take two.
DEFINE_SUM(sum_vnni, "avx512f,avx512bw,avx512vnni", __m512i, 16, _mm512_set1_epi32, LOAD512, _mm512_dpwssd_epi32,
           STORE512)
DEFINE_TOGETHER(together_vnni, "avx512f,avx512bw,avx512vnni", __m512i, 16, 5, _mm512_setzero_si512, _mm512_set1_epi32,
                LOAD512, _mm512_dpwssd_epi32, STORE512)

static sum_block *widest(void) {
  if (__builtin_cpu_supports("avx512vnni")) return sum_vnni;
  if (__builtin_cpu_supports("avx512bw")) return sum_avx512;
  return __builtin_cpu_supports("avx2") ? sum_avx2 : sum_sse2;
}

static sum_together *widest_together(void) {
  if (__builtin_cpu_supports("avx512vnni")) return together_vnni;
  if (__builtin_cpu_supports("avx512bw")) return together_avx512;
  return __builtin_cpu_supports("avx2") ? together_avx2 : together_sse2;
}
#endif

void tm_scores(const int16_t *matrix, int32_t rows, int32_t columns, const int16_t *vector, const int32_t *bias,
               int32_t biases, int32_t *out) {
  sum_block *sum = widest();
  struct pair pairs[PAIRS];
  __builtin_memcpy(out, bias, sizeof(int32_t) * (size_t)biases);
  __builtin_memset(out + biases, 0, sizeof(int32_t) * (size_t)(rows - biases));
  for (int32_t from = 0; from < columns / 2; from += PAIRS) {
    int32_t end = columns / 2 - from < PAIRS ? columns / 2 : from + PAIRS;
    int32_t count = gather(vector, from, end, pairs);
    for (int32_t first = 0; first < rows; first += BLOCK) {
      int32_t width = rows - first < BLOCK ? rows - first : BLOCK;
      sum(matrix + 2 * (size_t)first, rows, pairs, count, width, out + first);
    }
  }
}

/// Shifts the sums and saturates them to 16 bits.
static void narrow(const int32_t *sum, int32_t width, int32_t shift, int16_t *out) {
  for (int32_t r = 0; r < width; r++) {
    int32_t value = sum[r] >> shift;
    if (value > INT16_MAX) value = INT16_MAX;
    if (value < INT16_MIN) value = INT16_MIN;
    out[r] = (int16_t)value;
  }
}

void tm_product(const int16_t *matrix, int32_t rows, int32_t columns, const int16_t *vector, int32_t shift,
                int16_t *out) {
  sum_block *sum = widest();
  struct pair pairs[PAIRS];
  int32_t count = columns / 2 <= PAIRS ? gather(vector, 0, columns / 2, pairs) : -1;
  for (int32_t first = 0; first < rows; first += BLOCK) {
    int32_t block[BLOCK] = {0};
    int32_t width = rows - first < BLOCK ? rows - first : BLOCK;
    if (count >= 0) {
      sum(matrix + 2 * (size_t)first, rows, pairs, count, width, block);
    } else {
      for (int32_t from = 0; from < columns / 2; from += PAIRS) {
        int32_t end = columns / 2 - from < PAIRS ? columns / 2 : from + PAIRS;
        sum(matrix + 2 * (size_t)first, rows, pairs, gather(vector, from, end, pairs), width, block);
      }
    }
    narrow(block, width, shift, out + first);
  }
}

void tm_products(const int16_t *matrix, int32_t rows, int32_t columns, const int16_t *vectors, int32_t count,
                 int32_t shift, int16_t *out) {
  sum_together *sum = widest_together();
  for (int32_t next = 0; next < count; next += TOGETHER) {
    const int16_t *some[TOGETHER];
    int32_t last = count - next < TOGETHER ? count - next : TOGETHER;
    if (last == 1) {
      tm_product(matrix, rows, columns, vectors + (size_t)next * (size_t)columns, shift, out + (size_t)next * (size_t)rows);
      break;
    }
    // A group that is not full repeats its first vector.
    for (int32_t v = 0; v < TOGETHER; v++) some[v] = vectors + (size_t)(v < last ? next + v : next) * (size_t)columns;
    for (int32_t first = 0; first < rows; first += BLOCK) {
      int32_t sums[TOGETHER * BLOCK];
      int32_t width = rows - first < BLOCK ? rows - first : BLOCK;
      sum(matrix + 2 * (size_t)first, rows, some, columns / 2, width, sums);
      for (int32_t v = 0; v < last; v++) {
        narrow(sums + v * BLOCK, width, shift, out + (size_t)(next + v) * (size_t)rows + first);
      }
    }
  }
}
