// The basic functions. Everything that catches errors asks for the verdict before it goes on.
#include <math.h>

#include "shim.h"

// Functions are made as closures, never as light C functions: pairs orders objects by the serial
// number of their block, and a light function has none.
void lx_set_functions(lua_State *L, const luaL_Reg *functions) {
  for (; functions->name != NULL; functions++) {
    lua_pushstring(L, functions->name);
    lua_pushnil(L);
    lua_pushcclosure(L, functions->func, 1);
    lua_rawset(L, -3);
  }
}

// --- tostring and print -------------------------------------------------------------------------

// The number that stands for an object: the how-manieth it is that this evaluation showed.
static lua_Integer number_of(lua_State *L, int index) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_names);
  lua_pushvalue(L, index);
  if (lua_rawget(L, -2) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_pushinteger(L, ++lx_vm_of(L)->names);
    lua_pushvalue(L, index);
    lua_pushvalue(L, -2);
    lua_rawset(L, -4);
  }
  lua_Integer number = lua_tointeger(L, -1);
  lua_pop(L, 2);
  return number;
}

const char *lx_tostring(lua_State *L, int index, size_t *length) {
  index = lua_absindex(L, index);
  luaL_checkstack(L, 6, NULL);
  if (lua_type(L, index) == LUA_TSTRING) {
    lua_pushvalue(L, index);
  } else if (lx_view_text(L, index)) {
    // pushed
  } else if (luaL_callmeta(L, index, "__tostring") != 0) {
    if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "'__tostring' must return a string");
  } else {
    switch (lua_type(L, index)) {
      case LUA_TNUMBER:
        if (!lua_isinteger(L, index) && isnan(lua_tonumber(L, index))) {
          lua_pushliteral(L, "nan");  // its sign differs between machines
        } else {
          lua_pushvalue(L, index);
          lua_tolstring(L, -1, NULL);
        }
        break;
      case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) != 0 ? "true" : "false"); break;
      case LUA_TNIL: lua_pushliteral(L, "nil"); break;
      default: {
        lua_Integer number = number_of(L, index);
        bool is_named = luaL_getmetafield(L, index, "__name") == LUA_TSTRING;
        lua_pushfstring(L, "%s: %I", is_named ? lua_tostring(L, -1) : luaL_typename(L, index), (LUAI_UACINT)number);
      }
    }
  }
  return lua_tolstring(L, -1, length);
}

static int base_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  lx_tostring(L, 1, NULL);
  return 1;
}

static int base_print(lua_State *L) {
  lx_vm *vm = lx_vm_of(L);
  if (vm->withheld & LX_WITHHOLD_PRINT) return luaL_error(L, "'print' is withheld from this script");
  size_t begin = lx_scratch_begin(vm);
  for (int i = 1, n = lua_gettop(L); i <= n; i++) {
    size_t length;
    const char *text = lx_tostring(L, i, &length);
    if (i > 1) lx_scratch_add(L, "\t", 1);
    lx_scratch_add(L, text, length);
    lua_pop(L, 1);
  }
  size_t count = vm->scratch_count - begin;
  lx_charge_bytes(L, count);
  vm->output_left -= (int64_t)count + 1;
  if (vm->output_left < 0) {
    lx_fall(vm, LX_OUT_OF_OUTPUT);
    lx_raise_verdict(L);
  }
  vm->host.output(vm->host.context, count == 0 ? "" : vm->scratch + begin, count);
  vm->scratch_count = begin;
  return 0;
}

// --- Errors -------------------------------------------------------------------------------------

static int base_error(lua_State *L) {
  lua_Integer level = luaL_optinteger(L, 2, 1);
  lua_settop(L, 1);
  if (lua_type(L, 1) == LUA_TSTRING && level > 0) {
    int levels = level < LUAI_MAXSTACK ? (int)level : LUAI_MAXSTACK;
    lx_charge(L, 1 + levels / 8);  // Lua walks its calls to find the place
    luaL_where(L, levels);
    lua_pushvalue(L, 1);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int base_assert(lua_State *L) {
  if (lua_toboolean(L, 1) != 0) return lua_gettop(L);
  luaL_checkany(L, 1);
  lua_remove(L, 1);
  lua_pushliteral(L, "assertion failed!");
  lua_settop(L, 1);
  return base_error(L);
}

enum { ERROR_STEPS = 100 };  // about what making, throwing and catching an error takes

// [context]: where the scratch stack stood, and how many values are below the results.
static int finish_pcall(lua_State *L, int status, lua_KContext context) {
  if (status != LUA_OK && status != LUA_YIELD) {
    lx_vm *vm = lx_vm_of(L);
    lx_scratch_cut(vm, (size_t)context >> 2);
    lx_rethrow_verdict(L, status);
    lx_charge(L, ERROR_STEPS);
    vm->report.has_frames = false;
    lua_pushboolean(L, 0);
    lua_pushvalue(L, -2);
    return 2;
  }
  return lua_gettop(L) - (int)(context & 3);
}

static int base_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  lx_charge(L, 4);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  lua_KContext context = (lua_KContext)(lx_vm_of(L)->scratch_count << 2);
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, context, finish_pcall);
  return finish_pcall(L, status, context);
}

