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
/// Pairs of columns taken at once.
#define PAIRS 256

/// A pair of columns whose numbers are not both zero. Activations are mostly zeros, in no order that a processor could
/// guess: they are sorted out once, and the loops over the rows have nothing to decide.
struct pair {
  int32_t column;
  int32_t both;
};

/// Adds to sum[r] for `width` rows (a multiple of 16, at most BLOCK) that begin at `matrix`.
typedef void sum_block(const int16_t *matrix, int32_t rows, const struct pair *pairs, int32_t count, int32_t width,
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

/// Vectors that are multiplied together.
#define TOGETHER 4

/// sum[v * BLOCK + r] = the sums of `width` rows for TOGETHER vectors, `pairs` pairs of columns each, no pair left out.
typedef void sum_together(const int16_t *matrix, int32_t rows, const int16_t *const *vectors, int32_t pairs, int32_t width,
                          int32_t *sum);

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

// COUNT registers of LANES rows each; the loops over them have constant bounds and vanish.
#define DEFINE_SUM(NAME, TARGET, REGISTER, LANES, COUNT, SET, LOAD, ADD_PRODUCTS, STORE)                               \
  __attribute__((target(TARGET))) static void NAME(const int16_t *matrix, int32_t rows, const struct pair *pairs,      \
                                                   int32_t count, int32_t width, int32_t *sum) {                       \
    int32_t r = 0;                                                                                                     \
    for (; r + LANES * COUNT <= width; r += LANES * COUNT) {                                                           \
      REGISTER total[COUNT];                                                                                           \
      for (int i = 0; i < COUNT; i++) total[i] = LOAD(sum + r + i * LANES);                                            \
      for (int32_t n = 0; n < count; n++) {                                                                            \
        const REGISTER factor = SET(pairs[n].both);                                                                    \
        const int16_t *row = matrix + (size_t)pairs[n].column * (size_t)rows * 2 + (size_t)r * 2;                      \
        for (int i = 0; i < COUNT; i++) total[i] = ADD_PRODUCTS(total[i], LOAD(row + i * LANES * 2), factor);          \
      }                                                                                                                \
      for (int i = 0; i < COUNT; i++) STORE(sum + r + i * LANES, total[i]);                                            \
    }                                                                                                                  \
    for (; r < width; r += LANES) {                                                                                    \
      REGISTER total = LOAD(sum + r);                                                                                  \
      for (int32_t n = 0; n < count; n++) {                                                                            \
        const int16_t *row = matrix + (size_t)pairs[n].column * (size_t)rows * 2 + (size_t)r * 2;                      \
        total = ADD_PRODUCTS(total, LOAD(row), SET(pairs[n].both));                                                    \
      }                                                                                                                \
      STORE(sum + r, total);                                                                                           \
    }                                                                                                                  \
  }

// The same for TOGETHER vectors, COUNT registers of rows each; `width` is a multiple of COUNT * LANES.
#define DEFINE_TOGETHER(NAME, TARGET, REGISTER, LANES, COUNT, ZERO, SET, LOAD, ADD_PRODUCTS, STORE)                    \
  __attribute__((target(TARGET))) static void NAME(const int16_t *matrix, int32_t rows, const int16_t *const *vectors, \
                                                   int32_t pairs, int32_t width, int32_t *sum) {                       \
    for (int32_t r = 0; r < width; r += LANES * COUNT) {                                                               \
      REGISTER total[TOGETHER][COUNT];                                                                                 \
      for (int v = 0; v < TOGETHER; v++) {                                                                             \
        for (int i = 0; i < COUNT; i++) total[v][i] = ZERO();                                                          \
      }                                                                                                                \
      for (int32_t p = 0; p < pairs; p++) {                                                                            \
        const int16_t *row = matrix + (size_t)p * (size_t)rows * 2 + (size_t)r * 2;                                    \
        REGISTER part[COUNT];                                                                                          \
        for (int i = 0; i < COUNT; i++) part[i] = LOAD(row + i * LANES * 2);                                           \
        for (int v = 0; v < TOGETHER; v++) {                                                                           \
          int32_t both;                                                                                                \
          __builtin_memcpy(&both, vectors[v] + 2 * p, sizeof both);                                                    \
          const REGISTER factor = SET(both);                                                                           \
          for (int i = 0; i < COUNT; i++) total[v][i] = ADD_PRODUCTS(total[v][i], part[i], factor);                    \
        }                                                                                                              \
      }                                                                                                                \
      for (int v = 0; v < TOGETHER; v++) {                                                                             \
        for (int i = 0; i < COUNT; i++) STORE(sum + v * BLOCK + r + i * LANES, total[v][i]);                           \
      }                                                                                                                \
    }                                                                                                                  \
  }

#define LOAD128(p) _mm_loadu_si128((const __m128i *)(const void *)(p))
#define STORE128(p, v) _mm_storeu_si128((__m128i *)(void *)(p), v)
#define ADD128(total, a, b) _mm_add_epi32(total, _mm_madd_epi16(a, b))
DEFINE_SUM(sum_sse2, "sse2", __m128i, 4, 8, _mm_set1_epi32, LOAD128, ADD128, STORE128)
DEFINE_TOGETHER(together_sse2, "sse2", __m128i, 4, 2, _mm_setzero_si128, _mm_set1_epi32, LOAD128, ADD128, STORE128)

#define LOAD256(p) _mm256_loadu_si256((const __m256i *)(const void *)(p))
#define STORE256(p, v) _mm256_storeu_si256((__m256i *)(void *)(p), v)
#define ADD256(total, a, b) _mm256_add_epi32(total, _mm256_madd_epi16(a, b))
DEFINE_SUM(sum_avx2, "avx2", __m256i, 8, 8, _mm256_set1_epi32, LOAD256, ADD256, STORE256)
DEFINE_TOGETHER(together_avx2, "avx2", __m256i, 8, 2, _mm256_setzero_si256, _mm256_set1_epi32, LOAD256, ADD256, STORE256)

#define LOAD512(p) _mm512_loadu_si512(p)
#define STORE512(p, v) _mm512_storeu_si512(p, v)
#define ADD512(total, a, b) _mm512_add_epi32(total, _mm512_madd_epi16(a, b))
DEFINE_SUM(sum_avx512, "avx512f,avx512bw", __m512i, 16, 8, _mm512_set1_epi32, LOAD512, ADD512, STORE512)
DEFINE_TOGETHER(together_avx512, "avx512f,avx512bw", __m512i, 16, 4, _mm512_setzero_si512, _mm512_set1_epi32, LOAD512,
                ADD512, STORE512)
// One instruction where the others take two.
DEFINE_SUM(sum_vnni, "avx512f,avx512bw,avx512vnni", __m512i, 16, 8, _mm512_set1_epi32, LOAD512, _mm512_dpwssd_epi32,
           STORE512)
DEFINE_TOGETHER(together_vnni, "avx512f,avx512bw,avx512vnni", __m512i, 16, 4, _mm512_setzero_si512, _mm512_set1_epi32,
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

void tm_scores(const int16_t *matrix, int32_t rows, int32_t columns, const int16_t *vector, int32_t *out) {
  sum_block *sum = widest();
  struct pair pairs[PAIRS];
  __builtin_memset(out, 0, sizeof(int32_t) * (size_t)rows);
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

/// Rows that every version of `sum_together` can take at once.
#define STRIDE 64

void tm_products(const int16_t *matrix, int32_t rows, int32_t columns, const int16_t *vectors, int32_t count,
                 int32_t shift, int16_t *out) {
  sum_together *sum = widest_together();
  int32_t wide = rows / STRIDE * STRIDE;
  for (int32_t next = 0; next < count; next += TOGETHER) {
    const int16_t *some[TOGETHER];
    int32_t last = count - next < TOGETHER ? count - next : TOGETHER;
    if (last == 1) {
      tm_product(matrix, rows, columns, vectors + (size_t)next * (size_t)columns, shift, out + (size_t)next * (size_t)rows);
      break;
    }
    // A group that is not full repeats its first vector.
    for (int32_t v = 0; v < TOGETHER; v++) some[v] = vectors + (size_t)(v < last ? next + v : next) * (size_t)columns;
    for (int32_t first = 0; first < wide; first += BLOCK) {
      int32_t sums[TOGETHER * BLOCK];
      int32_t width = wide - first < BLOCK ? wide - first : BLOCK;
      sum(matrix + 2 * (size_t)first, rows, some, columns / 2, width, sums);
      for (int32_t v = 0; v < last; v++) {
        narrow(sums + v * BLOCK, width, shift, out + (size_t)(next + v) * (size_t)rows + first);
      }
    }
    for (int32_t v = 0; wide < rows && v < last; v++) {
      int32_t block[STRIDE] = {0};
      struct pair pairs[PAIRS];
      for (int32_t from = 0; from < columns / 2; from += PAIRS) {
        int32_t end = columns / 2 - from < PAIRS ? columns / 2 : from + PAIRS;
        widest()(matrix + 2 * (size_t)wide, rows, pairs, gather(some[v], from, end, pairs), rows - wide, block);
      }
      narrow(block, rows - wide, shift, out + (size_t)(next + v) * (size_t)rows + wide);
    }
  }
}
