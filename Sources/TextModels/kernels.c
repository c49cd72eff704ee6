// Sums of rows and what is made of them.
#include "text_models.h"
#include "every_machine.h"

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

static inline __attribute__((always_inline)) void add_up_bytes(const int8_t *const *rows, int32_t count, int32_t first,
                                                               int32_t width, int16_t *sum) {
  for (int32_t c = 0; c < width; c++) sum[c] = 0;
  for (int32_t r = 0; r < count; r++) {
    const int8_t *row = rows[r] + first;
    for (int32_t c = 0; c < width; c++) sum[c] = (int16_t)(sum[c] + row[c]);
  }
}

/// Calls ADD for the next columns, BLOCK of them at most; `width` is how many.
#define ADD_NEXT(ADD)                                                                                                  \
  if (columns - first >= BLOCK) {                                                                                      \
    ADD(rows, count, first, BLOCK, sum);                                                                               \
    width = BLOCK;                                                                                                     \
  } else if (columns - first >= BLOCK / 2) {                                                                           \
    ADD(rows, count, first, BLOCK / 2, sum);                                                                           \
    width = BLOCK / 2;                                                                                                 \
  } else if (columns - first >= BLOCK / 4) {                                                                           \
    ADD(rows, count, first, BLOCK / 4, sum);                                                                           \
    width = BLOCK / 4;                                                                                                 \
  } else {                                                                                                             \
    width = columns - first;                                                                                           \
    ADD(rows, count, first, width, sum);                                                                               \
  }

static inline uint8_t cut(int16_t value) { return (uint8_t)(value < 0 ? 0 : value > TM_CEILING ? TM_CEILING : value); }

FOR_EVERY_MACHINE
void tm_sum_and_cut(const int16_t *const *rows, int32_t count, int32_t columns, uint8_t *out) {
  uint16_t sum[BLOCK];
  for (int32_t first = 0, width; first < columns; first += width) {
    ADD_NEXT(add_up)
    for (int32_t c = 0; c < width; c++) out[first + c] = cut((int16_t)(((int16_t)sum[c] + 16) >> 5));
  }
}

FOR_EVERY_MACHINE
void tm_sum_bytes(const int8_t *const *rows, int32_t count, int32_t columns, int16_t *out) {
  int16_t sum[BLOCK];
  for (int32_t first = 0, width; first < columns; first += width) {
    ADD_NEXT(add_up_bytes)
    for (int32_t c = 0; c < width; c++) out[first + c] = sum[c];
  }
}

FOR_EVERY_MACHINE
void tm_sum_bytes_and_cut(const int8_t *const *rows, int32_t count, int32_t columns, uint8_t *out) {
  int16_t sum[BLOCK];
  for (int32_t first = 0, width; first < columns; first += width) {
    ADD_NEXT(add_up_bytes)
    for (int32_t c = 0; c < width; c++) out[first + c] = cut(sum[c]);
  }
}

FOR_EVERY_MACHINE
void tm_add_and_cut(const int16_t *sum, const int8_t *first, const int8_t *second, int32_t columns, uint8_t *out) {
  for (int32_t c = 0; c < columns; c++) out[c] = cut((int16_t)(sum[c] + first[c] + second[c]));
}

FOR_EVERY_MACHINE
void tm_add_bytes(const int8_t *row, int32_t columns, int16_t *sum) {
  for (int32_t c = 0; c < columns; c++) sum[c] = (int16_t)(sum[c] + row[c]);
}

FOR_EVERY_MACHINE
void tm_average(const int16_t *value, const int16_t *gate, int32_t columns, int32_t *state, uint8_t *out) {
  for (int32_t c = 0; c < columns; c++) {
    int32_t open = 8192 - gate[c] * 256;
    open = open < 0 ? 0 : open > 16384 ? 16384 : open;
    int32_t goal = value[c];
    goal = goal < -16 ? -16 : goal > 16 ? 16 : goal;
    state[c] += ((goal * 2048 - state[c]) * open) >> 14;
    out[c] = (uint8_t)(((state[c] + 256) >> 9) + TM_CENTRE);
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
