// utf8, with every scan charged.
#include "shim.h"

enum { LARGEST = 0x7FFFFFFF, LARGEST_UNICODE = 0x10FFFF };

static bool is_continuation(const char *p) { return ((unsigned char)*p & 0xC0) == 0x80; }

// Decodes one character, which may run up to the string's final zero. NULL when it is malformed.
static const char *decode(const char *s, uint32_t *value, bool strict) {
  static const uint32_t limits[] = {~(uint32_t)0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
  unsigned int c = (unsigned char)s[0];
  uint32_t result = 0;
  if (c < 0x80) {
    result = c;
  } else {
    int count = 0;
    for (; (c & 0x40) != 0; c <<= 1) {
      unsigned int next = (unsigned char)s[++count];
      if ((next & 0xC0) != 0x80) return NULL;
      result = (result << 6) | (next & 0x3F);
    }
    // Asked before the shift: for the byte FF it would be one of 35 bits.
    if (count == 0 || count > 5) return NULL;
    result |= (uint32_t)(c & 0x7F) << (count * 5);
    if (result > LARGEST || result < limits[count]) return NULL;
    s += count;
  }
  if (strict && (result > LARGEST_UNICODE || (0xD800 <= result && result <= 0xDFFF))) return NULL;
  *value = result;
  return s + 1;
}

// 0-based from a position that may count from the end.
static lua_Integer position(lua_Integer p, size_t length) {
  if (p >= 0) return p;
  if (0u - (size_t)p > length) return 0;
  return (lua_Integer)length + p + 1;
}

static int utf8_len(lua_State *L) {
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_Integer from = position(luaL_optinteger(L, 2, 1), length), to = position(luaL_optinteger(L, 3, -1), length);
  bool lax = lua_toboolean(L, 4) != 0;
  luaL_argcheck(L, 1 <= from && --from <= (lua_Integer)length, 2, "initial position out of bounds");
  luaL_argcheck(L, --to < (lua_Integer)length, 3, "final position out of bounds");
  if (to >= from) lx_charge(L, 1 + (to - from) / 4);
  lua_Integer count = 0;
  while (from <= to) {
    uint32_t code;
    const char *next = decode(s + from, &code, !lax);
    if (next == NULL) {
      lua_pushnil(L);
      lua_pushinteger(L, from + 1);
      return 2;
    }
    from = next - s;
    count++;
  }
  lua_pushinteger(L, count);
  return 1;
}

static int utf8_codepoint(lua_State *L) {
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_Integer first = position(luaL_optinteger(L, 2, 1), length), last = position(luaL_optinteger(L, 3, first), length);
  bool lax = lua_toboolean(L, 4) != 0;
  luaL_argcheck(L, first >= 1, 2, "out of bounds");
  luaL_argcheck(L, last <= (lua_Integer)length, 3, "out of bounds");
  if (first > last) return 0;
  if (last - first >= 1000000) return luaL_error(L, "string slice too long");
  int count = (int)(last - first) + 1;
  lx_charge(L, 1 + count / 4);
  luaL_checkstack(L, count, "string slice too long");
  int results = 0;
  const char *end = s + last;
  for (s += first - 1; s < end;) {
    uint32_t code;
    s = decode(s, &code, !lax);
    if (s == NULL) return luaL_error(L, "invalid UTF-8 code");
    lua_pushinteger(L, code);
    results++;
  }
  return results;
}

static void add_character(lua_State *L, int argument) {
  lua_Unsigned code = (lua_Unsigned)luaL_checkinteger(L, argument);
  luaL_argcheck(L, code <= LARGEST, argument, "value out of range");
  char bytes[8];
  size_t count = 1;
  if (code < 0x80) {
    bytes[7] = (char)code;
  } else {
    unsigned int room = 0x3F;
    do {
      bytes[8 - count++] = (char)(0x80 | (code & 0x3F));
      code >>= 6;
      room >>= 1;
    } while (code > room);
    bytes[8 - count] = (char)((~room << 1) | code);
  }
  lx_scratch_add(L, bytes + 8 - count, count);
}

static int utf8_char(lua_State *L) {
  int count = lua_gettop(L);
  lx_charge(L, 1 + count / 4);
  size_t begin = lx_scratch_begin(lx_vm_of(L));
  for (int i = 1; i <= count; i++) add_character(L, i);
  lx_scratch_push(L, begin);
  return 1;
}

static int utf8_offset(lua_State *L) {
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_Integer n = luaL_checkinteger(L, 2);
  lua_Integer at = position(luaL_optinteger(L, 3, n > 0 ? 1 : (lua_Integer)length + 1), length);
  luaL_argcheck(L, 1 <= at && --at <= (lua_Integer)length, 3, "position out of bounds");
  lua_Integer from = at;
  if (n == 0) {
    while (at > 0 && is_continuation(s + at)) at--;
  } else {
    if (is_continuation(s + at)) return luaL_error(L, "initial position is a continuation byte");
    if (n < 0) {
      while (n < 0 && at > 0) {
        do at--;
        while (at > 0 && is_continuation(s + at));
        n++;
      }
    } else {
      n--;
      while (n > 0 && at < (lua_Integer)length) {
        do at++;
        while (is_continuation(s + at));
        n--;
      }
    }
  }
  // Linear in the way gone, which is known only now; the string bounds it.
  lx_charge(L, 1 + (at > from ? at - from : from - at) / 4);
  if (n == 0) lua_pushinteger(L, at + 1);
  else lua_pushnil(L);
  return 1;
}

// Upvalue 1: whether codes beyond Unicode are good.
static int next_code(lua_State *L) {
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_Unsigned at = (lua_Unsigned)lua_tointeger(L, 2), from = at;
  if (at > 0 && at <= length) {
    while (is_continuation(s + at)) at++;
  }
  lx_charge(L, 1 + (int64_t)(at > from ? (at - from) / 4 : 0));
  if (at >= length) return 0;
  uint32_t code;
  const char *next = decode(s + at, &code, lua_toboolean(L, lua_upvalueindex(1)) == 0);
  if (next == NULL || is_continuation(next)) return luaL_error(L, "invalid UTF-8 code");
  lua_pushinteger(L, (lua_Integer)at + 1);
  lua_pushinteger(L, code);
  return 2;
}

static int utf8_codes(lua_State *L) {
  const char *s = luaL_checkstring(L, 1);
  luaL_argcheck(L, !is_continuation(s), 1, "invalid UTF-8 code");
  lua_pushboolean(L, lua_toboolean(L, 2));
  lua_pushcclosure(L, next_code, 1);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

int lx_open_utf8(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"char", utf8_char}, {"codepoint", utf8_codepoint}, {"codes", utf8_codes},
    {"len", utf8_len},   {"offset", utf8_offset},       {NULL, NULL}};
  lua_newtable(L);
  lx_set_functions(L, functions);
  lua_pushliteral(L, "charpattern");
  lua_pushlstring(L, "[\0-\x7F\xC2-\xFD][\x80-\xBF]*", 14);
  lua_rawset(L, -3);
  return 1;
}
