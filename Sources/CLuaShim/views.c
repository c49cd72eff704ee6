// Lua reads the host's columns.
//
// A row is no object: it is a light userdata whose 64 bits say what it is, so making one costs
// nothing, equal rows are equal values, and a row can be the key of a table. Rules cannot forge one.
//
//   bit 63      1, so that a handle is never an address
//   bit 62      0: a row; 1: the rows that a field of a row stands for
//   bits 56-61  the row's table; or the number of the field among all fields of kind LX_LINKS
//   bits 32-55  the loan it belongs to
//   bits 0-31   the row
//
// Ranges that no field stands for are full userdata. All light userdata share one metatable, the
// one made here.
#include "shim.h"

#define IS_HANDLE ((uint64_t)1 << 63)
#define IS_LINKS ((uint64_t)1 << 62)

typedef struct range {
  uint64_t birth;
  uint32_t generation;
  uint16_t table;
  int32_t first, end;
} range;

static inline uint32_t generation_of(uint64_t handle) { return (uint32_t)(handle >> 32) & 0xFFFFFF; }
static inline uint32_t place_of(uint64_t handle) { return (uint32_t)(handle >> 56) & 63; }
static inline int32_t row_of(uint64_t handle) { return (int32_t)(uint32_t)handle; }

static inline uint64_t handle_at(lua_State *L, int index) { return (uint64_t)(uintptr_t)lua_touserdata(L, index); }

static inline void push_handle(lua_State *L, uint64_t bits, uint32_t place, uint32_t generation, int32_t row) {
  uint64_t handle = IS_HANDLE | bits | ((uint64_t)place << 56) | ((uint64_t)generation << 32) | (uint32_t)row;
  lua_pushlightuserdata(L, (void *)(uintptr_t)handle);
}

_Noreturn static void raise_stale(lua_State *L) {
  luaL_error(L, "this article's evaluation is over");
  __builtin_unreachable();
}

_Noreturn static void raise_broken(lua_State *L, const lx_view_table *table, const char *field) {
  luaL_error(L, "the column '%s' of '%s' is broken", field, table->name);
  __builtin_unreachable();
}

void lx_push_row(lua_State *L, uint16_t table, int32_t row) {
  const lx_views *views = &lx_vm_of(L)->views;
  if (views->live == LX_NOT_LENT) raise_stale(L);
  if (table >= views->table_count || row < 0 || row >= views->tables[table].rows) {
    luaL_error(L, "the host gave a row that does not exist");
  }
  push_handle(L, 0, table, views->live, row);
}

void lx_push_rows(lua_State *L, uint16_t table, int32_t first, int32_t end) {
  const lx_views *views = &lx_vm_of(L)->views;
  if (views->live == LX_NOT_LENT) raise_stale(L);
  if (table >= views->table_count || first < 0 || end < first || end > views->tables[table].rows) {
    luaL_error(L, "the host gave rows that do not exist");
  }
  range *r = lua_newuserdatauv(L, sizeof(range), 0);
  *r = (range){lx_vm_of(L)->births, views->live, table, first, end};
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_ranges);
  lua_setmetatable(L, -2);
}

// --- Fields -------------------------------------------------------------------------------------

static inline const lx_view_field *find_field(const lx_view_table *table, const char *key) {
  for (uint32_t i = (uint32_t)((uintptr_t)key >> 4);; i++) {
    const lx_view_field *field = table->lookup[i & table->mask];
    if (field == NULL || field->key == key) return field;
  }
}

// Leaves the cached string on the stack, or nothing.
static inline bool push_cached(lua_State *L, int cache, lua_Integer key) {
  if (cache == 0) return false;
  if (lua_rawgeti(L, lua_upvalueindex(cache), key) != LUA_TNIL) return true;
  lua_pop(L, 1);
  return false;
}

static void push_new_string(lua_State *L, int cache, lua_Integer key, const char *bytes, size_t length) {
  lx_charge_bytes(L, length);
  lua_pushlstring(L, length == 0 ? "" : bytes, length);
  if (cache == 0) return;
  lx_vm_of(L)->views.is_filled[cache] = true;
  lua_pushvalue(L, -1);
  lua_rawseti(L, lua_upvalueindex(cache), key);
}

