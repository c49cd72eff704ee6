// The model files are made by scripts/train; a program built without them finds no model and tags nothing.
#include "text_models.h"

#if __has_embed("vectors.model") == 1
static const _Alignas(64) uint8_t vectors[] = {
#embed "vectors.model"
};
static const size_t vectors_count = sizeof vectors;
#else
static const _Alignas(64) uint8_t vectors[1] = {0};
static const size_t vectors_count = 0;
#endif

#if __has_embed("tagger.model") == 1
static const _Alignas(64) uint8_t tagger[] = {
#embed "tagger.model"
};
static const size_t tagger_count = sizeof tagger;
#else
static const _Alignas(64) uint8_t tagger[1] = {0};
static const size_t tagger_count = 0;
#endif

#if __has_embed("parser.model") == 1
static const _Alignas(64) uint8_t parser[] = {
#embed "parser.model"
};
static const size_t parser_count = sizeof parser;
#else
static const _Alignas(64) uint8_t parser[1] = {0};
static const size_t parser_count = 0;
#endif

tm_model tm_vectors(void) { return (tm_model){vectors, vectors_count}; }
tm_model tm_tagger(void) { return (tm_model){tagger, tagger_count}; }
tm_model tm_parser(void) { return (tm_model){parser, parser_count}; }
