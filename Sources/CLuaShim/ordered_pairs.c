// pairs and next in an order that no address and no hash seed decides: integers, floats, strings by
// their bytes, booleans, then objects from the oldest to the youngest.
//
// Both take a snapshot of the keys and sort it once. What a loop removes is passed over; what it
// adds is not seen.
#include "shim.h"

typedef struct sort_key {
  int rank;
  int32_t number;  // where the key is in the list of keys
  union {
    lua_Integer integer;
    lua_Number real;
    uint64_t bits;
    struct {
      const char *bytes;
      size_t length;
    };
  };
} sort_key;

static void read_key(lua_State *L, int index, sort_key *key) {
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        key->rank = 0;
        key->integer = lua_tointeger(L, index);
      } else {
        key->rank = 1;
        key->real = lua_tonumber(L, index);
      }
      break;
    case LUA_TSTRING:
      key->rank = 2;
      key->bytes = lua_tolstring(L, index, &key->length);
      break;
    case LUA_TBOOLEAN:
      key->rank = 3;
      key->bits = (uint64_t)lua_toboolean(L, index);
      break;
    case LUA_TLIGHTUSERDATA:  // a row: its bits are the same everywhere
      key->rank = 4;
      key->bits = (uint64_t)(uintptr_t)lua_touserdata(L, index);
      break;
    default:
      key->rank = 5;
      key->bits = lx_birth(L, index);
      break;
  }
}

static bool is_before(const sort_key *a, const sort_key *b) {
  if (a->rank != b->rank) return a->rank < b->rank;
  switch (a->rank) {
    case 0: return a->integer < b->integer;
    case 1: return a->real < b->real;
    case 2: {
      int order = memcmp(a->bytes, b->bytes, a->length < b->length ? a->length : b->length);
      return order != 0 ? order < 0 : a->length < b->length;
    }
    default: return a->bits < b->bits;
  }
}

static void merge_sort(sort_key *keys, sort_key *spare, size_t count) {
  for (size_t i = 1; i < count && count <= 8; i++) {
    sort_key key = keys[i];
    size_t j = i;
    for (; j > 0 && is_before(&key, &keys[j - 1]); j--) keys[j] = keys[j - 1];
    keys[j] = key;
  }
  if (count <= 8) return;
  size_t half = count / 2;
  merge_sort(keys, spare, half);
  merge_sort(keys + half, spare, count - half);
  memcpy(spare, keys, half * sizeof(sort_key));
  size_t left = 0, right = half, out = 0;
  while (left < half && right < count) {
    keys[out++] = is_before(&keys[right], &spare[left]) ? keys[right++] : spare[left++];
  }
  memcpy(keys + out, spare + left, (half - left) * sizeof(sort_key));
}

static bool is_hidden(lua_State *L, int index) {
  return lua_type(L, index) == LUA_TLIGHTUSERDATA && lua_touserdata(L, index) == (void *)&lx_key_original;
}

// Pushes the list of the keys of the table at [index] and returns its length; when they are exactly
// 1…n, pushes nil instead. A table of n keys is visited in C, so n is charged at once.
static lua_Integer push_keys(lua_State *L, int index) {
  luaL_checkstack(L, 8, NULL);
  lua_Integer in_order = 0;
  bool ordered = true;
  lua_newtable(L);
  int keys = lua_gettop(L);
  lua_Integer count = 0;
  lua_pushnil(L);
  while (lua_next(L, index) != 0) {
    lua_pop(L, 1);
    if (is_hidden(L, -1)) continue;
    count++;
    if (ordered && lua_isinteger(L, -1) && lua_tointeger(L, -1) == in_order + 1) {
      in_order++;
      continue;
    }
    if (ordered) {
      ordered = false;
      for (lua_Integer i = 1; i <= in_order; i++) {
        lua_pushinteger(L, i);
        lua_rawseti(L, keys, i);
      }
    }
    lua_pushvalue(L, -1);
    lua_rawseti(L, keys, count);
    if (count % 1024 == 0) lx_charge(L, 1024);
  }
  lx_charge(L, 1 + count);
  if (ordered) {
    lua_pop(L, 1);
    lua_pushnil(L);
    return count;
  }
  int64_t rounds = 1;
  for (lua_Integer n = count; n > 1; n /= 2) rounds++;
  lx_charge(L, count * rounds / 4);
  sort_key small[24];
  sort_key *order = small;
  if (count * 2 > 24) order = lua_newuserdatauv(L, (size_t)count * 2 * sizeof(sort_key), 0);
  else lua_pushnil(L);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, keys, i + 1);
    order[i].number = (int32_t)i;
    read_key(L, -1, &order[i]);
    lua_pop(L, 1);
  }
  merge_sort(order, order + count, (size_t)count);
  lua_createtable(L, (int)count, 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, keys, order[i].number + 1);
    lua_rawseti(L, -2, i + 1);
  }
  lua_replace(L, keys);
  lua_settop(L, keys);
  return count;
}

