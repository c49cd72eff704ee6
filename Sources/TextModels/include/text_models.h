// The trained models as bytes inside the program, and the loops over them that take most of the time.
//
// Everything is integer arithmetic that wraps or saturates, or a single product of floats, so that a result does not depend
// on how wide the machine's vectors are: the same text gets the same tags and trees everywhere.
#ifndef TEXT_MODELS_H
#define TEXT_MODELS_H

#include <stddef.h>
#include <stdint.h>

/// Bytes that live as long as the program, aligned to 64. `bytes` is valid and `count` 0 for a model that is not there.
typedef struct {
  const uint8_t *bytes;
  size_t count;
} tm_model;

/// Word vectors, tagger with lemmatiser, and parser.
tm_model tm_vectors(void);
tm_model tm_tagger(void);
tm_model tm_parser(void);

// Activations are 8-bit numbers without a sign: what is never negative counts 1/16 from 0 to TM_CEILING, what may be counts
// 1/64 from -1 to 1 around TM_CENTRE. Sums of rows count 1/16 as well, or 1/512 where it is said.
#define TM_CEILING 127
#define TM_CENTRE 64

/// A matrix of 8-bit numbers. Cell (r, c) is cells[(c / 4 * rows + r) * 4 + c % 4]; a row's sum begins at start[r] and a unit
/// of it is worth scale[r]. `rows` is a multiple of 16, `columns` of 4.
typedef struct {
  const int8_t *cells;
  const int32_t *start;
  const float *scale;
  int32_t rows, columns;
} tm_matrix;

/// out[r] = (start[r] + sum over c of m(r, c) * vector[c]) * scale[r], cut to a whole number and saturated to 16 bits.
/// Numbers of the vector are 128 at most.
void tm_product(const tm_matrix *matrix, const uint8_t *vector, int16_t *out);

/// `tm_product` for `count` vectors, one behind the other, into as many rows of `out`: the matrix, which is larger than the
/// nearest cache, is read once for several of them.
void tm_products(const tm_matrix *matrix, const uint8_t *vectors, int32_t count, int16_t *out);

/// The same, rounded and saturated to 8 bits.
void tm_byte_products(const tm_matrix *matrix, const uint8_t *vectors, int32_t count, int8_t *out);

/// The same for one vector without saturation, cut to whole numbers, and bias[r] added. There are `rows` of `bias`.
void tm_scores(const tm_matrix *matrix, const uint8_t *vector, const int32_t *bias, int32_t *out);

/// Where the highest of `count` scores is, the first of equals; `count` is 1 or more.
int32_t tm_highest(const int32_t *scores, int32_t count);

/// out[c] = sum of the `count` rows' element c, which count 1/512, rounded to 1/16 and cut to 0 … TM_CEILING.
void tm_sum_and_cut(const int16_t *const *rows, int32_t count, int32_t columns, uint8_t *out);

/// out[c] = sum of the `count` rows' element c.
void tm_sum_bytes(const int8_t *const *rows, int32_t count, int32_t columns, int16_t *out);

/// The same, cut to 0 … TM_CEILING.
void tm_sum_bytes_and_cut(const int8_t *const *rows, int32_t count, int32_t columns, uint8_t *out);

/// out[c] = sum[c] + first[c] + second[c], cut to 0 … TM_CEILING.
void tm_add_and_cut(const int16_t *sum, const int8_t *first, const int8_t *second, int32_t columns, uint8_t *out);

/// sum[c] += row[c] for 8-bit rows.
void tm_add_bytes(const int8_t *row, int32_t columns, int16_t *sum);

/// One step of a running average that decides by itself what to keep: with g = gate / 4 + 1/2 cut to 0 … 1,
/// state += (1 - g) * (value cut to -1 … 1 - state). Values and gates count 1/16, `state` 1/32768; `out` is the state as an
/// activation.
void tm_average(const int16_t *value, const int16_t *gate, int32_t columns, int32_t *state, uint8_t *out);

#endif
