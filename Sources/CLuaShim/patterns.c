// Lua patterns with a counter: the manual's semantics, and a step for each attempt to match.
//
// The library's own matcher does seconds of work between two instructions. This one charges as it
// goes, in batches, so that the budget ends it at the same attempt everywhere.
#include <ctype.h>

#include "shim.h"

enum { MAXIMUM_CAPTURES = 32, MAXIMUM_RECURSION = 200, BATCH = 512, ESCAPE = '%' };
enum { UNFINISHED = -1, POSITION = -2 };

typedef struct matcher {
  lua_State *L;
  const char *text, *text_end, *pattern_end;
  int depth;  // recursion that is left
  int steps;  // not charged yet
  int level;  // captures, finished or not
  struct {
    const char *start;
    ptrdiff_t length;
  } captures[MAXIMUM_CAPTURES];
} matcher;

static const char *match(matcher *m, const char *s, const char *p);

static void settle(matcher *m) {
  lx_charge(m->L, m->steps);
  m->steps = 0;
}

// A match can go on for seconds without an instruction, so it looks at the clock itself.
static void settle_batch(matcher *m) {
  lx_look_at_clock(lx_vm_of(m->L));
  settle(m);
}

static inline void count_step(matcher *m) {
  if (++m->steps >= BATCH) settle_batch(m);
}

// --- Single characters --------------------------------------------------------------------------

static bool is_in_class(int c, int class) {
  bool answer;
  switch (tolower(class)) {
    case 'a': answer = isalpha(c) != 0; break;
    case 'c': answer = iscntrl(c) != 0; break;
    case 'd': answer = isdigit(c) != 0; break;
    case 'g': answer = isgraph(c) != 0; break;
    case 'l': answer = islower(c) != 0; break;
    case 'p': answer = ispunct(c) != 0; break;
    case 's': answer = isspace(c) != 0; break;
    case 'u': answer = isupper(c) != 0; break;
    case 'w': answer = isalnum(c) != 0; break;
    case 'x': answer = isxdigit(c) != 0; break;
    case 'z': answer = c == 0; break;  // not in the manual any more, but still there
    default: return class == c;
  }
  return isupper(class) ? !answer : answer;
}

static const char *class_end(matcher *m, const char *p) {
  if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
  char first = *p++;
  if (first == ESCAPE) {
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
    return p + 1;
  }
  if (first != '[') return p;
  if (p < m->pattern_end && *p == '^') p++;
  do {  // look for a ']', but not as the first one
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
    count_step(m);
    char c = *p++;
    if (c == ESCAPE) {
      if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
      p++;
    }
  } while (p == m->pattern_end || *p != ']');
  return p + 1;
}

// [p] is at the '[', [end] at the ']'.
static bool is_in_set(matcher *m, int c, const char *p, const char *end) {
  bool found = true;
  if (p[1] == '^') {
    found = false;
    p++;
  }
  while (++p < end) {
    count_step(m);
    if (*p == ESCAPE) {
      p++;
      if (is_in_class(c, (unsigned char)*p)) return found;
    } else if (p[1] == '-' && p + 2 < end) {
      p += 2;
      if ((unsigned char)p[-2] <= c && c <= (unsigned char)*p) return found;
    } else if ((unsigned char)*p == c) {
      return found;
    }
  }
  return !found;
}

static bool matches_one(matcher *m, const char *s, const char *p, const char *end) {
  count_step(m);
  if (s >= m->text_end) return false;
  int c = (unsigned char)*s;
  switch (*p) {
    case '.': return true;
    case ESCAPE: return is_in_class(c, (unsigned char)p[1]);
    case '[': return is_in_set(m, c, p, end - 1);
    default: return (unsigned char)*p == c;
  }
}

// --- Items --------------------------------------------------------------------------------------

static const char *match_balance(matcher *m, const char *s, const char *p) {
  if (p >= m->pattern_end - 1) luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  if (s >= m->text_end || *s != *p) return NULL;
  char open = *p, close = p[1];
  int depth = 1;
  while (++s < m->text_end) {
    count_step(m);
    if (*s == close) {
      if (--depth == 0) return s + 1;
    } else if (*s == open) {
      depth++;
    }
  }
  return NULL;
}

static const char *expand_longest(matcher *m, const char *s, const char *p, const char *end) {
  ptrdiff_t i = 0;
  while (matches_one(m, s + i, p, end)) i++;
  for (; i >= 0; i--) {
    const char *found = match(m, s + i, end + 1);
    if (found != NULL) return found;
  }
  return NULL;
}

static const char *expand_shortest(matcher *m, const char *s, const char *p, const char *end) {
  for (;;) {
    const char *found = match(m, s, end + 1);
    if (found != NULL) return found;
    if (!matches_one(m, s, p, end)) return NULL;
    s++;
  }
}

