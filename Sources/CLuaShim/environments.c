// Global names: an environment for each pack, apart from all others.
//
// What is shared (the libraries) is read-only: an empty table whose metatable leads to the content.
// rawget, next and pairs know the way; rawset and setmetatable refuse.
#include "shim.h"

// --- Read-only tables ---------------------------------------------------------------------------

static int refuse_change(lua_State *L) {
  return luaL_error(L, "this table is read-only: cannot set '%s'", luaL_tolstring(L, 2, NULL));
}

void lx_push_readonly(lua_State *L, int content) {
  content = lua_absindex(L, content);
  lua_newtable(L);
  lua_createtable(L, 0, 4);
  lua_pushvalue(L, content);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, refuse_change);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pushvalue(L, content);
  lua_rawsetp(L, -2, &lx_key_content);
  lua_setmetatable(L, -2);
}

bool lx_push_content(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TTABLE || lua_getmetatable(L, index) == 0) return false;
  if (lua_rawgetp(L, -1, &lx_key_content) == LUA_TTABLE) {
    lua_remove(L, -2);
    return true;
  }
  lua_pop(L, 2);
  return false;
}

// --- Globals ------------------------------------------------------------------------------------

enum { SUGGESTION_STEPS = 20 };  // about what comparing two names takes

static int unknown_global(lua_State *L) {
  size_t length;
  const char *name = luaL_tolstring(L, 2, &length);
  lx_suggestion suggestion = {name, length, NULL, 0};
  lua_pushnil(L);
  while (lua_next(L, 1) != 0) {
    lx_charge(L, SUGGESTION_STEPS);
    if (lua_type(L, -2) == LUA_TSTRING) lx_suggest_from(&suggestion, lua_tostring(L, -2));
    lua_pop(L, 1);
  }
  if (suggestion.best == NULL) return luaL_error(L, "unknown global '%s'", name);
  return luaL_error(L, "unknown global '%s' (did you mean '%s'?)", name, suggestion.best);
}

static int refuse_global(lua_State *L) {
  const char *name = luaL_tolstring(L, 2, NULL);
  return luaL_error(L, "cannot assign the global '%s' (write 'local %s')", name, name);
}

static void copy_into(lua_State *L, int from, int to) {
  lua_pushnil(L);
  while (lua_next(L, from) != 0) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, to);
  }
}

static int load_string(lua_State *L) {
  size_t length;
  luaL_checktype(L, 1, LUA_TSTRING);
  const char *source = lua_tolstring(L, 1, &length);
  const char *name = luaL_optstring(L, 2, source);
  const char *mode = luaL_optstring(L, 3, "t");
  bool has_environment = !lua_isnone(L, 4);
  if (strchr(mode, 't') == NULL) {
    lua_pushnil(L);
    lua_pushliteral(L, "only text can be loaded");
    return 2;
  }
  if (lx_load_chunk(L, source, length, name) != LUA_OK) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  lua_pushvalue(L, has_environment ? 4 : lua_upvalueindex(1));
  if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  return 1;
}

// As luaL_loadbufferx; raises nothing but verdicts.
int lx_load_chunk(lua_State *L, const char *source, size_t length, const char *chunk_name) {
  const lx_vm *vm = lx_vm_of(L);
  const char *shown = *chunk_name == '@' || *chunk_name == '=' ? chunk_name + 1 : "chunk";
  lx_charge(L, 1 + (int64_t)length);  // compiling is slower than running
  if (vm->limits.source_bytes != 0 && length > vm->limits.source_bytes) {
    lua_pushfstring(L, "%s:1: a chunk of more than %I bytes", shown, (LUAI_UACINT)vm->limits.source_bytes);
    return LUA_ERRSYNTAX;
  }
  int line = 0;
  const char *reason = lx_refuse_source(source, length, &line);
  if (reason != NULL) {
    lua_pushfstring(L, "%s:%d: %s", shown, line, reason);
    return LUA_ERRSYNTAX;
  }
  int status = luaL_loadbufferx(L, source, length, chunk_name, "t");
  if (status != LUA_OK) lx_rethrow_verdict(L, status);
  return status;
}

