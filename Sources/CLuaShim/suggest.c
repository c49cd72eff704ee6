// "did you mean": the known name that is fewest typing errors away.
#include "shim.h"

enum { LONGEST = 40 };

// Edit distance with transpositions, or something above [bound].
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length, size_t bound) {
  size_t rows[3][LONGEST + 1];
  for (size_t j = 0; j <= b_length; j++) rows[0][j] = j;
  for (size_t i = 1; i <= a_length; i++) {
    size_t *row = rows[i % 3], *above = rows[(i - 1) % 3];
    row[0] = i;
    size_t least = i;
    for (size_t j = 1; j <= b_length; j++) {
      size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      size_t best = above[j - 1] + cost;
      if (above[j] + 1 < best) best = above[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        size_t swapped = rows[(i - 2) % 3][j - 2] + 1;
        if (swapped < best) best = swapped;
      }
      row[j] = best;
      if (best < least) least = best;
    }
    if (least > bound) return bound + 1;
  }
  return rows[a_length % 3][b_length];
}

void lx_suggest_from(lx_suggestion *suggestion, const char *candidate) {
  if (candidate == NULL || suggestion->length == 0 || suggestion->length > LONGEST) return;
  size_t length = strlen(candidate);
  if (length == 0 || length > LONGEST) return;
  // One typing error in a short name, up to three in a long one.
  size_t bound = suggestion->length < 4 ? 1 : suggestion->length < 8 ? 2 : 3;
  size_t found = distance(suggestion->name, suggestion->length, candidate, length, bound);
  if (found > bound) return;
  bool better = suggestion->best == NULL || found < suggestion->distance ||
                (found == suggestion->distance && strcmp(candidate, suggestion->best) < 0);
  if (!better) return;
  suggestion->best = candidate;
  suggestion->distance = found;
}