// A verdict passes the rule's message handler by.
static int guarded_handler(lua_State *L) {
  if (lx_vm_of(L)->verdict != LX_OK) return 1;
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

static int base_xpcall(lua_State *L) {
  int n = lua_gettop(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lx_charge(L, 4);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, guarded_handler, 1);
  lua_replace(L, 2);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);
  lua_KContext context = (lua_KContext)(lx_vm_of(L)->scratch_count << 2) | 2;
  int status = lua_pcallk(L, n - 2, LUA_MULTRET, 2, context, finish_pcall);
  return finish_pcall(L, status, context);
}

// --- Values -------------------------------------------------------------------------------------

static int base_type(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushstring(L, luaL_typename(L, 1));
  return 1;
}

static bool to_integer_in_base(lua_State *L, const char *text, size_t length, int base) {
  const char *p = text, *end = text + length;
  while (p < end && strchr(" \f\n\r\t\v", *p) != NULL && *p != '\0') p++;
  bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) p++;
  lua_Unsigned value = 0;
  const char *digits = p;
  for (; p < end; p++) {
    int digit = *p >= '0' && *p <= '9' ? *p - '0' : *p >= 'a' && *p <= 'z' ? *p - 'a' + 10 : *p >= 'A' && *p <= 'Z' ? *p - 'A' + 10 : 99;
    if (digit >= base) break;
    value = value * (lua_Unsigned)base + (lua_Unsigned)digit;
  }
  if (p == digits) return false;
  while (p < end && strchr(" \f\n\r\t\v", *p) != NULL && *p != '\0') p++;
  if (p != end) return false;
  lua_pushinteger(L, (lua_Integer)(negative ? 0 - value : value));
  return true;
}

static int base_tonumber(lua_State *L) {
  size_t length = 0;
  if (lua_isnoneornil(L, 2)) {
    if (lua_type(L, 1) == LUA_TNUMBER) {
      lua_settop(L, 1);
      return 1;
    }
    const char *text = lua_tolstring(L, 1, &length);
    lx_charge(L, 1 + (int64_t)length / 2);  // reading digits is slow
    if (text != NULL && lua_stringtonumber(L, text) == length + 1) return 1;
    luaL_checkany(L, 1);
  } else {
    lua_Integer base = luaL_checkinteger(L, 2);
    luaL_checktype(L, 1, LUA_TSTRING);
    const char *text = lua_tolstring(L, 1, &length);
    lx_charge_bytes(L, length);
    luaL_argcheck(L, 2 <= base && base <= 36, 2, "base out of range");
    if (to_integer_in_base(L, text, length, (int)base)) return 1;
  }
  lua_pushnil(L);
  return 1;
}

static int base_select(lua_State *L) {
  int n = lua_gettop(L);
  if (lua_type(L, 1) == LUA_TSTRING && *lua_tostring(L, 1) == '#') {
    lua_pushinteger(L, n - 1);
    return 1;
  }
  lua_Integer i = luaL_checkinteger(L, 1);
  if (i < 0) i = n + i;
  else if (i > n) i = n;
  luaL_argcheck(L, 1 <= i, 1, "index out of range");
  lx_charge(L, 1 + (n - (int)i) / 8);
  return n - (int)i;
}

static int base_rawequal(lua_State *L) {
  luaL_checkany(L, 1);
  luaL_checkany(L, 2);
  if (lua_type(L, 1) == LUA_TSTRING) lx_charge_bytes(L, lua_rawlen(L, 1));
  lua_pushboolean(L, lua_rawequal(L, 1, 2));
  return 1;
}

static int base_rawlen(lua_State *L) {
  int type = lua_type(L, 1);
  luaL_argexpected(L, type == LUA_TTABLE || type == LUA_TSTRING, 1, "table or string");
  if (lx_push_content(L, 1)) lua_replace(L, 1);
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, 1));
  return 1;
}

static int base_rawget(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  lua_settop(L, 2);
  if (lx_push_content(L, 1)) lua_replace(L, 1);
  lua_rawget(L, 1);
  return 1;
}

static int base_rawset(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  luaL_checkany(L, 3);
  lua_settop(L, 3);
  if (lx_push_content(L, 1)) return luaL_error(L, "this table is read-only");
  lua_rawset(L, 1);
  return 1;
}

static int next_item(lua_State *L) {
  lua_Integer i = luaL_checkinteger(L, 2);
  i = (lua_Integer)((lua_Unsigned)i + 1);
  lua_pushinteger(L, i);
  return lua_geti(L, 1, i) == LUA_TNIL ? 1 : 2;
}

static int base_ipairs(lua_State *L) {
  luaL_checkany(L, 1);
  int results = lx_rows_ipairs(L);
  if (results != 0) return results;
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

int lx_open_base(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"assert", base_assert},     {"error", base_error},
    {"getmetatable", lx_getmetatable}, {"next", lx_next},
    {"pairs", lx_pairs},         {"pcall", base_pcall},
    {"print", base_print},       {"rawequal", base_rawequal},
    {"rawget", base_rawget},     {"rawlen", base_rawlen},
    {"rawset", base_rawset},     {"select", base_select},
    {"setmetatable", lx_setmetatable}, {"tonumber", base_tonumber},
    {"tostring", base_tostring}, {"type", base_type},
    {"xpcall", base_xpcall},     {NULL, NULL}};
  lua_newtable(L);
  lx_set_functions(L, functions);
  lua_pushliteral(L, "ipairs");
  lua_pushnil(L);
  lua_pushcclosure(L, next_item, 1);
  lua_pushcclosure(L, base_ipairs, 1);
  lua_rawset(L, -3);
  lua_pushliteral(L, "_VERSION");
  lua_pushliteral(L, LUA_VERSION);
  lua_rawset(L, -3);
  return 1;
}
