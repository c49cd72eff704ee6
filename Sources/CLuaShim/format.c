// string.format: the manual's conversions, no addresses, the same digits everywhere.
#include <math.h>
#include <stdio.h>

#include "shim.h"

enum { LONGEST_SPEC = 24, LONGEST_ITEM = 480 };

typedef struct conversion {
  char spec[LONGEST_SPEC];  // "%-5.2" and room for a length modifier and the letter
  size_t length;
  char letter;
  bool has_precision, is_plain;
} conversion;

// Reads what stands between '%' and the letter. [p] is behind the '%'.
static const char *read_conversion(lua_State *L, const char *p, const char *end, conversion *c) {
  const char *start = p;
  size_t flags = 0, width = 0, precision = 0;
  while (p < end && memchr("-+ #0", *p, 5) != NULL) p++, flags++;
  while (p < end && *p >= '0' && *p <= '9') p++, width++;
  c->has_precision = p < end && *p == '.';
  if (c->has_precision) {
    p++;
    while (p < end && *p >= '0' && *p <= '9') p++, precision++;
  }
  if (flags > 5 || width > 2 || precision > 2) luaL_error(L, "invalid conversion specification: '%%%s'", start);
  c->is_plain = p == start;
  c->spec[0] = '%';
  memcpy(c->spec + 1, start, (size_t)(p - start));
  c->length = (size_t)(p - start) + 1;
  c->letter = p < end ? *p : '\0';
  return p + 1;
}

static void check_flags(lua_State *L, const conversion *c, const char *allowed, bool precision) {
  const char *p = c->spec + 1, *end = c->spec + c->length;
  while (p < end && *p != '\0' && strchr(allowed, *p) != NULL) p++;
  bool good = p == end || (*p >= '1' && *p <= '9') || *p == '.';
  if (!good || (c->has_precision && !precision)) {
    luaL_error(L, "invalid conversion specification: '%s%c'", c->spec, c->letter);
  }
}

static void finish_spec(conversion *c, const char *letters) { memcpy(c->spec + c->length, letters, strlen(letters) + 1); }

static void add_printed(lua_State *L, const char *item, int written) {
  if (written > 0) lx_scratch_add(L, item, (size_t)written < LONGEST_ITEM ? (size_t)written : LONGEST_ITEM - 1);
}

static void add_integer(lua_State *L, int argument, conversion *c) {
  long long n = luaL_checkinteger(L, argument);
  char letters[4] = {'l', 'l', c->letter, '\0'}, item[LONGEST_ITEM];
  check_flags(L, c, c->letter == 'd' || c->letter == 'i' ? "-+0 " : c->letter == 'u' ? "-0" : "-#0", true);
  finish_spec(c, letters);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  add_printed(L, item, snprintf(item, sizeof item, c->spec, n));
#pragma GCC diagnostic pop
}

static void add_float(lua_State *L, int argument, conversion *c) {
  double x = luaL_checknumber(L, argument);
  char letters[2] = {c->letter, '\0'}, item[LONGEST_ITEM];
  check_flags(L, c, "-+#0 ", true);
  if (isnan(x)) x = copysign(x, 1);  // its sign differs between machines
  finish_spec(c, letters);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  int written = snprintf(item, sizeof item, c->spec, x);
  lx_charge(L, 8 + written);  // a digit costs about an instruction
  add_printed(L, item, written);
#pragma GCC diagnostic pop
}

static void add_text(lua_State *L, int argument, conversion *c) {
  size_t length;
  const char *text = lx_tostring(L, argument, &length);
  check_flags(L, c, "-", true);
  lx_charge_bytes(L, length);
  if (c->is_plain || (!c->has_precision && length >= 100)) {
    lx_scratch_add(L, text, length);
  } else {
    char item[LONGEST_ITEM];
    luaL_argcheck(L, length == strlen(text), argument, "string contains zeros");
    finish_spec(c, "s");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    add_printed(L, item, snprintf(item, sizeof item, c->spec, text));
#pragma GCC diagnostic pop
  }
  lua_pop(L, 1);
}

