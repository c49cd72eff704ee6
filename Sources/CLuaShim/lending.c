// What is lent to Lua: the schema, once for a VM, and the columns, anew for each evaluation.
#include <stdlib.h>

#include "shim.h"

void lx_free_views(lx_vm *vm) {
  lx_views *views = &vm->views;
  for (uint16_t i = 0; views->tables != NULL && i < views->table_count; i++) {
    lx_view_table *table = &views->tables[i];
    free(table->name);
    free(table->fields);
    free(table->lookup);
    free(table->columns);
    free(table->ready);
  }
  free(views->tables);
  *views = (lx_views){.live = LX_NOT_LENT};
}

static bool is_valid(const lx_schema *schema) {
  if (schema->table_count > LX_MAXIMUM_TABLES || schema->buffer_count > LX_MAXIMUM_BUFFERS ||
      schema->word_count > LX_MAXIMUM_BUFFERS) {
    return false;
  }
  int links = 0, upvalues = LX_METHODS + schema->word_count;
  for (uint16_t i = 0; i < schema->table_count; i++) {
    const lx_table *table = &schema->tables[i];
    for (uint16_t j = 0; j < table->field_count; j++) {
      const lx_field *field = &table->fields[j];
      size_t length = strlen(field->name);
      if (length == 0 || length > 40) return false;  // only short strings have one address
      if (field->layer > table->layer_count) return false;
      switch (field->kind) {
        case LX_TEXT:
          if (field->target >= schema->buffer_count) return false;
          break;
        case LX_WORD:
          if (field->target >= schema->word_count) return false;
          break;
        case LX_LINK:
        case LX_LINKS:
          if (field->target >= schema->table_count) return false;
          links += field->kind == LX_LINKS;
          break;
        case LX_ENUM: upvalues++; break;
        default: break;
      }
    }
  }
  return links <= LX_MAXIMUM_TABLES && upvalues <= LX_MAXIMUM_UPVALUES;
}

// Pushes one more upvalue of the index function, an empty table, and returns its number.
static int add_upvalue(lua_State *L, lx_views *views) {
  luaL_checkstack(L, 4, NULL);
  lua_newtable(L);
  return ++views->upvalues;
}