static const char *start_capture(matcher *m, const char *s, const char *p, ptrdiff_t what) {
  if (m->level >= MAXIMUM_CAPTURES) luaL_error(m->L, "too many captures");
  m->captures[m->level].start = s;
  m->captures[m->level].length = what;
  m->level++;
  const char *found = match(m, s, p);
  if (found == NULL) m->level--;
  return found;
}

static const char *end_capture(matcher *m, const char *s, const char *p) {
  int level = m->level - 1;
  while (level >= 0 && m->captures[level].length != UNFINISHED) level--;
  if (level < 0) luaL_error(m->L, "invalid pattern capture");
  m->captures[level].length = s - m->captures[level].start;
  const char *found = match(m, s, p);
  if (found == NULL) m->captures[level].length = UNFINISHED;
  return found;
}

static const char *match_back_reference(matcher *m, const char *s, int digit) {
  int level = digit - '1';
  if (level < 0 || level >= m->level || m->captures[level].length == UNFINISHED) {
    luaL_error(m->L, "invalid capture index %%%d", level + 1);
  }
  // A position capture has no text; Lua's own matcher takes its mark for a huge length and fails.
  if (m->captures[level].length == POSITION) return NULL;
  size_t length = (size_t)m->captures[level].length;
  count_step(m);
  if ((size_t)(m->text_end - s) < length) return NULL;
  if (length > LX_BYTES_PER_STEP) {
    settle_batch(m);
    lx_charge_bytes(m->L, length);
  }
  if (memcmp(m->captures[level].start, s, length) != 0) return NULL;
  return s + length;
}

static bool matches_frontier(matcher *m, const char *s, const char *p, const char *end) {
  int before = s == m->text ? '\0' : (unsigned char)s[-1];
  int here = s == m->text_end ? '\0' : (unsigned char)*s;
  return !is_in_set(m, before, p, end - 1) && is_in_set(m, here, p, end - 1);
}

// A single character and what follows it: * + - ? or nothing. Sets [*s] and [*p] to go on, or
// returns true with the answer in [*s].
static bool match_single(matcher *m, const char **s, const char **p) {
  const char *end = class_end(m, *p);
  char suffix = end < m->pattern_end ? *end : '\0';
  if (!matches_one(m, *s, *p, end)) {
    if (suffix == '*' || suffix == '?' || suffix == '-') {
      *p = end + 1;
      return false;
    }
    *s = NULL;
    return true;
  }
  switch (suffix) {
    case '?': {
      const char *found = match(m, *s + 1, end + 1);
      if (found != NULL) {
        *s = found;
        return true;
      }
      *p = end + 1;
      return false;
    }
    case '+': *s = expand_longest(m, *s + 1, *p, end); return true;
    case '*': *s = expand_longest(m, *s, *p, end); return true;
    case '-': *s = expand_shortest(m, *s, *p, end); return true;
    default:
      *s += 1;
      *p = end;
      return false;
  }
}

static const char *match(matcher *m, const char *s, const char *p) {
  if (m->depth-- == 0) luaL_error(m->L, "pattern too complex");
  bool done = false;
  while (!done && p != m->pattern_end) {
    count_step(m);
    switch (*p) {
      case '(':
        if (p + 1 < m->pattern_end && p[1] == ')') s = start_capture(m, s, p + 2, POSITION);
        else s = start_capture(m, s, p + 1, UNFINISHED);
        done = true;
        break;
      case ')':
        s = end_capture(m, s, p + 1);
        done = true;
        break;
      case '$':
        if (p + 1 == m->pattern_end) {
          s = s == m->text_end ? s : NULL;
          done = true;
        } else {
          done = match_single(m, &s, &p);
        }
        break;
      case ESCAPE: {
        char kind = p + 1 < m->pattern_end ? p[1] : '\0';
        if (kind == 'b') {
          s = match_balance(m, s, p + 2);
          p += 4;
          done = s == NULL;
        } else if (kind == 'f') {
          p += 2;
          if (p == m->pattern_end || *p != '[') luaL_error(m->L, "missing '[' after '%%f' in pattern");
          const char *end = class_end(m, p);
          if (!matches_frontier(m, s, p, end)) {
            s = NULL;
            done = true;
          }
          p = end;
        } else if (kind >= '0' && kind <= '9') {
          s = match_back_reference(m, s, kind);
          p += 2;
          done = s == NULL;
        } else {
          done = match_single(m, &s, &p);
        }
        break;
      }
      default: done = match_single(m, &s, &p); break;
    }
  }
  m->depth++;
  return s;
}