static int push_text(lua_State *L, const lx_view_table *table, const lx_view_field *field, int32_t row) {
  if (push_cached(L, field->cache, (lua_Integer)row + 1)) return 1;
  const lx_views *views = &lx_vm_of(L)->views;
  const lx_column *column = &table->columns[field->column];
  int32_t start = ((const int32_t *)column->first)[row];
  if (start == -1) return 0;
  int32_t end = ((const int32_t *)column->second)[row];
  if (start < 0 || end < start || (size_t)end > views->buffers[field->target].count) raise_broken(L, table, field->key);
  push_new_string(L, field->cache, (lua_Integer)row + 1, views->buffers[field->target].bytes + start,
                  (size_t)(end - start));
  return 1;
}

static int push_word(lua_State *L, const lx_view_table *table, const lx_view_field *field, int32_t word) {
  const lx_views *views = &lx_vm_of(L)->views;
  int cache = views->words[field->target].cache;
  if (word == -1) return 0;
  if (push_cached(L, cache, (lua_Integer)word + 1)) return 1;
  const int32_t *offsets = views->words[field->target].offsets;
  if (word < 0 || word >= views->words[field->target].count) raise_broken(L, table, field->key);
  int32_t start = offsets[word], end = offsets[word + 1];
  if (start < 0 || end < start || (size_t)end > views->words[field->target].byte_count) raise_broken(L, table, field->key);
  push_new_string(L, cache, (lua_Integer)word + 1, views->words[field->target].bytes + start, (size_t)(end - start));
  return 1;
}

// Pushes the field's value and returns 1, or returns 0 for nil.
static inline int push_field(lua_State *L, lx_vm *vm, const lx_view_table *table, uint32_t place,
                             const lx_view_field *field, int32_t row) {
  if (field->layer != 0) {
    const uint8_t *ready = table->ready[field->layer - 1];
    if (ready == NULL || ready[row] == 0) {
      lx_make_ready(L, (uint16_t)place, (uint8_t)(field->layer - 1), row);
      ready = table->ready[field->layer - 1];
      if (ready == NULL || row >= table->rows || ready[row] == 0) {
        luaL_error(L, "the host did not fill field '%s' of a '%s'", field->key, table->name);
      }
    }
  }
  const lx_column *column = &table->columns[field->column];
  if (column->first == NULL) luaL_error(L, "field '%s' of a '%s' was not lent", field->key, table->name);
  switch (field->kind) {
    case LX_INT32: lua_pushinteger(L, ((const int32_t *)column->first)[row]); return 1;
    case LX_INT64: lua_pushinteger(L, ((const int64_t *)column->first)[row]); return 1;
    case LX_DOUBLE: lua_pushnumber(L, ((const double *)column->first)[row]); return 1;
    case LX_FLAG: lua_pushboolean(L, ((const uint8_t *)column->first)[row] != 0); return 1;
    case LX_ENUM: {
      uint8_t code = ((const uint8_t *)column->first)[row];
      lua_rawgeti(L, lua_upvalueindex(field->cache), (lua_Integer)code + 1);
      return 1;
    }
    case LX_TEXT: return push_text(L, table, field, row);
    case LX_WORD: return push_word(L, table, field, ((const int32_t *)column->first)[row]);
    case LX_LINK: {
      int32_t other = ((const int32_t *)column->first)[row];
      if (other == -1) return 0;
      if (other < 0 || other >= vm->views.tables[field->target].rows) raise_broken(L, table, field->key);
      push_handle(L, 0, field->target, vm->views.live, other);
      return 1;
    }
    case LX_LINKS: push_handle(L, IS_LINKS, field->slot, vm->views.live, row); return 1;
  }
  return 0;
}

static bool push_method(lua_State *L, uint32_t place, bool of_rows) {
  lua_rawgeti(L, lua_upvalueindex(LX_METHODS), (lua_Integer)place * 2 + (of_rows ? 2 : 1));
  lua_pushvalue(L, 2);
  return lua_rawget(L, -2) != LUA_TNIL;
}

_Noreturn static void raise_unknown(lua_State *L, const lx_view_table *table, uint32_t place, bool of_rows) {
  size_t length;
  const char *name = luaL_tolstring(L, 2, &length);
  lx_suggestion suggestion = {name, length, NULL, 0};
  if (!of_rows) {
    for (uint16_t i = 0; i < table->field_count; i++) lx_suggest_from(&suggestion, table->fields[i].key);
  }
  lua_rawgeti(L, lua_upvalueindex(LX_METHODS), (lua_Integer)place * 2 + (of_rows ? 2 : 1));
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    lx_suggest_from(&suggestion, lua_tostring(L, -2));
    lua_pop(L, 1);
  }
  const char *what = of_rows ? "a list of '%s' has no field '%s'" : "a '%s' has no field '%s'";
  lua_pushfstring(L, what, table->name, name);
  if (suggestion.best != NULL) lua_pushfstring(L, " (did you mean '%s'?)", suggestion.best);
  else lua_pushliteral(L, "");
  luaL_error(L, "%s%s", lua_tostring(L, -2), lua_tostring(L, -1));
  __builtin_unreachable();
}

