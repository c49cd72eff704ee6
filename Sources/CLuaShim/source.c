// Source that Lua's compiler accepts but its error reporting does not survive.
//
// To name the value in an error message, Lua 5.4.4 walks back the chain of indexing that made it,
// one C frame a link and quadratic in time. So a chunk with a longer chain than anybody writes is
// refused. The scan knows just enough of Lua's grammar: comments, strings, names, brackets.
#include <ctype.h>

#include "shim.h"

enum { LONGEST_CHAIN = 1000 };

typedef struct scanner {
  const char *at, *end;
  int line;
} scanner;

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

// Skips [==[ … ]==]; false when there is none here.
static bool skip_long_bracket(scanner *s) {
  const char *p = s->at + 1;
  size_t level = 0;
  while (p < s->end && *p == '=') p++, level++;
  if (p >= s->end || *p != '[') return false;
  for (p++; p < s->end; p++) {
    if (*p == '\n') s->line++;
    if (*p != ']') continue;
    const char *q = p + 1;
    while (q < s->end && *q == '=' && (size_t)(q - p - 1) < level) q++;
    if (q < s->end && (size_t)(q - p - 1) == level && *q == ']') {
      s->at = q + 1;
      return true;
    }
  }
  s->at = s->end;
  return true;
}

static void skip_comment(scanner *s) {
  s->at += 2;
  if (s->at < s->end && *s->at == '[' && skip_long_bracket(s)) return;
  while (s->at < s->end && *s->at != '\n') s->at++;
}

static void skip_string(scanner *s) {
  char quote = *s->at++;
  while (s->at < s->end && *s->at != quote) {
    if (*s->at == '\\' && s->at + 1 < s->end) s->at++;
    if (*s->at == '\n') s->line++;
    s->at++;
  }
  if (s->at < s->end) s->at++;
}

static bool is_keyword(const char *word, size_t length) {
  // By length, each group ended by an empty one.
  static const char keywords[][10][9] = {
      {"do", "if", "in", "or"},
      {"and", "end", "for", "not"},
      {"else", "goto", "then"},
      {"break", "local", "until", "while"},
      {"elseif", "repeat", "return"},
      {""},
      {"function"},
  };
  if (length < 2 || length > 8) return false;
  for (const char(*keyword)[9] = keywords[length - 2]; (*keyword)[0] != 0; keyword++) {
    if (memcmp(*keyword, word, length) == 0) return true;
  }
  return false;
}

const char *lx_refuse_source(const char *source, size_t length, int *line) {
  scanner s = {source, source + length, 1};
  int chain = 0, brackets = 0;
  bool after_value = false, after_dot = false;  // what the token before was
  while (s.at < s.end) {
    char c = *s.at;
    if (c == '\n') s.line++;
    if (isspace((unsigned char)c)) {
      s.at++;
    } else if (c == '-' && s.at + 1 < s.end && s.at[1] == '-') {
      skip_comment(&s);
    } else if (c == '"' || c == '\'') {
      skip_string(&s);
      after_value = true, after_dot = false;
    } else if (c == '[' && s.at + 1 < s.end && (s.at[1] == '[' || s.at[1] == '=') && skip_long_bracket(&s)) {
      after_value = true, after_dot = false;
    } else if (is_word(c)) {
      const char *word = s.at;
      while (s.at < s.end && is_word(*s.at)) s.at++;
      bool keyword = !after_dot && is_keyword(word, (size_t)(s.at - word));
      if (brackets == 0 && (keyword || (after_value && !after_dot))) chain = 0;
      after_value = !keyword, after_dot = false;
    } else {
      bool dots = c == '.' && s.at + 1 < s.end && s.at[1] == '.';
      bool indexes = (c == '.' && !dots) || c == '[';
      if (c == '[') brackets++;
      if (c == ']' && brackets > 0) brackets--;
      if (indexes) chain++;
      else if (brackets == 0 && c != '(' && c != ')' && c != ']' && c != ':') chain = 0;
      if (chain > LONGEST_CHAIN) {
        *line = s.line;
        return "a chain of more than 1000 indexes";
      }
      after_value = c == ')' || c == ']' || c == '}', after_dot = c == '.' || c == ':';
      s.at += dots ? 2 : 1;
    }
  }
  return NULL;
}
