// string, without dump, and the metatable of strings. Each function pays for its length beforehand.
#include <ctype.h>

#include "shim.h"

// 1-based position from [position], which may count from the end; below 1 for what is before it.
static size_t start_position(lua_Integer position, size_t length) {
  if (position > 0) return (size_t)position;
  if (position == 0) return 1;
  if (position < -(lua_Integer)length) return 1;
  return length + (size_t)position + 1;
}

static size_t end_position(lua_State *L, int index, lua_Integer otherwise, size_t length) {
  lua_Integer position = luaL_optinteger(L, index, otherwise);
  if (position > (lua_Integer)length) return length;
  if (position >= 0) return (size_t)position;
  if (position < -(lua_Integer)length) return 0;
  return length + (size_t)position + 1;
}

static int string_len(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  lua_pushinteger(L, (lua_Integer)length);
  return 1;
}

static int string_sub(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  size_t start = start_position(luaL_checkinteger(L, 2), length);
  size_t end = end_position(L, 3, -1, length);
  if (start > end) {
    lua_pushliteral(L, "");
    return 1;
  }
  size_t count = end - start + 1;
  lx_charge_bytes(L, count);
  if (count > 16384) lx_make_room(L, count);
  lua_pushlstring(L, text + start - 1, count);
  return 1;
}

static int string_byte(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  size_t start = start_position(first, length);
  size_t end = end_position(L, 3, first, length);
  if (start > end) return 0;
  if (end - start >= 1000000) return luaL_error(L, "string slice too long");
  int count = (int)(end - start) + 1;
  lx_charge(L, 1 + count / 4);
  luaL_checkstack(L, count, "string slice too long");
  for (int i = 0; i < count; i++) lua_pushinteger(L, (unsigned char)text[start - 1 + (size_t)i]);
  return count;
}

static int string_char(lua_State *L) {
  int count = lua_gettop(L);
  lx_charge(L, 1 + count / 4);
  size_t begin = lx_scratch_begin(lx_vm_of(L));
  for (int i = 1; i <= count; i++) {
    lua_Unsigned code = (lua_Unsigned)luaL_checkinteger(L, i);
    luaL_argcheck(L, code <= 255, i, "value out of range");
    char c = (char)(unsigned char)code;
    lx_scratch_add(L, &c, 1);
  }
  lx_scratch_push(L, begin);
  return 1;
}

// Pushes [text] with each byte changed by [change], or turned round.
static int push_changed(lua_State *L, int (*change)(int), bool reversed) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  lx_charge(L, 1 + (int64_t)(length / 8));
  size_t begin = lx_scratch_begin(lx_vm_of(L));
  char *copy = lx_scratch_extend(L, length);
  for (size_t i = 0; i < length; i++) {
    char c = text[reversed ? length - 1 - i : i];
    copy[i] = change == NULL ? c : (char)(unsigned char)change((unsigned char)c);
  }
  lx_scratch_push(L, begin);
  return 1;
}

static int string_lower(lua_State *L) { return push_changed(L, tolower, false); }
static int string_upper(lua_State *L) { return push_changed(L, toupper, false); }
static int string_reverse(lua_State *L) { return push_changed(L, NULL, true); }

