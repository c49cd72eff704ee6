// Metatables for rules: a copy of what is allowed, in a table that no rule can reach.
//
// A metafield can be added after setmetatable, and four of them reach faults of Lua 5.4.4 or run
// where nothing can interrupt them. So a table never gets the rule's own metatable but a locked copy
// of its allowed fields, which is brought up to date at each setmetatable. getmetatable gives the
// rule's own back.
#include "shim.h"

static const char *const allowed[] = {
  "__index", "__newindex", "__call", "__len",  "__eq",   "__lt",  "__le",   "__unm",  "__add",       "__sub",
  "__mul",   "__div",      "__mod",  "__pow",  "__idiv", "__band", "__bor", "__bxor", "__shl",       "__shr",
  "__bnot",  "__tostring", "__name", "__pairs", "__metatable", NULL};

static const char *const forbidden[] = {"__gc", "__close", "__mode", "__concat", NULL};

static void check_allowed(lua_State *L, int metatable) {
  for (const char *const *name = forbidden; *name != NULL; name++) {
    lua_pushstring(L, *name);
    if (lua_rawget(L, metatable) != LUA_TNIL) luaL_error(L, "metafield '%s' is not available here", *name);
    lua_pop(L, 1);
  }
}

// A __call that is no function makes Lua shift its stack a million times in one instruction.
static void check_value(lua_State *L, const char *name) {
  int type = lua_type(L, -1);
  if (type == LUA_TNIL) return;
  bool is_good = true;
  if (strcmp(name, "__index") == 0 || strcmp(name, "__newindex") == 0) is_good = type == LUA_TFUNCTION || type == LUA_TTABLE || type == LUA_TLIGHTUSERDATA;
  else if (strcmp(name, "__metatable") != 0 && strcmp(name, "__name") != 0) is_good = type == LUA_TFUNCTION;
  if (!is_good) luaL_error(L, "metafield '%s' cannot be a %s", name, luaL_typename(L, -1));
}

static void copy_allowed(lua_State *L, int from, int to) {
  for (const char *const *name = allowed; *name != NULL; name++) {
    lua_pushstring(L, *name);
    lua_pushvalue(L, -1);
    lua_rawget(L, from);
    check_value(L, *name);
    lua_rawset(L, to);
  }
}

// Whether the table at [index] has a metatable that rules may not change or see.
static bool is_protected(lua_State *L, int index) {
  if (lua_getmetatable(L, index) == 0) return false;
  lua_pushliteral(L, "__metatable");
  bool answer = lua_rawget(L, -2) != LUA_TNIL;
  lua_pop(L, 2);
  return answer;
}

int lx_setmetatable(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  lx_charge(L, 16);
  lua_settop(L, 2);
  if (is_protected(L, 1)) return luaL_error(L, "cannot change a protected metatable");
  if (type == LUA_TNIL) {
    lua_setmetatable(L, 1);
    return 1;
  }
  if (lx_push_content(L, 2)) lua_replace(L, 2);
  check_allowed(L, 2);
  if (lua_rawgetp(L, 2, &lx_key_original) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, 2);
    lua_rawsetp(L, 3, &lx_key_original);
    lua_pushvalue(L, 3);
    lua_rawsetp(L, 2, &lx_key_original);
  }
  copy_allowed(L, 2, 3);
  lua_setmetatable(L, 1);
  lua_settop(L, 1);
  return 1;
}

int lx_getmetatable(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_getmetatable(L, 1) == 0) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushliteral(L, "__metatable");
  if (lua_rawget(L, -2) != LUA_TNIL) return 1;
  lua_pop(L, 1);
  if (lua_rawgetp(L, -1, &lx_key_original) != LUA_TTABLE) lua_pushboolean(L, 0);
  return 1;
}
