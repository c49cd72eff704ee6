// Products of a matrix and a vector in eight bits, where a tenth of the time of a run goes. The matrix lies in fours of
// columns, so that one instruction multiplies four for many rows and adds the products. Every version computes the
// same sums, so the widest one that the machine has may be taken: numbers of the vectors are 128 at most, so that two
// products fit into the 16 bits which older machines have for them.
#include "text_models.h"
#include "every_machine.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Rows of one block at most: what the parser's hidden layer has.
#define BLOCK 144
/// Vectors that are multiplied together.
#define TOGETHER 4

// A product and a sum in one go, as newer machines have it, would be rounded once instead of twice.
#pragma STDC FP_CONTRACT OFF

/// sum[v * BLOCK + r] = the sums of `width` rows (a multiple of 16, at most BLOCK) from `first` on, for some vectors.
typedef void sum_block(const tm_matrix *matrix, int32_t first, int32_t width, const uint8_t *const *vectors, int32_t *sum);

#if !defined(__x86_64__)
static inline __attribute__((always_inline)) void sum_anywhere(const tm_matrix *matrix, int32_t first, int32_t width,
                                                               const uint8_t *const *vectors, int32_t count,
                                                               int32_t *sum) {
  for (int32_t v = 0; v < count; v++) {
    int32_t *sums = sum + v * BLOCK;
    for (int32_t r = 0; r < width; r++) sums[r] = matrix->start[first + r];
    for (int32_t c = 0; c < matrix->columns; c += 4) {
      const int8_t *row = matrix->cells + (size_t)c * (size_t)matrix->rows + 4 * (size_t)first;
      for (int32_t r = 0; r < width; r++) {
        for (int32_t k = 0; k < 4; k++) sums[r] += row[4 * r + k] * vectors[v][c + k];
      }
    }
  }
}

static void one_anywhere(const tm_matrix *matrix, int32_t first, int32_t width, const uint8_t *const *vectors,
                         int32_t *sum) {
  sum_anywhere(matrix, first, width, vectors, 1, sum);
}

static void some_anywhere(const tm_matrix *matrix, int32_t first, int32_t width, const uint8_t *const *vectors,
                          int32_t *sum) {
  sum_anywhere(matrix, first, width, vectors, TOGETHER, sum);
}

static sum_block *widest(void) { return one_anywhere; }
static sum_block *widest_together(void) { return some_anywhere; }
#else

// A sum takes some cycles to be ready for the next product, so many rows have theirs at once: as many registers as fit, and
// of rows that need more, equal parts. The number of registers is a constant in each part, and the loops over them vanish.

/// Parts that `left` registers fall into, MOST of them at most: the size of the next one.
static inline int32_t next_part(int32_t left, int32_t most) {
  int32_t parts = (left + most - 1) / most;
  return (left + parts - 1) / parts;
}

// Cases above MOST are never taken, and must compile all the same.
#define CASE(N, MOST, NAME)                                                                                            \
  case N: {                                                                                                            \
    enum { COUNT = N > MOST ? MOST : N };                                                                              \
    NAME##_part(matrix, first, vectors, sum, COUNT);                                                                   \
    break;                                                                                                             \
  }

#define DEFINE_SUM(NAME, VECTORS, MOST, TARGET, REGISTER, LANES, SET, LOAD, ADD_PRODUCTS, STORE)                       \
  __attribute__((target(TARGET), always_inline)) static inline void NAME##_part(                                       \
      const tm_matrix *matrix, int32_t first, const uint8_t *const *vectors, int32_t *sum, const int registers) {      \
    REGISTER total[VECTORS][MOST];                                                                                     \
    for (int v = 0; v < VECTORS; v++) {                                                                                \
      for (int i = 0; i < registers; i++) total[v][i] = LOAD(matrix->start + first + i * LANES);                       \
    }                                                                                                                  \
    const int8_t *cells = matrix->cells + 4 * (size_t)first;                                                           \
    const size_t stride = 4 * (size_t)matrix->rows;                                                                    \
    for (int32_t c = 0; c < matrix->columns; c += 4, cells += stride) {                                                \
      REGISTER part[MOST];                                                                                             \
      for (int i = 0; i < registers; i++) part[i] = LOAD(cells + i * LANES * 4);                                       \
      for (int v = 0; v < VECTORS; v++) {                                                                              \
        int32_t four;                                                                                                  \
        __builtin_memcpy(&four, vectors[v] + c, sizeof four);                                                          \
        const REGISTER factor = SET(four);                                                                             \
        for (int i = 0; i < registers; i++) total[v][i] = ADD_PRODUCTS(total[v][i], factor, part[i]);                  \
      }                                                                                                                \
    }                                                                                                                  \
    for (int v = 0; v < VECTORS; v++) {                                                                                \
      for (int i = 0; i < registers; i++) STORE(sum + v * BLOCK + i * LANES, total[v][i]);                             \
    }                                                                                                                  \
  }                                                                                                                    \
  __attribute__((target(TARGET))) static void NAME(const tm_matrix *matrix, int32_t first, int32_t width,              \
                                                   const uint8_t *const *vectors, int32_t *sum) {                      \
    for (int32_t left = width / LANES, part; left > 0; left -= part) {                                                 \
      part = next_part(left, MOST);                                                                                    \
      switch (part) {                                                                                                  \
        CASE(1, MOST, NAME)                                                                                            \
        CASE(2, MOST, NAME)                                                                                            \
        CASE(3, MOST, NAME)                                                                                            \
        CASE(4, MOST, NAME)                                                                                            \
        CASE(5, MOST, NAME)                                                                                            \
        CASE(6, MOST, NAME)                                                                                            \
        CASE(7, MOST, NAME)                                                                                            \
        CASE(8, MOST, NAME)                                                                                            \
        CASE(9, MOST, NAME)                                                                                            \
      }                                                                                                                \
      first += part * LANES;                                                                                           \
      sum += part * LANES;                                                                                             \
    }                                                                                                                  \
  }

