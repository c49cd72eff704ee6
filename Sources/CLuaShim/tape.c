// Values between Lua and the host. Tables are read raw, so nothing a rule wrote runs in between,
// and what crosses is bounded in depth and number.
#include <stdlib.h>

#include "shim.h"

void lx_rewind(lx_writer *w) { w->cell_count = w->byte_count = 0; }

lx_tape lx_tape_of(const lx_writer *w) { return (lx_tape){w->cells, w->cell_count, w->bytes, w->byte_count}; }

void lx_free_writer(lx_writer *w) {
  free(w->cells);
  free(w->bytes);
  *w = (lx_writer){0};
}

// Tapes are the host's memory, so a long article does not eat what a rule may use; the number of
// cells and the size of the strings bound them.
static bool reserve(lx_vm *vm, void **buffer, size_t *capacity, size_t needed, size_t size) {
  if (needed <= *capacity) return true;
  if (vm->allocations_left == 0) return false;
  if (vm->allocations_left > 0) vm->allocations_left--;
  size_t wanted = *capacity == 0 ? 64 : *capacity * 2;
  if (wanted < needed) wanted = needed;
  if (wanted > UINT32_MAX) return false;
  void *moved = realloc(*buffer, wanted * size);
  if (moved == NULL) return false;
  *buffer = moved;
  *capacity = wanted;
  return true;
}

_Noreturn static void raise_no_memory(lua_State *L) {
  lx_fall(lx_vm_of(L), LX_OUT_OF_MEMORY);
  lx_raise_verdict(L);
}

static size_t put(lua_State *L, lx_writer *w, lx_cell cell) {
  lx_vm *vm = lx_vm_of(L);
  if (w->cell_count == w->cell_capacity) {
    if (!reserve(vm, (void **)&w->cells, &w->cell_capacity, w->cell_count + 1, sizeof(lx_cell))) raise_no_memory(L);
  }
  if (vm->limits.cells != 0 && w->cell_count >= vm->limits.cells) {
    luaL_error(L, "a value of more than %I parts cannot leave Lua", (LUAI_UACINT)vm->limits.cells);
  }
  w->cells[w->cell_count] = cell;
  return w->cell_count++;
}

static void put_string(lua_State *L, lx_writer *w, int index) {
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  lx_charge_bytes(L, length);
  if (w->byte_count + length > UINT32_MAX / 2) luaL_error(L, "a value this large cannot leave Lua");
  if (!reserve(lx_vm_of(L), (void **)&w->bytes, &w->byte_capacity, w->byte_count + length, 1)) raise_no_memory(L);
  memcpy(w->bytes + w->byte_count, text, length);
  put(L, w, (lx_cell){.tag = LX_STRING, .offset = (uint32_t)w->byte_count, .count = (uint32_t)length});
  w->byte_count += length;
}

// The tables that the value being written stands in.
typedef struct path {
  const void *table;
  const struct path *outer;
  int depth;
} path;

static void put_value(lua_State *L, lx_writer *w, int index, const path *outer);

static void put_items(lua_State *L, lx_writer *w, int index, lua_Integer count, const path *here) {
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, index, i);
    put_value(L, w, lua_gettop(L), here);
    lua_pop(L, 1);
  }
}

static uint32_t put_fields(lua_State *L, lx_writer *w, int index, lua_Integer items, const path *here) {
  uint32_t count = 0;
  lua_pushnil(L);
  while (lua_next(L, index) != 0) {
    int type = lua_type(L, -2);
    if (type == LUA_TSTRING) {
      put_string(L, w, -2);
      put_value(L, w, lua_gettop(L), here);
      count++;
    } else if (lua_isinteger(L, -2)) {
      lua_Integer key = lua_tointeger(L, -2);
      if (key < 1 || key > items) luaL_error(L, "a list with a hole (index %I) cannot leave Lua", (LUAI_UACINT)key);
    } else if (type != LUA_TLIGHTUSERDATA || lua_touserdata(L, -2) != &lx_key_original) {
      luaL_error(L, "a table with a %s as key cannot leave Lua", luaL_typename(L, -2));
    }
    lua_pop(L, 1);
  }
  return count;
}