static void copy_field(lua_State *L, lx_views *views, const lx_field *from, lx_view_field *to) {
  to->kind = from->kind;
  to->layer = from->layer;
  to->target = from->target;
  if (from->kind == LX_ENUM) {
    to->cache = add_upvalue(L, views);
    to->name_count = from->name_count;
    for (uint16_t i = 0; i < from->name_count; i++) {
      if (from->names[i] == NULL) continue;
      lua_pushstring(L, from->names[i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
  }
}

static void *allocate_cleared(lua_State *L, size_t count, size_t size) {
  lx_vm *vm = lx_vm_of(L);
  void *block = vm->allocations_left == 0 ? NULL : calloc(count == 0 ? 1 : count, size);
  if (vm->allocations_left > 0) vm->allocations_left--;
  if (block == NULL) {
    lx_fall(vm, LX_OUT_OF_MEMORY);
    lx_raise_verdict(L);
  }
  return block;
}

// The names are interned and kept (in the table at [anchor]), so that their addresses identify them.
static void copy_table(lua_State *L, lx_views *views, const lx_table *from, uint16_t number, int anchor) {
  lx_view_table *to = &views->tables[number];
  size_t name_size = strlen(from->name) + 1;
  to->name = allocate_cleared(L, name_size, 1);
  memcpy(to->name, from->name, name_size);
  to->fields = allocate_cleared(L, from->field_count, sizeof(lx_view_field));
  to->columns = allocate_cleared(L, from->field_count, sizeof(lx_column));
  to->ready = allocate_cleared(L, from->layer_count, sizeof(uint8_t *));
  to->layer_count = from->layer_count;
  uint32_t size = 8;
  while (size < 4u * from->field_count) size *= 2;
  to->lookup = allocate_cleared(L, size, sizeof(lx_view_field *));
  to->mask = size - 1;
  for (uint16_t i = 0; i < from->field_count; i++) {
    lx_view_field *field = &to->fields[i];
    copy_field(L, views, &from->fields[i], field);
    field->column = i;
    field->key = lua_pushstring(L, from->fields[i].name);
    lua_pushboolean(L, true);
    lua_rawset(L, anchor);
    if (field->kind == LX_LINKS) {
      field->slot = views->link_count;
      views->links[views->link_count++] = (lx_link_slot){number, i};
    }
    uint32_t at = (uint32_t)((uintptr_t)field->key >> 4);
    while (to->lookup[at & to->mask] != NULL) at++;
    to->lookup[at & to->mask] = field;
    to->field_count++;
  }
}

static void add_caches(lua_State *L, lx_views *views) {
  for (uint16_t i = 0; i < views->word_count; i++) {
    views->words[i].cache = add_upvalue(L, views);
    views->is_cache[views->words[i].cache] = true;
  }
  for (uint16_t i = 0; i < views->table_count; i++) {
    for (uint16_t j = 0; j < views->tables[i].field_count; j++) {
      lx_view_field *field = &views->tables[i].fields[j];
      if (field->kind != LX_TEXT || views->upvalues == LX_MAXIMUM_UPVALUES) continue;
      field->cache = add_upvalue(L, views);
      views->is_cache[field->cache] = true;
    }
  }
}

static void push_methods(lua_State *L, uint16_t tables) {
  lua_newtable(L);
  for (int i = 1; i <= tables * 2; i++) {
    lua_newtable(L);
    lua_rawseti(L, -2, i);
  }
}

static int set_schema(lua_State *L) {
  const lx_schema *schema = lua_touserdata(L, 1);
  lx_vm *vm = lx_vm_of(L);
  lx_views *views = &vm->views;
  lua_newtable(L);  // at 2: keeps the names
  views->tables = allocate_cleared(L, schema->table_count, sizeof(lx_view_table));
  views->table_count = schema->table_count;
  views->buffer_count = schema->buffer_count;
  views->word_count = schema->word_count;
  views->upvalues = LX_METHODS;
  push_methods(L, schema->table_count);  // at 3: upvalue 1
  for (uint16_t i = 0; i < schema->table_count; i++) copy_table(L, views, &schema->tables[i], i, 2);
  add_caches(L, views);
  // Ranges share the methods.
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_ranges);
  lua_getfield(L, -1, "__index");
  lua_pushvalue(L, 3);
  lua_setupvalue(L, -2, LX_METHODS);
  lua_pop(L, 2);
  lua_pushcclosure(L, lx_index_handle, views->upvalues);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lx_key_index);
  lua_pushlightuserdata(L, NULL);
  lua_getmetatable(L, -1);
  lua_pushvalue(L, 3);
  lua_setfield(L, -2, "__index");
  lua_pushvalue(L, 2);
  lua_setfield(L, -2, "names");
  return 0;
}

lx_status lx_set_schema(lx_vm *vm, lx_schema schema) {
  if (vm->busy) return LX_BUSY;
  if (vm->views.tables != NULL || !is_valid(&schema)) return LX_INVALID;
  lx_status status = lx_protect(vm, set_schema, &schema, NULL);
  if (status != LX_OK) lx_free_views(vm);
  return status;
}

// --- A loan -------------------------------------------------------------------------------------

static int empty_caches(lua_State *L) {
  lx_views *views = &lx_vm_of(L)->views;
  if (views->tables == NULL) return 0;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_index);
  for (int i = 1; i <= views->upvalues; i++) {
    if (!views->is_cache[i] || !views->is_filled[i]) continue;
    lua_newtable(L);
    lua_setupvalue(L, -2, i);
    views->is_filled[i] = false;
  }
  return 0;
}