// --- pairs --------------------------------------------------------------------------------------

// Upvalues: the table, its keys (nil: 1…n), how many, and where the loop is.
static int next_of_snapshot(lua_State *L) {
  lua_Integer count = lua_tointeger(L, lua_upvalueindex(3));
  lua_Integer at = lua_tointeger(L, lua_upvalueindex(4));
  bool is_list = lua_isnil(L, lua_upvalueindex(2));
  int64_t passed = 0;
  lua_settop(L, 0);
  while (at < count) {
    at++;
    if (is_list) lua_pushinteger(L, at);
    else lua_rawgeti(L, lua_upvalueindex(2), at);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) {
      lua_pushinteger(L, at);
      lua_replace(L, lua_upvalueindex(4));
      return 2;
    }
    lua_settop(L, 0);
    if (++passed % 256 == 0) lx_charge(L, 256);
  }
  lua_pushinteger(L, at);
  lua_replace(L, lua_upvalueindex(4));
  lua_pushnil(L);
  return 1;
}

int lx_pairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
  }
  if (lua_type(L, 1) == LUA_TLIGHTUSERDATA || lua_type(L, 1) == LUA_TUSERDATA) {
    return luaL_error(L, "pairs needs a table (a list of rows is visited with ipairs)");
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (!lx_push_content(L, 1)) lua_pushvalue(L, 1);
  lua_Integer count = push_keys(L, 2);
  lua_pushinteger(L, count);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_of_snapshot, 4);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

// --- next ---------------------------------------------------------------------------------------

enum { REMEMBERED = 4 };

// A loop that begins again sees the table as it is now.
static void forget_snapshot(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_snapshots);
  for (int i = 1; i <= REMEMBERED; i++) {
    if (lua_rawgeti(L, -1, i) == LUA_TTABLE) {
      lua_rawgeti(L, -1, 1);
      bool found = lua_rawequal(L, -1, 2) != 0;
      lua_pop(L, 1);
      if (found) {
        lua_pushboolean(L, 0);
        lua_rawseti(L, -3, i);
      }
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

// Asked for the first key, which is how one asks whether a table is empty: no snapshot.
static int first_pair(lua_State *L) {
  forget_snapshot(L);
  sort_key best = {.rank = 99};
  int64_t count = 0;
  lua_settop(L, 2);
  lua_pushnil(L);
  lua_pushnil(L);  // at 3: the best key; at 4: the one looked at
  while (lua_next(L, 2) != 0) {
    lua_pop(L, 1);
    if (++count % 1024 == 0) lx_charge(L, 1024);
    sort_key key = {0};
    read_key(L, -1, &key);
    if (is_hidden(L, -1) || !is_before(&key, &best)) continue;
    best = key;
    lua_pushvalue(L, -1);
    lua_replace(L, 3);
  }
  lx_charge(L, 1 + count % 1024);
  if (best.rank == 99) {
    lua_pushnil(L);
    return 1;
  }
  lua_settop(L, 3);
  lua_pushvalue(L, 3);
  lua_rawget(L, 2);
  return 2;
}

// A snapshot is a table {table, keys or false, count, position, turn}. Pushes the one for the table
// at 2, made anew when none is remembered. The oldest of four makes room.
static void push_snapshot(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_snapshots);
  int all = lua_gettop(L);
  for (int i = 1; i <= REMEMBERED; i++) {
    if (lua_rawgeti(L, all, i) == LUA_TTABLE) {
      lua_rawgeti(L, -1, 1);
      bool found = lua_rawequal(L, -1, 2) != 0;
      lua_pop(L, 1);
      if (found) return;
    }
    lua_pop(L, 1);
  }
  lua_rawgeti(L, all, REMEMBERED + 1);
  lua_Integer turn = lua_tointeger(L, -1) % REMEMBERED + 1;
  lua_pop(L, 1);
  lua_pushinteger(L, turn);
  lua_rawseti(L, all, REMEMBERED + 1);
  lua_createtable(L, 4, 0);
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, 1);
  lua_Integer count = push_keys(L, 2);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_pushboolean(L, 0);
  }
  lua_rawseti(L, -2, 2);
  lua_pushinteger(L, count);
  lua_rawseti(L, -2, 3);
  lua_pushinteger(L, 0);
  lua_rawseti(L, -2, 4);
  lua_pushvalue(L, -1);
  lua_rawseti(L, all, turn);
}