static void put_table(lua_State *L, lx_writer *w, int index, const path *outer) {
  path here = {lua_topointer(L, index), outer, outer == NULL ? 1 : outer->depth + 1};
  if (here.depth > LX_MAXIMUM_DEPTH) luaL_error(L, "a table nested more than %d deep cannot leave Lua", LX_MAXIMUM_DEPTH);
  for (const path *p = outer; p != NULL; p = p->outer) {
    if (p->table == here.table) luaL_error(L, "a table that holds itself cannot leave Lua");
  }
  luaL_checkstack(L, 6, "value too deep");
  lua_Integer items = (lua_Integer)lua_rawlen(L, index);
  size_t head = put(L, w, (lx_cell){.tag = LX_LIST, .offset = 0, .count = 0});
  if (items > INT32_MAX) luaL_error(L, "a value this large cannot leave Lua");
  lx_charge(L, items);
  put_items(L, w, index, items, &here);
  uint32_t fields = put_fields(L, w, index, items, &here);
  lx_cell *cell = &w->cells[head];
  if (fields == 0) {
    cell->count = (uint32_t)items;
  } else {
    cell->tag = items == 0 ? LX_RECORD : LX_MIXED;
    cell->offset = (uint32_t)items;
    cell->count = fields;
  }
}

static void put_handle(lua_State *L, lx_writer *w, int index) {
  lx_cell cell = {.tag = LX_ROW};
  if (lx_to_row(L, index, &cell.table, &cell.first)) {
    cell.end = cell.first + 1;
  } else if (lx_to_rows(L, index, &cell.table, &cell.first, &cell.end)) {
    cell.tag = LX_ROWS;
  } else {
    luaL_error(L, "a %s cannot leave Lua", luaL_typename(L, index));
  }
  put(L, w, cell);
}

static void put_value(lua_State *L, lx_writer *w, int index, const path *outer) {
  switch (lua_type(L, index)) {
    case LUA_TNIL: put(L, w, (lx_cell){.tag = LX_NIL}); break;
    case LUA_TBOOLEAN: put(L, w, (lx_cell){.tag = LX_BOOLEAN, .boolean = lua_toboolean(L, index)}); break;
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) put(L, w, (lx_cell){.tag = LX_INTEGER, .integer = lua_tointeger(L, index)});
      else put(L, w, (lx_cell){.tag = LX_NUMBER, .number = lua_tonumber(L, index)});
      break;
    case LUA_TSTRING: put_string(L, w, index); break;
    case LUA_TTABLE: put_table(L, w, index, outer); break;
    case LUA_TFUNCTION: put(L, w, (lx_cell){.tag = LX_FUNCTION, .integer = lx_keep(L, index)}); break;
    default: put_handle(L, w, index); break;
  }
}

void lx_write_values(lua_State *L, lx_writer *w, int first, int last) {
  lx_rewind(w);
  for (int i = first; i <= last; i++) put_value(L, w, i, NULL);
}

bool lx_copy_tape(lx_vm *vm, lx_writer *w, lx_tape tape) {
  if (!reserve(vm, (void **)&w->cells, &w->cell_capacity, tape.cell_count, sizeof(lx_cell)) ||
      !reserve(vm, (void **)&w->bytes, &w->byte_capacity, tape.byte_count, 1)) {
    return false;
  }
  if (tape.cell_count > 0) memcpy(w->cells, tape.cells, tape.cell_count * sizeof(lx_cell));
  if (tape.byte_count > 0) memcpy(w->bytes, tape.bytes, tape.byte_count);
  w->cell_count = tape.cell_count;
  w->byte_count = tape.byte_count;
  return true;
}

// --- Tape to Lua --------------------------------------------------------------------------------