static void add_quoted_string(lua_State *L, const char *text, size_t length) {
  lx_charge(L, 1 + (int64_t)(length / 8));
  lx_scratch_add(L, "\"", 1);
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\' || c == '\n') {
      lx_scratch_add(L, "\\", 1);
      lx_scratch_add(L, text + i, 1);
    } else if (c < 32 || c == 127) {
      char item[8];
      bool digit = i + 1 < length && text[i + 1] >= '0' && text[i + 1] <= '9';
      int written = digit ? snprintf(item, sizeof item, "\\%03d", c) : snprintf(item, sizeof item, "\\%d", c);
      lx_scratch_add(L, item, (size_t)written);
    } else {
      lx_scratch_add(L, text + i, 1);
    }
  }
  lx_scratch_add(L, "\"", 1);
}

static void add_literal(lua_State *L, int argument) {
  char item[64];
  int written = 0;
  switch (lua_type(L, argument)) {
    case LUA_TSTRING: {
      size_t length;
      const char *text = lua_tolstring(L, argument, &length);
      add_quoted_string(L, text, length);
      return;
    }
    case LUA_TNUMBER:
      if (lua_isinteger(L, argument)) {
        long long n = lua_tointeger(L, argument);
        written = snprintf(item, sizeof item, n == INT64_MIN ? "0x%llx" : "%lld", n);
      } else {
        double x = lua_tonumber(L, argument);
        if (isnan(x)) written = snprintf(item, sizeof item, "(0/0)");
        else if (isinf(x)) written = snprintf(item, sizeof item, x > 0 ? "1e9999" : "-1e9999");
        else written = snprintf(item, sizeof item, "%a", x);
      }
      break;
    case LUA_TNIL:
    case LUA_TBOOLEAN: {
      size_t length;
      const char *text = lx_tostring(L, argument, &length);
      lx_scratch_add(L, text, length);
      lua_pop(L, 1);
      return;
    }
    default: luaL_argerror(L, argument, "value has no literal form");
  }
  lx_scratch_add(L, item, (size_t)written);
}

static void add_item(lua_State *L, int argument, conversion *c) {
  switch (c->letter) {
    case 'c': {
      char byte = (char)(unsigned char)luaL_checkinteger(L, argument), item[LONGEST_ITEM];
      check_flags(L, c, "-", false);
      finish_spec(c, "c");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      add_printed(L, item, snprintf(item, sizeof item, c->spec, byte));
#pragma GCC diagnostic pop
      break;
    }
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X': add_integer(L, argument, c); break;
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': add_float(L, argument, c); break;
    case 'p':  // an address elsewhere; here what tostring shows
    case 's': add_text(L, argument, c); break;
    case 'q':
      if (!c->is_plain) luaL_error(L, "specifier '%%q' cannot have modifiers");
      add_literal(L, argument);
      break;
    case '\0': luaL_error(L, "invalid conversion '%s' to 'format'", c->spec); break;
    default: luaL_error(L, "invalid conversion '%s%c' to 'format'", c->spec, c->letter);
  }
}

int lx_format(lua_State *L) {
  size_t length;
  const char *format = luaL_checklstring(L, 1, &length), *end = format + length;
  int top = lua_gettop(L), argument = 1;
  lx_charge_bytes(L, length);
  size_t begin = lx_scratch_begin(lx_vm_of(L));
  while (format < end) {
    const char *percent = memchr(format, '%', (size_t)(end - format));
    if (percent == NULL) break;
    lx_scratch_add(L, format, (size_t)(percent - format));
    format = percent + 1;
    if (format < end && *format == '%') {
      lx_scratch_add(L, format++, 1);
      continue;
    }
    conversion c;
    memset(&c, 0, sizeof c);
    if (++argument > top) return luaL_argerror(L, argument, "no value");
    format = read_conversion(L, format, end, &c);
    lx_charge(L, 10);  // about what a conversion takes
    add_item(L, argument, &c);
  }
  if (format < end) lx_scratch_add(L, format, (size_t)(end - format));
  lx_scratch_push(L, begin);
  return 1;
}