typedef struct request {
  lx_environment_kind kind;
  int32_t environment;
  const char *name;
  size_t length;
  lx_tape value;
} request;

static void set_metatable_of_globals(lua_State *L, int globals, lx_environment_kind kind) {
  lua_newtable(L);
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  if (kind != LX_OPEN) {
    lua_pushcfunction(L, unknown_global);
    lua_setfield(L, -2, "__index");
  }
  lua_setmetatable(L, globals);
}

static int make_environment(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  lx_vm *vm = lx_vm_of(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_globals);  // at 2
  lua_newtable(L);                                     // at 3: globals
  copy_into(L, 2, 3);
  if (r->kind == LX_TRUSTED) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_prelude);  // at 4
    copy_into(L, 4, 3);
    lua_settop(L, 3);
  }
  set_metatable_of_globals(L, 3, r->kind);
  if (r->kind == LX_STRICT) {
    lx_push_readonly(L, 3);  // at 4: the environment
    lua_getmetatable(L, 4);
    lua_pushcfunction(L, refuse_global);
    lua_setfield(L, -2, "__newindex");
    lua_settop(L, 4);
  } else {
    lua_pushvalue(L, 3);
  }
  lua_pushvalue(L, 4);
  lua_pushliteral(L, "_G");
  lua_pushvalue(L, 4);
  lua_rawset(L, 3);
  lua_pushliteral(L, "load");
  lua_pushvalue(L, 4);
  lua_pushcclosure(L, load_string, 1);
  lua_rawset(L, 3);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_environments);
  lua_pushvalue(L, 4);
  lua_rawseti(L, -2, vm->environments + 1);
  r->environment = ++vm->environments;
  return 0;
}

lx_status lx_make_environment(lx_vm *vm, lx_environment_kind kind, int32_t *environment) {
  request r = {.kind = kind};
  lx_status status = lx_protect(vm, make_environment, &r, NULL);
  *environment = r.environment;
  return status;
}

static int set_global(lua_State *L) {
  const request *r = lua_touserdata(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_environments);
  if (lua_rawgeti(L, -1, r->environment) != LUA_TTABLE) return luaL_error(L, "no such environment");
  if (!lx_push_content(L, -1)) lua_pushvalue(L, -1);
  lua_pushlstring(L, r->name, r->length);
  if (lx_push_tape(L, &r->value) != 1) return luaL_error(L, "a global has one value");
  lua_rawset(L, -3);
  return 0;
}

lx_status lx_set_global(lx_vm *vm, int32_t environment, const char *name, size_t length, lx_tape tape) {
  request r = {.environment = environment, .name = name, .length = length, .value = tape};
  return lx_protect(vm, set_global, &r, NULL);
}

// --- Opening ------------------------------------------------------------------------------------

static void add_library(lua_State *L, const char *name, lua_CFunction open, int globals) {
  lua_pushstring(L, name);
  open(L);
  lua_pushvalue(L, -1);
  lua_setfield(L, globals + 1, name);
  lx_push_readonly(L, -1);
  lua_remove(L, -2);
  lua_rawset(L, globals);
}

int lx_open_environments(lua_State *L) {
  lua_settop(L, 0);
  lx_open_base(L);  // at 1: the globals
  // Where luaL_argerror looks for the name of a function that was not called by one.
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, 1);
  lua_setfield(L, 2, LUA_GNAME);
  add_library(L, LUA_STRLIBNAME, lx_open_string, 1);
  add_library(L, LUA_TABLIBNAME, lx_open_table, 1);
  add_library(L, LUA_MATHLIBNAME, lx_open_math, 1);
  add_library(L, LUA_UTF8LIBNAME, lx_open_utf8, 1);
  add_library(L, LUA_COLIBNAME, lx_open_coroutine, 1);
  lua_settop(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lx_key_globals);
  lua_newtable(L);
  static const luaL_Reg prelude[] = {{"attach", lx_attach}, {"attach_rows", lx_attach_rows}, {NULL, NULL}};
  lx_set_functions(L, prelude);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lx_key_prelude);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lx_key_environments);
  return 0;
}
