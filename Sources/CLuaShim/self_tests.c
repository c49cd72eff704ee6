// What the Lua library on this machine gets right. Run once, for the report of `assay doctor`.
#include <stdio.h>

#include "shim.h"

// Runs [source] on a plain state of the library and looks whether it returns true.
static bool passes(const char *source) {
  lua_State *L = luaL_newstate();
  if (L == NULL) return false;
  luaL_openlibs(L);
  bool good = luaL_loadstring(L, source) == LUA_OK && lua_pcall(L, 0, 1, 0) == LUA_OK && lua_toboolean(L, -1) != 0;
  lua_close(L);
  return good;
}

static bool returns_integer(const char *source, lua_Integer wanted) {
  lua_State *L = luaL_newstate();
  if (L == NULL) return false;
  bool good = luaL_loadstring(L, source) == LUA_OK && lua_pcall(L, 0, 1, 0) == LUA_OK && lua_tointeger(L, -1) == wanted;
  lua_close(L);
  return good;
}

// A chunk with more than 256 constants, then an operator on one of the last.
static bool bitwise_constants_work(void) {
  char source[8192];
  size_t used = (size_t)snprintf(source, sizeof source, "local t = {");
  for (int i = 0; i < 300; i++) used += (size_t)snprintf(source + used, sizeof source - used, "%d.5,", i);
  snprintf(source + used, sizeof source - used, "} local x = 0xF0F0F0F0F return x & 0x123456789");
  return returns_integer(source, 0xF0F0F0F0F & 0x123456789);
}

static bool births_are_found(void) {
  lx_vm vm = {.allocations_left = -1};
  vm.views.live = LX_NOT_LENT;
  lua_State *L = lx_new_state(&vm);
  if (L == NULL) return false;
  lua_gc(L, LUA_GCSTOP);
  lua_newtable(L);
  uint64_t first = vm.births;
  lua_newthread(L);
  bool good = lx_birth(L, 1) != 0 && lx_birth(L, 1) <= first && lx_birth(L, 2) > first && lx_birth(L, 2) <= vm.births;
  lua_close(L);
  return good && vm.memory == 0;
}

// The raw order of string keys in a new state; it follows the seed.
static uint64_t order_of_strings(bool *fixed) {
  lx_vm vm = {.allocations_left = -1};
  vm.views.live = LX_NOT_LENT;
  lua_State *L = lx_new_state(&vm);
  if (L == NULL) return 0;
  lua_newtable(L);
  for (int i = 0; i < 40; i++) {
    lua_pushfstring(L, "key%d", i);
    lua_pushinteger(L, i);
    lua_rawset(L, 1);
  }
  uint64_t order = 0;
  lua_pushnil(L);
  while (lua_next(L, 1) != 0) {
    order = order * 41 + (uint64_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
  }
  *fixed = vm.is_seed_fixed;
  lua_close(L);
  return order;
}

static bool is_seed_fixed(void) {
  bool first = false, second = false;
  uint64_t order = order_of_strings(&first);
  return order == order_of_strings(&second) && first && second && order != 0;
}

static lx_self_test judged(const char *name, const char *meaning, bool passed) {
  return (lx_self_test){name, meaning, passed, false};
}

bool lx_run_self_tests(lx_self_test tests[LX_SELF_TEST_COUNT]) {
  tests[6] = judged("the hash seed can be fixed", "step and memory counts differ a little between runs",
                    is_seed_fixed());
  tests[0] = judged("header and library agree", "compiled for another release of Lua than is loaded",
                    returns_integer("return 5", 5) && LUA_VERSION_NUM == 504);
  tests[1] = judged("bitwise operators with more than 256 constants",
                    "wrong results in long chunks: install a newer Lua 5.4", bitwise_constants_work());
  tests[2] = judged("break closes a to-be-closed loop value", "rules get no __close",
                    passes("local closed = false local o = setmetatable({}, {__close = function() closed = true end}) "
                           "for k in next, {1}, nil, o do local f = function() return k end; break end return closed"));
  tests[2].contained = true;
  tests[3] = judged("birth numbers of objects", "pairs would order objects by chance", births_are_found());
  tests[4] = judged("numbers are written with a point", "the locale of the process changes results",
                    passes("return tostring(1.5) == '1.5' and string.format('%.1f', 0.5) == '0.5'"));
  tests[5] = judged("strings are ordered by bytes", "the locale of the process changes results",
                    passes("return 'B' < 'a' and 'Z' < 'a' and not ('\\xc3\\xa4' < 'z')"));
  return true;
}

const char *lx_lua_release(void) { return LUA_RELEASE; }
