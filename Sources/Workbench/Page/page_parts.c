#include "page_parts.h"

#include <string.h>

// An empty file is an array of one zero that nobody sees.
#define PART(variable) {sizeof variable - 1, variable}

static const unsigned char html[] = {
#embed "workbench.html" suffix(, )
    0};
static const unsigned char css[] = {
#embed "workbench.css" suffix(, )
    0};
static const unsigned char common[] = {
#embed "common.js" suffix(, )
    0};
static const unsigned char article[] = {
#embed "article.js" suffix(, )
    0};
static const unsigned char rules[] = {
#embed "rules.js" suffix(, )
    0};
static const unsigned char corpus[] = {
#embed "corpus.js" suffix(, )
    0};
static const unsigned char labels[] = {
#embed "labels.js" suffix(, )
    0};
static const unsigned char start[] = {
#embed "main.js" suffix(, )
    0};

wp_part wp_part_named(const char *name) {
  static const struct {
    const char *name;
    wp_part part;
  } parts[] = {
      {"workbench.html", PART(html)}, {"workbench.css", PART(css)}, {"common.js", PART(common)},
      {"article.js", PART(article)},  {"rules.js", PART(rules)},    {"corpus.js", PART(corpus)},
      {"labels.js", PART(labels)},    {"main.js", PART(start)},
  };
  for (size_t row = 0; row < sizeof parts / sizeof parts[0]; row++) {
    if (strcmp(parts[row].name, name) == 0) return parts[row].part;
  }
  return (wp_part){0, html};
}