static int string_rep(lua_State *L) {
  size_t length, separator_length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer n = luaL_checkinteger(L, 2);
  const char *separator = luaL_optlstring(L, 3, "", &separator_length);
  if (n <= 0 || length + separator_length == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  size_t unit = length + separator_length;
  if (unit < length || (lua_Unsigned)n > (lua_Unsigned)INT64_MAX / unit) return luaL_error(L, "resulting string too large");
  size_t total = (size_t)n * length + (size_t)(n - 1) * separator_length;
  // It is built once and copied once.
  if (total > 16384) lx_make_room(L, total * 2);
  lx_charge(L, 1 + (int64_t)(total / LX_BYTES_PER_STEP) + n / 8);
  size_t begin = lx_scratch_begin(lx_vm_of(L));
  char *at = lx_scratch_extend(L, total);
  for (lua_Integer i = 0; i < n; i++) {
    memcpy(at, text, length);
    at += length;
    if (i == n - 1 || separator_length == 0) continue;
    memcpy(at, separator, separator_length);
    at += separator_length;
  }
  lx_scratch_push(L, begin);
  return 1;
}

// --- pack ---------------------------------------------------------------------------------------

// Upvalue 1 is the library's own function. Its work is linear in the strings it is given, but for
// the padding that a size in the format asks for, and sizes go up to 2 GiB.
static int counted(lua_State *L) {
  for (int i = 1, n = lua_gettop(L); i <= n; i++) {
    if (lua_type(L, i) == LUA_TSTRING) lx_charge(L, 1 + (int64_t)lua_rawlen(L, i));
  }
  const char *format = lua_tostring(L, 1);
  for (const char *p = format; p != NULL && *p != '\0'; p++) {
    if (*p != 'c') continue;
    int64_t size = 0;
    while (p[1] >= '0' && p[1] <= '9' && size < INT32_MAX) size = size * 10 + (*++p - '0');
    lx_charge(L, size / 8);
    lx_make_room(L, (size_t)size);
  }
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static int counted_size(lua_State *L) {
  lx_charge(L, 1 + (int64_t)(lua_type(L, 1) == LUA_TSTRING ? lua_rawlen(L, 1) : 0));
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static void add_counted(lua_State *L, int stock, int library, const char *name, lua_CFunction function) {
  lua_pushstring(L, name);
  lua_getfield(L, stock, name);
  lua_pushcclosure(L, function, 1);
  lua_rawset(L, library);
}

// --- Arithmetic on strings ----------------------------------------------------------------------

static bool push_number(lua_State *L, int index) {
  if (lua_type(L, index) == LUA_TNUMBER) {
    lua_pushvalue(L, index);
    return true;
  }
  size_t length;
  const char *text = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &length) : NULL;
  if (text == NULL) return false;
  lx_charge(L, 1 + (int64_t)length / 2);  // reading digits is slow
  return lua_stringtonumber(L, text) == length + 1;
}

static int arithmetic(lua_State *L, int operation, const char *metafield) {
  lua_settop(L, 2);
  if (push_number(L, 1) && push_number(L, 2)) {
    lua_arith(L, operation);
    return 1;
  }
  lua_settop(L, 2);
  if (lua_type(L, 2) == LUA_TSTRING || luaL_getmetafield(L, 2, metafield) == LUA_TNIL) {
    return luaL_error(L, "attempt to %s a '%s' with a '%s'", metafield + 2, luaL_typename(L, 1), luaL_typename(L, 2));
  }
  lua_insert(L, -3);
  lua_call(L, 2, 1);
  return 1;
}

static int add(lua_State *L) { return arithmetic(L, LUA_OPADD, "__add"); }
static int subtract(lua_State *L) { return arithmetic(L, LUA_OPSUB, "__sub"); }
static int multiply(lua_State *L) { return arithmetic(L, LUA_OPMUL, "__mul"); }
static int modulo(lua_State *L) { return arithmetic(L, LUA_OPMOD, "__mod"); }
static int power(lua_State *L) { return arithmetic(L, LUA_OPPOW, "__pow"); }
static int divide(lua_State *L) { return arithmetic(L, LUA_OPDIV, "__div"); }
static int divide_down(lua_State *L) { return arithmetic(L, LUA_OPIDIV, "__idiv"); }

// Lua calls this with the operand twice; lua_arith with one operand pushes its own second.
static int negate(lua_State *L) {
  lua_settop(L, 1);
  if (!push_number(L, 1)) return luaL_error(L, "attempt to negate a '%s'", luaL_typename(L, 1));
  lua_arith(L, LUA_OPUNM);
  return 1;
}

static void set_string_metatable(lua_State *L, int library) {
  static const luaL_Reg metafields[] = {
    {"__add", add},      {"__sub", subtract},     {"__mul", multiply}, {"__mod", modulo}, {"__pow", power},
    {"__div", divide},   {"__idiv", divide_down}, {"__unm", negate},   {NULL, NULL}};
  lua_pushliteral(L, "");
  lua_newtable(L);
  lx_set_functions(L, metafields);
  lua_pushvalue(L, library);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

int lx_open_string(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"byte", string_byte},      {"char", string_char},   {"find", lx_string_find}, {"format", lx_format},
    {"gmatch", lx_string_gmatch}, {"gsub", lx_string_gsub}, {"len", string_len},   {"lower", string_lower},
    {"match", lx_string_match}, {"rep", string_rep},     {"reverse", string_reverse}, {"sub", string_sub},
    {"upper", string_upper},    {NULL, NULL}};
  luaopen_string(L);
  int stock = lua_gettop(L);
  lua_newtable(L);
  int library = lua_gettop(L);
  lx_set_functions(L, functions);
  add_counted(L, stock, library, "pack", counted);
  add_counted(L, stock, library, "unpack", counted);
  add_counted(L, stock, library, "packsize", counted_size);
  set_string_metatable(L, library);
  lua_remove(L, stock);
  return 1;
}

static int expose(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_prelude);
  int prelude = lua_gettop(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_globals);
  lua_getfield(L, -1, "string");
  lx_push_content(L, -1);
  int library = lua_gettop(L);
  lua_pushliteral(L, "stock");
  luaopen_string(L);  // it takes the metatable of strings for itself
  lua_rawset(L, prelude);
  set_string_metatable(L, library);
  return 0;
}

lx_status lx_expose_stock_strings(lx_vm *vm) { return lx_protect(vm, expose, NULL, NULL); }

static int empty_function(lua_State *L) {
  (void)L;
  return 0;
}

static int expose_empty(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_prelude);
  lua_pushliteral(L, "empty_c");
  lua_pushcfunction(L, empty_function);
  lua_rawset(L, -3);
  return 0;
}

lx_status lx_expose_empty_function(lx_vm *vm) { return lx_protect(vm, expose_empty, NULL, NULL); }
