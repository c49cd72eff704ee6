// Coroutines whose work counts, and which cannot keep a verdict to themselves.
//
// There is no coroutine.close: in Lua 5.4.4 nested ones overflow the C stack.
#include "shim.h"

static lua_State *coroutine_at(lua_State *L, int index) {
  lua_State *co = lua_tothread(L, index);
  luaL_argexpected(L, co != NULL, index, "thread");
  return co;
}

// Moves [arguments] over and runs [co] until it yields, ends or fails. Returns the number of values
// moved back, or -1 with the error on top.
static int resume(lua_State *L, lua_State *co, int arguments) {
  lx_vm *vm = lx_vm_of(L);
  lx_charge(L, 8 + arguments / 8);
  if (lua_checkstack(co, arguments) == 0) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, co, arguments);
  lx_waiting here = {L, vm->waiting};
  size_t floor = vm->scratch_floor, count = vm->scratch_count;
  vm->waiting = &here;
  vm->running = co;
  vm->scratch_floor = count;
  int results = 0;
  int status = lua_resume(co, L, arguments, &results);
  vm->waiting = here.outer;
  vm->running = L;
  vm->scratch_floor = floor;
  if (status != LUA_OK && status != LUA_YIELD) {
    vm->scratch_count = count;
    lx_rethrow_verdict(L, status);
    lua_xmove(co, L, 1);
    return -1;
  }
  if (vm->verdict != LX_OK) lx_raise_verdict(L);
  if (lua_checkstack(L, results + 1) == 0) {
    lua_pop(co, results);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lx_charge(L, 1 + results / 8);
  lua_xmove(co, L, results);
  return results;
}

static int coroutine_resume(lua_State *L) {
  lua_State *co = coroutine_at(L, 1);
  int results = resume(L, co, lua_gettop(L) - 1);
  lua_pushboolean(L, results >= 0);
  if (results < 0) {
    lua_insert(L, -2);
    return 2;
  }
  lua_insert(L, -(results + 1));
  return results + 1;
}

static int call_wrapped(lua_State *L) {
  lua_State *co = lua_tothread(L, lua_upvalueindex(1));
  int results = resume(L, co, lua_gettop(L));
  if (results >= 0) return results;
  if (lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int coroutine_create(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  // The hook of a coroutine counts for itself. One that dies before its first tick is paid for here.
  lx_charge(L, LX_INTERVAL);
  lua_State *co = lua_newthread(L);
  lx_set_standing_hook(co);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  return 1;
}

static int coroutine_wrap(lua_State *L) {
  coroutine_create(L);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}

static int coroutine_yield(lua_State *L) { return lua_yield(L, lua_gettop(L)); }

static const char *status_of(lua_State *L, lua_State *co) {
  if (L == co) return "running";
  switch (lua_status(co)) {
    case LUA_YIELD: return "suspended";
    case LUA_OK: {
      lua_Debug ar;
      if (lua_getstack(co, 0, &ar) != 0) return "normal";
      return lua_gettop(co) == 0 ? "dead" : "suspended";
    }
    default: return "dead";
  }
}

static int coroutine_status(lua_State *L) {
  lua_pushstring(L, status_of(L, coroutine_at(L, 1)));
  return 1;
}

static int coroutine_isyieldable(lua_State *L) {
  lua_State *co = lua_isnone(L, 1) ? L : coroutine_at(L, 1);
  lua_pushboolean(L, lua_isyieldable(co));
  return 1;
}

static int coroutine_running(lua_State *L) {
  lua_pushboolean(L, lua_pushthread(L));
  return 2;
}

int lx_open_coroutine(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"create", coroutine_create}, {"isyieldable", coroutine_isyieldable}, {"resume", coroutine_resume},
    {"running", coroutine_running}, {"status", coroutine_status},         {"wrap", coroutine_wrap},
    {"yield", coroutine_yield},   {NULL, NULL}};
  lua_newtable(L);
  lx_set_functions(L, functions);
  return 1;
}