#define LOAD128(p) _mm_loadu_si128((const __m128i *)(const void *)(p))
#define STORE128(p, v) _mm_storeu_si128((__m128i *)(void *)(p), v)
// The oldest machines have no such products: fours are spread to 16 bits, two at a time, and added crosswise.
__attribute__((target("sse2"), always_inline)) static inline __m128i add_sse2(__m128i total, __m128i factor, __m128i part) {
  const __m128i zero = _mm_setzero_si128();
  const __m128i factors = _mm_unpacklo_epi8(factor, zero);
  const __m128i low = _mm_srai_epi16(_mm_unpacklo_epi8(zero, part), 8), high = _mm_srai_epi16(_mm_unpackhi_epi8(zero, part), 8);
  const __m128i first = _mm_madd_epi16(factors, low), last = _mm_madd_epi16(factors, high);
  const __m128 even = _mm_shuffle_ps(_mm_castsi128_ps(first), _mm_castsi128_ps(last), _MM_SHUFFLE(2, 0, 2, 0));
  const __m128 odd = _mm_shuffle_ps(_mm_castsi128_ps(first), _mm_castsi128_ps(last), _MM_SHUFFLE(3, 1, 3, 1));
  return _mm_add_epi32(total, _mm_add_epi32(_mm_castps_si128(even), _mm_castps_si128(odd)));
}
DEFINE_SUM(one_sse2, 1, 4, "sse2", __m128i, 4, _mm_set1_epi32, LOAD128, add_sse2, STORE128)
DEFINE_SUM(some_sse2, TOGETHER, 1, "sse2", __m128i, 4, _mm_set1_epi32, LOAD128, add_sse2, STORE128)

#define LOAD256(p) _mm256_loadu_si256((const __m256i *)(const void *)(p))
#define STORE256(p, v) _mm256_storeu_si256((__m256i *)(void *)(p), v)
#define ADD256(total, a, b)                                                                                            \
  _mm256_add_epi32(total, _mm256_madd_epi16(_mm256_maddubs_epi16(a, b), _mm256_set1_epi16(1)))
DEFINE_SUM(one_avx2, 1, 9, "avx2", __m256i, 8, _mm256_set1_epi32, LOAD256, ADD256, STORE256)
DEFINE_SUM(some_avx2, TOGETHER, 2, "avx2", __m256i, 8, _mm256_set1_epi32, LOAD256, ADD256, STORE256)

#define LOAD512(p) _mm512_loadu_si512(p)
#define STORE512(p, v) _mm512_storeu_si512(p, v)
#define ADD512(total, a, b)                                                                                            \
  _mm512_add_epi32(total, _mm512_madd_epi16(_mm512_maddubs_epi16(a, b), _mm512_set1_epi16(1)))
DEFINE_SUM(one_avx512, 1, 9, "avx512f,avx512bw", __m512i, 16, _mm512_set1_epi32, LOAD512, ADD512, STORE512)
DEFINE_SUM(some_avx512, TOGETHER, 5, "avx512f,avx512bw", __m512i, 16, _mm512_set1_epi32, LOAD512, ADD512, STORE512)
// One instruction where the others take three.
DEFINE_SUM(one_vnni, 1, 9, "avx512f,avx512bw,avx512vnni", __m512i, 16, _mm512_set1_epi32, LOAD512, _mm512_dpbusd_epi32,
           STORE512)