// The rows that a handle of the second kind stands for.
static inline void links_of(lua_State *L, const lx_vm *vm, uint64_t handle, uint16_t *target, int32_t *first,
                            int32_t *end) {
  const lx_views *views = &vm->views;
  const lx_link_slot *slot = &views->links[place_of(handle)];
  const lx_view_table *table = &views->tables[slot->table];
  const lx_view_field *field = &table->fields[slot->field];
  int32_t row = row_of(handle);
  if (row >= table->rows) raise_stale(L);
  const lx_column *column = &table->columns[field->column];
  *target = field->target;
  *first = ((const int32_t *)column->first)[row];
  *end = ((const int32_t *)column->second)[row];
  if (*first < 0 || *end < *first || *end > views->tables[*target].rows) raise_broken(L, table, field->key);
}

static int index_rows(lua_State *L, lx_vm *vm, uint16_t table, int32_t first, int32_t end) {
  if (lua_isinteger(L, 2)) {
    lua_Integer i = lua_tointeger(L, 2);
    if (i < 1 || i > end - first) return 0;
    push_handle(L, 0, table, vm->views.live, first + (int32_t)(i - 1));
    return 1;
  }
  if (lua_type(L, 2) == LUA_TNUMBER) return 0;
  if (!push_method(L, table, true)) raise_unknown(L, &vm->views.tables[table], table, true);
  return 1;
}

// __index of all rows and of the rows that fields stand for.
int lx_index_handle(lua_State *L) {
  lx_vm *vm = lx_vm_of(L);
  uint64_t handle = handle_at(L, 1);
  if (generation_of(handle) != vm->views.live) raise_stale(L);
  uint32_t place = place_of(handle);
  if ((handle & IS_LINKS) != 0) {
    uint16_t table;
    int32_t first, end;
    links_of(L, vm, handle, &table, &first, &end);
    return index_rows(L, vm, table, first, end);
  }
  const lx_view_table *table = &vm->views.tables[place];
  int32_t row = row_of(handle);
  if (row >= table->rows) raise_stale(L);
  if (lua_type(L, 2) == LUA_TSTRING) {
    const lx_view_field *field = find_field(table, lua_tolstring(L, 2, NULL));
    if (field != NULL) return push_field(L, vm, table, place, field, row);
    if (push_method(L, place, false)) return 1;
  }
  raise_unknown(L, table, place, false);
}

// --- Rows ---------------------------------------------------------------------------------------

bool lx_to_row(lua_State *L, int index, uint16_t *table, int32_t *row) {
  if (lua_type(L, index) != LUA_TLIGHTUSERDATA) return false;
  uint64_t handle = handle_at(L, index);
  if ((handle & IS_HANDLE) == 0 || (handle & IS_LINKS) != 0) return false;
  const lx_views *views = &lx_vm_of(L)->views;
  if (generation_of(handle) != views->live) raise_stale(L);
  *table = (uint16_t)place_of(handle);
  *row = row_of(handle);
  if (*row >= views->tables[*table].rows) raise_stale(L);
  return true;
}

static range *range_at(lua_State *L, int index) {
  range *r = lua_touserdata(L, index);
  if (r == NULL || lua_type(L, index) != LUA_TUSERDATA || lua_getmetatable(L, index) == 0) return NULL;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_ranges);
  bool is_range = lua_rawequal(L, -1, -2) != 0;
  lua_pop(L, 2);
  return is_range ? r : NULL;
}

bool lx_to_rows(lua_State *L, int index, uint16_t *table, int32_t *first, int32_t *end) {
  lx_vm *vm = lx_vm_of(L);
  if (lua_type(L, index) == LUA_TLIGHTUSERDATA) {
    uint64_t handle = handle_at(L, index);
    if ((handle & IS_HANDLE) == 0 || (handle & IS_LINKS) == 0) return false;
    if (generation_of(handle) != vm->views.live) raise_stale(L);
    links_of(L, vm, handle, table, first, end);
    return true;
  }
  const range *r = range_at(L, index);
  if (r == NULL) return false;
  if (r->generation != vm->views.live || r->end > vm->views.tables[r->table].rows) raise_stale(L);
  *table = r->table;
  *first = r->first;
  *end = r->end;
  return true;
}

