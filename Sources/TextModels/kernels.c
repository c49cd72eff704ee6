// Plain loops, compiled once for every x86-64 and once for those with 256-bit and with 512-bit integers: the
// loader picks. Other machines get the one version, which their vectors serve as well.
#include "text_models.h"

// ThreadSanitizer is not there yet when the loader picks.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ONE_VERSION
#endif
#endif

#if defined(__x86_64__) && defined(__linux__) && !defined(ONE_VERSION)
#define FOR_EVERY_MACHINE __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define FOR_EVERY_MACHINE
#endif

/// Columns whose sums stay in registers.
#define BLOCK 64

// Adds up `width` columns of all rows. Inlined with a constant width, for which the compiler knows the registers.
static inline __attribute__((always_inline)) void add_up(const int16_t *const *rows, int32_t count, int32_t first,
                                                         int32_t width, uint16_t *sum) {
  for (int32_t c = 0; c < width; c++) sum[c] = 0;
  for (int32_t r = 0; r < count; r++) {
    const int16_t *row = rows[r] + first;
    for (int32_t c = 0; c < width; c++) sum[c] = (uint16_t)(sum[c] + (uint16_t)row[c]);
  }
}

/// Adds up the next columns, BLOCK of them at most; gives back how many.
static inline __attribute__((always_inline)) int32_t add_up_next(const int16_t *const *rows, int32_t count,
                                                                 int32_t first, int32_t columns, uint16_t *sum) {
  int32_t left = columns - first;
  if (left >= BLOCK) {
    add_up(rows, count, first, BLOCK, sum);
    return BLOCK;
  }
  if (left >= BLOCK / 4) {
    add_up(rows, count, first, BLOCK / 4, sum);
    return BLOCK / 4;
  }
  add_up(rows, count, first, left, sum);
  return left;
}

FOR_EVERY_MACHINE
void tm_sum_and_cut(const int16_t *const *rows, int32_t count, int32_t columns, int16_t ceiling, int16_t *out) {
  uint16_t sum[BLOCK];
  for (int32_t first = 0, width; first < columns; first += width) {
    width = add_up_next(rows, count, first, columns, sum);
    for (int32_t c = 0; c < width; c++) {
      int16_t value = (int16_t)sum[c];
      value = value < 0 ? 0 : value;
      out[first + c] = value > ceiling ? ceiling : value;
    }
  }
}

FOR_EVERY_MACHINE
void tm_sum(const int16_t *const *rows, int32_t count, int32_t columns, int16_t *out) {
  uint16_t sum[BLOCK];
  for (int32_t first = 0, width; first < columns; first += width) {
    width = add_up_next(rows, count, first, columns, sum);
    for (int32_t c = 0; c < width; c++) out[first + c] = (int16_t)sum[c];
  }
}

FOR_EVERY_MACHINE
void tm_add_bytes(const int8_t *row, int32_t columns, int16_t *sum) {
  for (int32_t c = 0; c < columns; c++) sum[c] = (int16_t)(sum[c] + row[c]);
}

FOR_EVERY_MACHINE
void tm_average(const int16_t *value, const int16_t *gate, int32_t columns, int32_t *state, int16_t *out) {
  for (int32_t c = 0; c < columns; c++) {
    int32_t open = 8192 - gate[c] * 8;
    open = open < 0 ? 0 : open > 16384 ? 16384 : open;
    int32_t goal = value[c];
    goal = goal < -512 ? -512 : goal > 512 ? 512 : goal;
    state[c] += ((goal * 64 - state[c]) * open) >> 14;
    out[c] = (int16_t)(state[c] >> 6);
  }
}

FOR_EVERY_MACHINE
int32_t tm_highest(const int32_t *scores, int32_t count) {
  int32_t highest = scores[0];
  for (int32_t i = 1; i < count; i++) highest = scores[i] > highest ? scores[i] : highest;
  int32_t first = 0;
  while (scores[first] != highest) first++;
  return first;
}