DEFINE_SUM(some_vnni, TOGETHER, 5, "avx512f,avx512bw,avx512vnni", __m512i, 16, _mm512_set1_epi32, LOAD512,
           _mm512_dpbusd_epi32, STORE512)

static sum_block *widest(void) {
  if (__builtin_cpu_supports("avx512vnni")) return one_vnni;
  if (__builtin_cpu_supports("avx512bw")) return one_avx512;
  return __builtin_cpu_supports("avx2") ? one_avx2 : one_sse2;
}

static sum_block *widest_together(void) {
  if (__builtin_cpu_supports("avx512vnni")) return some_vnni;
  if (__builtin_cpu_supports("avx512bw")) return some_avx512;
  return __builtin_cpu_supports("avx2") ? some_avx2 : some_sse2;
}
#endif

// What the sums are worth, written from out[at] on. Products of two floats are the same everywhere.

/// Writes `width` numbers.
typedef void write_block(const int32_t *sum, const float *scale, int32_t width, void *out, size_t at);

FOR_EVERY_MACHINE
static void write_words(const int32_t *sum, const float *scale, int32_t width, void *out, size_t at) {
  int16_t *words = (int16_t *)out + at;
  for (int32_t r = 0; r < width; r++) {
    int32_t value = (int32_t)((float)sum[r] * scale[r]);
    value = value > INT16_MAX ? INT16_MAX : value;
    words[r] = (int16_t)(value < INT16_MIN ? INT16_MIN : value);
  }
}

FOR_EVERY_MACHINE
static void write_bytes(const int32_t *sum, const float *scale, int32_t width, void *out, size_t at) {
  int8_t *bytes = (int8_t *)out + at;
  for (int32_t r = 0; r < width; r++) {
    float value = (float)sum[r] * scale[r];
    value = value > INT8_MAX ? INT8_MAX : value < -INT8_MAX ? -INT8_MAX : value;
    // Above zero, where cutting off the rest rounds down.
    bytes[r] = (int8_t)((int32_t)(value + 128.5f) - 128);
  }
}

FOR_EVERY_MACHINE
static void write_scores(const int32_t *sum, const float *scale, const int32_t *bias, int32_t width, int32_t *out) {
  for (int32_t r = 0; r < width; r++) out[r] = (int32_t)((float)sum[r] * scale[r]) + bias[r];
}

static int32_t next_width(const tm_matrix *matrix, int32_t first) {
  int32_t left = matrix->rows - first;
  return left < BLOCK ? left : BLOCK;
}

void tm_scores(const tm_matrix *matrix, const uint8_t *vector, const int32_t *bias, int32_t *out) {
  sum_block *sum = widest();
  for (int32_t first = 0; first < matrix->rows; first += BLOCK) {
    int32_t sums[BLOCK], width = next_width(matrix, first);
    sum(matrix, first, width, &vector, sums);
    write_scores(sums, matrix->scale + first, bias + first, width, out + first);
  }
}

void tm_product(const tm_matrix *matrix, const uint8_t *vector, int16_t *out) {
  sum_block *sum = widest();
  for (int32_t first = 0; first < matrix->rows; first += BLOCK) {
    int32_t sums[BLOCK], width = next_width(matrix, first);
    sum(matrix, first, width, &vector, sums);
    write_words(sums, matrix->scale + first, width, out, (size_t)first);
  }
}

/// Products of all vectors, TOGETHER of them at once; a group that is not full repeats its first.
static void multiply(const tm_matrix *matrix, const uint8_t *vectors, int32_t count, write_block *write, void *out) {
  sum_block *sum = widest_together();
  for (int32_t next = 0; next < count; next += TOGETHER) {
    const uint8_t *some[TOGETHER];
    int32_t last = count - next < TOGETHER ? count - next : TOGETHER;
    for (int32_t v = 0; v < TOGETHER; v++) {
      some[v] = vectors + (size_t)(v < last ? next + v : next) * (size_t)matrix->columns;
    }
    for (int32_t first = 0; first < matrix->rows; first += BLOCK) {
      int32_t sums[TOGETHER * BLOCK], width = next_width(matrix, first);
      sum(matrix, first, width, some, sums);
      for (int32_t v = 0; v < last; v++) {
        size_t at = (size_t)(next + v) * (size_t)matrix->rows + (size_t)first;
        write(sums + v * BLOCK, matrix->scale + first, width, out, at);
      }
    }
  }
}

void tm_products(const tm_matrix *matrix, const uint8_t *vectors, int32_t count, int16_t *out) {
  multiply(matrix, vectors, count, write_words, out);
}

void tm_byte_products(const tm_matrix *matrix, const uint8_t *vectors, int32_t count, int8_t *out) {
  multiply(matrix, vectors, count, write_bytes, out);
}
