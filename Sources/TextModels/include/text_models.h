// The trained models as bytes inside the program, and the loops over them that take most of the time.
//
// Everything is integer arithmetic that wraps or saturates, so that a result does not depend on how
// wide the machine's vectors are: the same text gets the same tags and trees everywhere.
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

/// out[r] = (sum over c of m(r, c) * vector[c], in 32 bits that wrap) >> shift, saturated to 16 bits.
/// m(r, c) is matrix[(c / 2 * rows + r) * 2 + c % 2]. `rows` is a multiple of 16, `columns` even, 0 <= shift < 32.
void tm_product(const int16_t *matrix, int32_t rows, int32_t columns, const int16_t *vector, int32_t shift,
                int16_t *out);

/// `tm_product` for `count` vectors, one behind the other, into as many rows of `out`: the matrix, which is larger than the
/// nearest caches, is read once for several of them.
void tm_products(const int16_t *matrix, int32_t rows, int32_t columns, const int16_t *vectors, int32_t count,
                 int32_t shift, int16_t *out);

/// The sums of `tm_product` without shift and saturation, to which the `biases` numbers at `bias` are added. There are `rows`
/// of `out`, and no more of `bias`.
void tm_scores(const int16_t *matrix, int32_t rows, int32_t columns, const int16_t *vector, const int32_t *bias,
               int32_t biases, int32_t *out);

/// Where the highest of `count` scores is, the first of equals; `count` is 1 or more.
int32_t tm_highest(const int32_t *scores, int32_t count);

/// out[c] = sum of the `count` rows' element c, wrapping, then cut to 0 … ceiling.
void tm_sum_and_cut(const int16_t *const *rows, int32_t count, int32_t columns, int16_t ceiling, int16_t *out);

/// out[c] = sum of the `count` rows' element c, wrapping.
void tm_sum(const int16_t *const *rows, int32_t count, int32_t columns, int16_t *out);

/// sum[c] += row[c] for 8-bit rows.
void tm_add_bytes(const int8_t *row, int32_t columns, int16_t *sum);

/// One step of a running average that decides by itself what to keep: with g = gate / 4 + 1/2 cut to 0 … 1,
/// state += (1 - g) * (value cut to -1 … 1 - state). Values, gates and `out` count 1/512, `state` 1/32768.
void tm_average(const int16_t *value, const int16_t *gate, int32_t columns, int32_t *state, int16_t *out);

#endif
