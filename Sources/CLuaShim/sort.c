// table.sort as a merge sort: stable, the same everywhere, and no order function, however
// inconsistent, can lead it astray. The library's own picks pivots by the clock.
#include "shim.h"

enum { TABLE = 1, ORDER = 2, VALUES = 3, SPARE = 4 };

// Whether the value at [a] of the list at [left] comes before that at [b] of the list at [right].
static bool is_before(lua_State *L, int left, lua_Integer a, int right, lua_Integer b) {
  bool answer;
  if (lua_isnil(L, ORDER)) {
    lua_rawgeti(L, left, a);
    lua_rawgeti(L, right, b);
    answer = lua_compare(L, -2, -1, LUA_OPLT) != 0;
    lua_pop(L, 2);
  } else {
    lua_pushvalue(L, ORDER);
    lua_rawgeti(L, left, a);
    lua_rawgeti(L, right, b);
    lua_call(L, 2, 1);
    answer = lua_toboolean(L, -1) != 0;
    lua_pop(L, 1);
  }
  return answer;
}

static void copy(lua_State *L, int from, lua_Integer i, int to, lua_Integer j) {
  lua_rawgeti(L, from, i);
  lua_rawseti(L, to, j);
}

// Sorts VALUES[first…last].
static void sort_run(lua_State *L, lua_Integer first, lua_Integer last) {
  if (first >= last) return;
  lua_Integer middle = first + (last - first) / 2;
  sort_run(L, first, middle);
  sort_run(L, middle + 1, last);
  lx_charge(L, last - first + 1);
  if (!is_before(L, VALUES, middle + 1, VALUES, middle)) return;  // in order already
  for (lua_Integer i = first; i <= middle; i++) copy(L, VALUES, i, SPARE, i);
  lua_Integer left = first, right = middle + 1, out = first;
  while (left <= middle && right <= last) {
    if (is_before(L, VALUES, right, SPARE, left)) copy(L, VALUES, right++, VALUES, out++);
    else copy(L, SPARE, left++, VALUES, out++);
  }
  while (left <= middle) copy(L, SPARE, left++, VALUES, out++);
}

int lx_table_sort(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer count = luaL_len(L, 1);
  if (count < 2) return 0;
  luaL_argcheck(L, count < INT32_MAX, 1, "array too big");
  if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lx_charge(L, count * 2);
  lx_make_room(L, (size_t)count * 32);
  lua_createtable(L, (int)count, 0);
  lua_createtable(L, (int)(count / 2) + 1, 0);
  luaL_checkstack(L, 40, "");
  for (lua_Integer i = 1; i <= count; i++) {
    lua_geti(L, TABLE, i);
    lua_rawseti(L, VALUES, i);
  }
  sort_run(L, 1, count);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, VALUES, i);
    lua_seti(L, TABLE, i);
  }
  return 0;
}