static int next_row(lua_State *L) {
  uint16_t table;
  int32_t first, end;
  if (!lx_to_rows(L, 1, &table, &first, &end)) return luaL_argerror(L, 1, "rows expected");
  lua_Integer i = luaL_checkinteger(L, 2);
  if (i < 0 || i >= end - first) return 0;
  lua_pushinteger(L, i + 1);
  push_handle(L, 0, table, lx_vm_of(L)->views.live, first + (int32_t)i);
  return 2;
}

// ipairs, for rows; false when [1] is something else.
int lx_rows_ipairs(lua_State *L) {
  uint16_t table;
  int32_t first, end;
  if (!lx_to_rows(L, 1, &table, &first, &end)) return 0;
  lua_pushcfunction(L, next_row);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

static int length_of_rows(lua_State *L) {
  uint16_t table;
  int32_t first, end;
  if (lx_to_rows(L, 1, &table, &first, &end)) {
    lua_pushinteger(L, end - first);
    return 1;
  }
  int32_t row;
  if (lx_to_row(L, 1, &table, &row)) return luaL_error(L, "a '%s' has no length", lx_vm_of(L)->views.tables[table].name);
  return luaL_error(L, "attempt to get length of a userdata value");
}

static int refuse_write(lua_State *L) {
  uint16_t table;
  int32_t row, end;
  const lx_views *views = &lx_vm_of(L)->views;
  const char *key = luaL_tolstring(L, 2, NULL);
  if (lx_to_row(L, 1, &table, &row)) {
    return luaL_error(L, "a '%s' is read-only: cannot set '%s'", views->tables[table].name, key);
  }
  if (lx_to_rows(L, 1, &table, &row, &end)) {
    return luaL_error(L, "a list of '%s' is read-only: cannot set '%s'", views->tables[table].name, key);
  }
  return luaL_error(L, "attempt to index a userdata value");
}

static int index_range(lua_State *L) {
  lx_vm *vm = lx_vm_of(L);
  uint16_t table;
  int32_t first, end;
  if (!lx_to_rows(L, 1, &table, &first, &end)) return luaL_error(L, "attempt to index a userdata value");
  return index_rows(L, vm, table, first, end);
}

static int equal_ranges(lua_State *L) {
  const range *a = range_at(L, 1), *b = range_at(L, 2);
  lua_pushboolean(L, a != NULL && b != NULL && a->generation == b->generation && a->table == b->table &&
                         a->first == b->first && a->end == b->end);
  return 1;
}

bool lx_view_text(lua_State *L, int index) {
  const lx_views *views = &lx_vm_of(L)->views;
  if (lua_type(L, index) == LUA_TLIGHTUSERDATA) {
    uint64_t handle = handle_at(L, index);
    if ((handle & IS_HANDLE) == 0) return false;
    if (generation_of(handle) != views->live) {
      lua_pushliteral(L, "row of an evaluation that is over");
      return true;
    }
  }
  uint16_t table;
  int32_t first, end;
  if (lx_to_row(L, index, &table, &first)) {
    lua_pushfstring(L, "%s %d", views->tables[table].name, (int)first + 1);
    return true;
  }
  const range *r = range_at(L, index);
  if (r != NULL && r->generation != views->live) {
    lua_pushliteral(L, "rows of an evaluation that is over");
    return true;
  }
  if (!lx_to_rows(L, index, &table, &first, &end)) return false;
  lua_pushfstring(L, "list of %d '%s'", (int)(end - first), views->tables[table].name);
  return true;
}

static int view_tostring(lua_State *L) {
  if (!lx_view_text(L, 1)) lua_pushliteral(L, "userdata");
  return 1;
}

// Makes the two metatables; the index function has its upvalue 1 (methods) only until a schema comes.
int lx_open_views(lua_State *L) {
  static const luaL_Reg shared[] = {
    {"__len", length_of_rows}, {"__newindex", refuse_write}, {"__tostring", view_tostring}, {NULL, NULL}};
  lx_vm_of(L)->views.live = LX_NOT_LENT;
  lua_newtable(L);  // the metatable of light userdata
  luaL_setfuncs(L, shared, 0);
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pushlightuserdata(L, NULL);
  lua_pushvalue(L, -2);
  lua_setmetatable(L, -2);
  lua_pop(L, 1);

  lua_newtable(L);  // the metatable of ranges
  luaL_setfuncs(L, shared, 0);
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pushcfunction(L, equal_ranges);
  lua_setfield(L, -2, "__eq");
  lua_newtable(L);
  lua_pushcclosure(L, index_range, 1);
  lua_setfield(L, -2, "__index");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lx_key_ranges);
  lua_settop(L, 0);
  return 0;
}