static const lx_cell *push(lua_State *L, const lx_tape *tape, const lx_cell *cell) {
  luaL_checkstack(L, 6, "value too deep");
  switch (cell->tag) {
    case LX_NIL: lua_pushnil(L); return cell + 1;
    case LX_BOOLEAN: lua_pushboolean(L, cell->boolean); return cell + 1;
    case LX_INTEGER: lua_pushinteger(L, cell->integer); return cell + 1;
    case LX_NUMBER: lua_pushnumber(L, cell->number); return cell + 1;
    case LX_STRING: lua_pushlstring(L, tape->bytes + cell->offset, cell->count); return cell + 1;
    case LX_ROW: lx_push_row(L, cell->table, cell->first); return cell + 1;
    case LX_ROWS: lx_push_rows(L, cell->table, cell->first, cell->end); return cell + 1;
    case LX_FUNCTION:
      if (!lx_push_kept(L, cell->integer)) luaL_error(L, "the function was released");
      return cell + 1;
    case LX_LIST:
    case LX_RECORD:
    case LX_MIXED: {
      uint32_t items = cell->tag == LX_LIST ? cell->count : cell->tag == LX_MIXED ? cell->offset : 0;
      uint32_t fields = cell->tag == LX_LIST ? 0 : cell->count;
      lua_createtable(L, (int)items, (int)fields);
      const lx_cell *next = cell + 1;
      for (uint32_t i = 1; i <= items; i++) {
        next = push(L, tape, next);
        lua_rawseti(L, -2, i);
      }
      for (uint32_t i = 0; i < fields; i++) {
        next = push(L, tape, next);
        next = push(L, tape, next);
        lua_rawset(L, -3);
      }
      return next;
    }
  }
  luaL_error(L, "broken tape");
  return NULL;
}

int lx_push_tape(lua_State *L, const lx_tape *tape) {
  int base = lua_gettop(L);
  const lx_cell *cell = tape->cells;
  while (cell != tape->cells + tape->cell_count) cell = push(L, tape, cell);
  return lua_gettop(L) - base;
}

// --- Kept functions -----------------------------------------------------------------------------

// One function keeps one number for as long as it is kept, so two crossings compare equal.
int64_t lx_keep(lua_State *L, int index) {
  lx_vm *vm = lx_vm_of(L);
  index = lua_absindex(L, index);
  luaL_checkstack(L, 4, NULL);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_functions);
  lua_pushvalue(L, index);
  if (lua_rawget(L, -2) == LUA_TNUMBER) {
    int64_t known = lua_tointeger(L, -1);
    vm->keep_counts[known]++;
    lua_pop(L, 2);
    return known;
  }
  lua_pop(L, 1);
  size_t number = vm->free_keep;
  while (number < vm->keep_capacity && vm->keep_counts[number] != 0) number++;
  if (number == vm->keep_capacity) {
    size_t wanted = vm->keep_capacity == 0 ? 64 : vm->keep_capacity * 2;
    size_t size = sizeof(uint32_t);
    uint32_t *moved = lx_resize_buffer(vm, vm->keep_counts, vm->keep_capacity * size, wanted * size);
    if (moved == NULL) raise_no_memory(L);
    memset(moved + vm->keep_capacity, 0, (wanted - vm->keep_capacity) * size);
    vm->keep_counts = moved;
    vm->keep_capacity = wanted;
  }
  lua_pushvalue(L, index);
  lua_rawseti(L, -2, (lua_Integer)number);
  lua_pushvalue(L, index);
  lua_pushinteger(L, (lua_Integer)number);
  lua_rawset(L, -3);
  lua_pop(L, 1);
  vm->keep_counts[number] = 1;
  vm->free_keep = number + 1;
  vm->kept++;
  return (int64_t)number;
}

bool lx_push_kept(lua_State *L, int64_t function) {
  lx_vm *vm = lx_vm_of(L);
  if (function < 0 || (size_t)function >= vm->keep_capacity || vm->keep_counts[function] == 0) return false;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_functions);
  lua_rawgeti(L, -1, function);
  lua_remove(L, -2);
  return true;
}

static int release(lua_State *L) {
  int64_t function = *(int64_t *)lua_touserdata(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_functions);
  lua_rawgeti(L, -1, function);
  lua_pushnil(L);
  lua_rawset(L, -3);
  lua_pushnil(L);
  lua_rawseti(L, -2, function);
  return 0;
}

void lx_release(lx_vm *vm, int64_t function) {
  if (vm->busy || function < 0 || (size_t)function >= vm->keep_capacity || vm->keep_counts[function] == 0) return;
  if (--vm->keep_counts[function] > 0) return;
  vm->kept--;
  if ((size_t)function < vm->free_keep) vm->free_keep = (size_t)function;
  lx_protect(vm, release, &function, NULL);
}

size_t lx_kept_functions(const lx_vm *vm) { return vm->kept; }