static void push_key_at(lua_State *L, int keys, lua_Integer at) {
  if (lua_type(L, keys) == LUA_TTABLE) lua_rawgeti(L, keys, at);
  else lua_pushinteger(L, at);
}

// Where the key at 3 is among the keys. When it is not there (a loop may remove what it was given),
// [*found] is false and the answer is the place of the last key before it.
static lua_Integer position_of(lua_State *L, int keys, lua_Integer count, lua_Integer hint, bool *found) {
  *found = true;
  if (hint >= 1 && hint <= count) {
    push_key_at(L, keys, hint);
    bool hit = lua_rawequal(L, -1, 3) != 0;
    lua_pop(L, 1);
    if (hit) return hint;
  }
  sort_key wanted = {0};
  read_key(L, 3, &wanted);
  lua_Integer low = 1, high = count;
  while (low < high) {
    lua_Integer middle = low + (high - low) / 2;
    sort_key key = {0};
    push_key_at(L, keys, middle);
    read_key(L, -1, &key);
    if (is_before(&key, &wanted)) low = middle + 1;
    else high = middle;
    lua_pop(L, 1);
  }
  if (count == 0) {
    *found = false;
    return 0;
  }
  sort_key last = {0};
  push_key_at(L, keys, low);
  read_key(L, -1, &last);
  *found = lua_rawequal(L, -1, 3) != 0;
  lua_pop(L, 1);
  return *found || is_before(&last, &wanted) ? low : low - 1;
}

// next(table, key). At 1 the table as given, at 2 its content, at 3 the key.
int lx_next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (!lx_push_content(L, 1)) lua_pushvalue(L, 1);
  lua_insert(L, 2);
  if (lua_isnil(L, 3)) return first_pair(L);
  // A float with an integer's value is the same key.
  lua_Integer integer;
  int exact = 0;
  if (lua_type(L, 3) == LUA_TNUMBER && !lua_isinteger(L, 3)) {
    integer = lua_tointegerx(L, 3, &exact);
    if (exact != 0) {
      lua_pushinteger(L, integer);
      lua_replace(L, 3);
    }
  }
  for (int attempt = 0;; attempt++) {
    lua_settop(L, 3);
    push_snapshot(L);
    int snapshot = lua_gettop(L);
    lua_rawgeti(L, snapshot, 2);
    int keys = snapshot + 1;
    lua_rawgeti(L, snapshot, 3);
    lua_rawgeti(L, snapshot, 4);
    lua_Integer count = lua_tointeger(L, -2), hint = lua_tointeger(L, -1);
    lua_settop(L, keys);
    bool found;
    lua_Integer at = position_of(L, keys, count, hint, &found);
    if (!found && attempt == 0) {
      forget_snapshot(L);  // it may be older than the key
      continue;
    }
    int64_t passed = 0;
    for (at++; at <= count; at++) {
      push_key_at(L, keys, at);
      lua_pushvalue(L, -1);
      if (lua_rawget(L, 2) != LUA_TNIL) {
        lua_pushinteger(L, at);
        lua_rawseti(L, snapshot, 4);
        return 2;
      }
      lua_pop(L, 2);
      if (++passed % 256 == 0) lx_charge(L, 256);
    }
    lua_pushnil(L);
    return 1;
  }
}