// --- Captures -----------------------------------------------------------------------------------

static size_t capture(matcher *m, int i, const char *s, const char *e, const char **start) {
  if (i >= m->level) {
    if (i != 0) luaL_error(m->L, "invalid capture index %%%d", i + 1);
    *start = s;
    return (size_t)(e - s);
  }
  ptrdiff_t length = m->captures[i].length;
  *start = m->captures[i].start;
  if (length == UNFINISHED) luaL_error(m->L, "unfinished capture");
  return (size_t)length;  // POSITION is told apart by the caller
}

static void push_capture(matcher *m, int i, const char *s, const char *e) {
  const char *start;
  size_t length = capture(m, i, s, e, &start);
  if (i < m->level && m->captures[i].length == POSITION) {
    lua_pushinteger(m->L, start - m->text + 1);
    return;
  }
  lx_charge_bytes(m->L, length);
  lua_pushlstring(m->L, start, length);
}

static int push_captures(matcher *m, const char *s, const char *e) {
  int count = m->level == 0 && s != NULL ? 1 : m->level;
  luaL_checkstack(m->L, count, "too many captures");
  for (int i = 0; i < count; i++) push_capture(m, i, s, e);
  return count;
}

static void prepare(matcher *m, lua_State *L, const char *text, size_t length, const char *pattern_end) {
  m->L = L;
  m->text = text;
  m->text_end = text + length;
  m->pattern_end = pattern_end;
  m->steps = 0;
}

static const char *attempt(matcher *m, const char *s, const char *p) {
  m->level = 0;
  m->depth = MAXIMUM_RECURSION;
  return match(m, s, p);
}

// --- find and match -----------------------------------------------------------------------------

const char *lx_find_plain(lua_State *L, const char *text, size_t length, const char *needle, size_t needle_length) {
  if (needle_length == 0) return text;
  if (needle_length > length) return NULL;
  lx_charge_bytes(L, length);
#ifdef __linux__
  extern void *memmem(const void *, size_t, const void *, size_t);
  return memmem(text, length, needle, needle_length);
#else
  const char *last = text + length - needle_length;
  for (const char *at = text; at <= last; at++) {
    at = memchr(at, *needle, (size_t)(last - at) + 1);
    if (at == NULL) return NULL;
    lx_charge_bytes(L, needle_length);
    if (memcmp(at, needle, needle_length) == 0) return at;
  }
  return NULL;
#endif
}

static bool has_specials(const char *pattern, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (memchr("^$*+?.([%-", pattern[i], 10) != NULL) return true;
  }
  return false;
}

// The 0-based start that argument [index] asks for; may be past the end.
static size_t start_at(lua_State *L, int index, size_t length) {
  lua_Integer position = luaL_optinteger(L, index, 1);
  if (position > 0) return (size_t)position - 1;
  if (position == 0) return 0;
  if (position < -(lua_Integer)length) return 0;
  return length - (size_t)(-position);
}

static int find_or_match(lua_State *L, bool find) {
  size_t length, pattern_length;
  const char *text = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  size_t start = start_at(L, 3, length);
  lx_charge_bytes(L, pattern_length);
  if (start > length) {
    lua_pushnil(L);
    return 1;
  }
  if (find && (lua_toboolean(L, 4) != 0 || !has_specials(pattern, pattern_length))) {
    const char *at = lx_find_plain(L, text + start, length - start, pattern, pattern_length);
    if (at != NULL) {
      lua_pushinteger(L, at - text + 1);
      lua_pushinteger(L, at - text + (lua_Integer)pattern_length);
      return 2;
    }
    lua_pushnil(L);
    return 1;
  }
  bool anchored = pattern_length > 0 && *pattern == '^';
  matcher m;
  prepare(&m, L, text, length, pattern + pattern_length);
  const char *s = text + start;
  do {
    const char *e = attempt(&m, s, pattern + (anchored ? 1 : 0));
    if (e != NULL) {
      settle(&m);
      if (!find) return push_captures(&m, s, e);
      lua_pushinteger(L, s - text + 1);
      lua_pushinteger(L, e - text);
      return push_captures(&m, NULL, NULL) + 2;
    }
  } while (s++ < m.text_end && !anchored);
  settle(&m);
  lua_pushnil(L);
  return 1;
}

int lx_string_find(lua_State *L) { return find_or_match(L, true); }
int lx_string_match(lua_State *L) { return find_or_match(L, false); }

// --- gmatch -------------------------------------------------------------------------------------