static void forget(lx_views *views) {
  views->live = LX_NOT_LENT;
  for (uint16_t i = 0; i < views->table_count; i++) {
    lx_view_table *table = &views->tables[i];
    table->rows = 0;
    memset(table->columns, 0, table->field_count * sizeof(lx_column));
    if (table->layer_count > 0) memset(table->ready, 0, table->layer_count * sizeof(uint8_t *));
  }
  memset(views->buffers, 0, sizeof views->buffers);
  for (uint16_t i = 0; i < views->word_count; i++) {
    views->words[i].offsets = NULL;
    views->words[i].bytes = NULL;
    views->words[i].count = 0;
    views->words[i].byte_count = 0;
  }
}

lx_status lx_lend_begin(lx_vm *vm) {
  if (vm->busy) return LX_BUSY;
  // Handles carry 24 bits of the loan's number; one that came round would look good again.
  if (vm->views.generation == LX_NOT_LENT - 1) return LX_INVALID;
  forget(&vm->views);
  lx_status status = lx_protect(vm, empty_caches, NULL, NULL);
  if (status == LX_OK) vm->views.live = ++vm->views.generation;
  return status;
}

void lx_lend_rows(lx_vm *vm, uint16_t table, int32_t rows) {
  if (table < vm->views.table_count && rows >= 0) vm->views.tables[table].rows = rows;
}

void lx_lend_column(lx_vm *vm, uint16_t table, uint16_t field, const void *column, const void *second) {
  if (table >= vm->views.table_count || field >= vm->views.tables[table].field_count) return;
  lx_view_table *t = &vm->views.tables[table];
  bool is_pair = t->fields[field].kind == LX_TEXT || t->fields[field].kind == LX_LINKS;
  t->columns[field] = is_pair && second == NULL ? (lx_column){0} : (lx_column){column, second};
}

void lx_lend_ready(lx_vm *vm, uint16_t table, uint8_t layer, const uint8_t *ready) {
  if (table >= vm->views.table_count || layer >= vm->views.tables[table].layer_count) return;
  vm->views.tables[table].ready[layer] = ready;
}

void lx_lend_bytes(lx_vm *vm, uint16_t buffer, const void *bytes, size_t count) {
  if (buffer >= vm->views.buffer_count) return;
  vm->views.buffers[buffer].bytes = bytes;
  vm->views.buffers[buffer].count = count;
}

void lx_lend_words(lx_vm *vm, uint16_t table, const int32_t *offsets, int32_t count, const void *bytes,
                   size_t byte_count) {
  if (table >= vm->views.word_count) return;
  vm->views.words[table].offsets = offsets;
  vm->views.words[table].count = offsets == NULL ? 0 : count;
  vm->views.words[table].bytes = bytes;
  vm->views.words[table].byte_count = byte_count;
}

void lx_revoke(lx_vm *vm) { forget(&vm->views); }

// --- Methods ------------------------------------------------------------------------------------

// attach(table, name, function): gives every row of a view table a method.
static int attach(lua_State *L, bool of_rows) {
  const lx_views *views = &lx_vm_of(L)->views;
  const char *name = luaL_checkstring(L, 1);
  luaL_checkstring(L, 2);
  luaL_checktype(L, 3, LUA_TFUNCTION);
  for (uint16_t i = 0; i < views->table_count; i++) {
    const lx_view_table *table = &views->tables[i];
    if (strcmp(table->name, name) != 0) continue;
    for (uint16_t j = 0; !of_rows && j < table->field_count; j++) {
      if (strcmp(table->fields[j].key, lua_tostring(L, 2)) == 0) {
        return luaL_error(L, "'%s' has a field '%s' already", name, lua_tostring(L, 2));
      }
    }
    lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_index);
    lua_getupvalue(L, -1, LX_METHODS);
    lua_rawgeti(L, -1, (lua_Integer)i * 2 + (of_rows ? 2 : 1));
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    lua_rawset(L, -3);
    return 0;
  }
  return luaL_error(L, "no view table '%s'", name);
}

int lx_attach(lua_State *L) { return attach(L, false); }
int lx_attach_rows(lua_State *L) { return attach(L, true); }
