// table. Every function is charged for the range it was asked to work on before it begins, so a
// length that lies costs what it claims.
#include "shim.h"

enum { NUMBER_STEPS = 10 };  // about what writing a number takes

static void check_table(lua_State *L, int index, bool writes) {
  if (lua_type(L, index) == LUA_TTABLE) return;
  uint16_t table;
  int32_t first, end;
  if (!writes && lx_to_rows(L, index, &table, &first, &end)) return;
  luaL_checktype(L, index, LUA_TTABLE);
}

static lua_Integer length_of(lua_State *L, int index, bool writes) {
  check_table(L, index, writes);
  return luaL_len(L, index);
}

static int table_concat(lua_State *L) {
  lua_Integer last = length_of(L, 1, false);
  size_t separator_length;
  const char *separator = luaL_optlstring(L, 2, "", &separator_length);
  lua_Integer i = luaL_optinteger(L, 3, 1);
  last = luaL_optinteger(L, 4, last);
  size_t begin = lx_scratch_begin(lx_vm_of(L));
  if (i <= last) lx_charge(L, (int64_t)((lua_Unsigned)last - (lua_Unsigned)i) < 0 ? INT64_MAX / 4 : last - i + 1);
  for (; i <= last; i++) {
    lua_geti(L, 1, i);
    if (lua_isstring(L, -1) == 0) {
      return luaL_error(L, "invalid value (a %s at index %I) in table for 'concat'", luaL_typename(L, -1),
                        (LUAI_UACINT)i);
    }
    size_t length;
    if (lua_type(L, -1) == LUA_TNUMBER) {
      lx_charge(L, NUMBER_STEPS);
      lx_tostring(L, -1, NULL);  // which knows how to write what is no number
      lua_remove(L, -2);
    }
    const char *text = lua_tolstring(L, -1, &length);
    lx_scratch_add(L, text, length);
    lua_pop(L, 1);
    if (i == last) break;  // i + 1 may not exist
    lx_scratch_add(L, separator, separator_length);
  }
  lx_scratch_push(L, begin);
  return 1;
}

static int table_insert(lua_State *L) {
  lua_Integer end = (lua_Integer)((lua_Unsigned)length_of(L, 1, true) + 1);
  switch (lua_gettop(L)) {
    case 2:
      lua_seti(L, 1, end);
      return 0;
    case 3: {
      lua_Integer position = luaL_checkinteger(L, 2);
      luaL_argcheck(L, (lua_Unsigned)position - 1u < (lua_Unsigned)end, 2, "position out of bounds");
      lx_charge(L, 1 + (end - position));
      for (lua_Integer i = end; i > position; i--) {
        lua_geti(L, 1, i - 1);
        lua_seti(L, 1, i);
      }
      lua_seti(L, 1, position);
      return 0;
    }
    default: return luaL_error(L, "wrong number of arguments to 'insert'");
  }
}

static int table_remove(lua_State *L) {
  lua_Integer size = length_of(L, 1, true);
  lua_Integer position = luaL_optinteger(L, 2, size);
  if (position != size) {
    luaL_argcheck(L, (lua_Unsigned)position - 1u <= (lua_Unsigned)size, 2, "position out of bounds");
  }
  lua_geti(L, 1, position);
  if (position < size) lx_charge(L, size - position);
  for (; position < size; position++) {
    lua_geti(L, 1, position + 1);
    lua_seti(L, 1, position);
  }
  lua_pushnil(L);
  lua_seti(L, 1, position);
  return 1;
}

static int table_move(lua_State *L) {
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
  int target = lua_isnoneornil(L, 5) ? 1 : 5;
  check_table(L, 1, false);
  check_table(L, target, true);
  if (last >= first) {
    luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
    lua_Integer count = last - first + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    lx_charge(L, count);
    if (to > last || to <= first || (target != 1 && lua_rawequal(L, 1, target) == 0)) {
      for (lua_Integer i = 0; i < count; i++) {
        lua_geti(L, 1, first + i);
        lua_seti(L, target, to + i);
      }
    } else {
      for (lua_Integer i = count - 1; i >= 0; i--) {
        lua_geti(L, 1, first + i);
        lua_seti(L, target, to + i);
      }
    }
  }
  lua_pushvalue(L, target);
  return 1;
}

static int table_pack(lua_State *L) {
  int count = lua_gettop(L);
  lx_charge(L, 1 + count / 4);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; i--) lua_rawseti(L, 1, i);
  lua_pushliteral(L, "n");
  lua_pushinteger(L, count);
  lua_rawset(L, 1);
  return 1;
}

static int table_unpack(lua_State *L) {
  lua_Integer first = luaL_optinteger(L, 2, 1);
  lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
  if (first > last) return 0;
  lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
  if (count >= 1000000 || lua_checkstack(L, (int)count + 1) == 0) return luaL_error(L, "too many results to unpack");
  lx_charge(L, 1 + (int64_t)count);
  for (; first < last; first++) lua_geti(L, 1, first);
  lua_geti(L, 1, last);
  return (int)count + 1;
}

int lx_open_table(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"concat", table_concat}, {"insert", table_insert}, {"move", table_move},     {"pack", table_pack},
    {"remove", table_remove}, {"sort", lx_table_sort},  {"unpack", table_unpack}, {NULL, NULL}};
  lua_newtable(L);
  lx_set_functions(L, functions);
  return 1;
}