// Upvalues: text, pattern, where to go on, where the last match ended (-1: none yet).
static int next_match(lua_State *L) {
  size_t length, pattern_length;
  const char *text = lua_tolstring(L, lua_upvalueindex(1), &length);
  const char *pattern = lua_tolstring(L, lua_upvalueindex(2), &pattern_length);
  lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
  matcher m;
  prepare(&m, L, text, length, pattern + pattern_length);
  for (const char *s = text + lua_tointeger(L, lua_upvalueindex(3)); s <= m.text_end; s++) {
    const char *e = attempt(&m, s, pattern);
    if (e == NULL || e - text == last) continue;
    settle(&m);
    lua_pushinteger(L, e - text);
    lua_copy(L, -1, lua_upvalueindex(3));
    lua_replace(L, lua_upvalueindex(4));
    return push_captures(&m, s, e);
  }
  settle(&m);
  lua_pushinteger(L, (lua_Integer)length + 1);
  lua_replace(L, lua_upvalueindex(3));
  return 0;
}

int lx_string_gmatch(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  luaL_checkstring(L, 2);
  size_t start = start_at(L, 3, length);
  if (start > length) start = length + 1;
  lua_settop(L, 2);
  lua_pushinteger(L, (lua_Integer)start);
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, next_match, 4);
  return 1;
}

// --- gsub ---------------------------------------------------------------------------------------

static void add_template(matcher *m, const char *s, const char *e) {
  lua_State *L = m->L;
  size_t length;
  const char *template = lua_tolstring(L, 3, &length), *end = template + length;
  lx_charge_bytes(L, length);
  while (template < end) {
    const char *escape = memchr(template, ESCAPE, (size_t)(end - template));
    if (escape == NULL) break;
    lx_scratch_add(L, template, (size_t)(escape - template));
    template = escape + 1;
    char kind = template < end ? *template : '\0';
    if (kind == ESCAPE) {
      lx_scratch_add(L, template, 1);
    } else if (kind == '0') {
      lx_scratch_add(L, s, (size_t)(e - s));
    } else if (kind >= '1' && kind <= '9') {
      const char *start;
      int i = kind - '1';
      size_t count = capture(m, i, s, e, &start);
      if (i < m->level && m->captures[i].length == POSITION) {
        lua_pushinteger(L, start - m->text + 1);
        start = lua_tolstring(L, -1, &count);
        lx_scratch_add(L, start, count);
        lua_pop(L, 1);
      } else {
        lx_charge_bytes(L, count);
        lx_scratch_add(L, start, count);
      }
    } else {
      luaL_error(L, "invalid use of '%%' in replacement string");
    }
    template++;
  }
  if (template < end) lx_scratch_add(L, template, (size_t)(end - template));
}

// Adds what replaces the match; returns whether that is something new.
static bool add_replacement(matcher *m, const char *s, const char *e, int type) {
  lua_State *L = m->L;
  if (type == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    lua_call(L, push_captures(m, s, e), 1);
  } else if (type == LUA_TTABLE) {
    push_capture(m, 0, s, e);
    lua_gettable(L, 3);
  } else {
    add_template(m, s, e);
    return true;
  }
  if (lua_toboolean(L, -1) == 0) {
    lua_pop(L, 1);
    lx_scratch_add(L, s, (size_t)(e - s));
    return false;
  }
  if (lua_isstring(L, -1) == 0) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  size_t length;
  const char *text = lua_tolstring(L, -1, &length);
  lx_scratch_add(L, text, length);
  lua_pop(L, 1);
  return true;
}

int lx_string_gsub(lua_State *L) {
  size_t length, pattern_length;
  const char *s = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  int type = lua_type(L, 3);
  lua_Integer limit = luaL_optinteger(L, 4, (lua_Integer)length + 1), count = 0;
  bool anchored = pattern_length > 0 && *pattern == '^', changed = false;
  luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                   "string/function/table");
  lua_settop(L, 4);
  if (type == LUA_TNUMBER) lua_tolstring(L, 3, NULL);
  size_t begin = lx_scratch_begin(lx_vm_of(L));
  const char *last = NULL;
  matcher m;
  prepare(&m, L, s, length, pattern + pattern_length);
  while (count < limit) {
    const char *e = attempt(&m, s, pattern + (anchored ? 1 : 0));
    count_step(&m);
    if (e != NULL && e != last) {
      count++;
      if (add_replacement(&m, s, e, type)) changed = true;
      s = last = e;
    } else if (s < m.text_end) {
      lx_scratch_add(L, s++, 1);
    } else {
      break;
    }
    if (anchored) break;
  }
  settle(&m);
  if (!changed) {
    lx_vm_of(L)->scratch_count = begin;
    lua_pushvalue(L, 1);
  } else {
    lx_scratch_add(L, s, (size_t)(m.text_end - s));
    lx_scratch_push(L, begin);
  }
  lua_pushinteger(L, count);
  return 2;
}
