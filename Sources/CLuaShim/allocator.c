// The cap on memory, and the serial number that stands in for an address.
//
// Lua 5.4.4 frees memory twice in an emergency collection, the one it runs when a block is refused,
// under conditions that rules can bring about. So the cap is soft: small blocks over it are granted
// from a reserve, and the hook, at the next instruction, collects garbage and lets the verdict fall
// when that was not enough. Only large blocks are refused.
#include <stdlib.h>

#include "shim.h"

enum {
  // In front of each block: its serial number. Keeps Lua's alignment of 8. It is not counted, so that a
  // limit means what it means to other hosts of Lua.
  HEADER = 8,
  SMALL = 16384,         // blocks that grow by less are never refused within the reserve
  NODE_SIZE = 24,        // an entry of a table's hash part
  LARGEST_NODES = 65536,
};

// A table's hash part is rehashed in one instruction, and keys that a hostile rule chose make that
// quadratic: seconds for more than this many entries. They count as memory.
static bool is_hash_part_too_large(size_t size) {
  size_t count = size / NODE_SIZE;
  return size > (size_t)LARGEST_NODES * NODE_SIZE && size % NODE_SIZE == 0 && (count & (count - 1)) == 0;
}

static size_t reserve_of(const lx_vm *vm) { return vm->limits.memory_bytes / 4 + (1 << 20); }

static bool refuse(lx_vm *vm, size_t size) {
  // Lua asks a second time after collecting; only then is there really no room. The collection is charged.
  if (vm->refused != size) {
    lx_note_steps(vm, (int64_t)(vm->memory / LX_BYTES_PER_STEP));
  } else if (vm->verdict == LX_OK) {
    // Lua throws this error without a message handler, so the place is noted here.
    if (vm->busy && vm->running != NULL && !vm->report.has_frames) lx_report_frames(vm, vm->running);
    lx_fall(vm, LX_OUT_OF_MEMORY);
  }
  vm->refused = size;
  return false;
}

static bool admit(lx_vm *vm, size_t grown, size_t size, bool may_be_hash_part) {
  if (vm->allocations_left == 0) return refuse(vm, size);
  if (vm->allocations_left > 0) vm->allocations_left--;
  if (may_be_hash_part && is_hash_part_too_large(size)) return refuse(vm, size);
  size_t cap = vm->limits.memory_bytes;
  if (cap != 0 && vm->memory + grown > cap) {
    if (grown > SMALL || vm->memory + grown > cap + reserve_of(vm)) return refuse(vm, size);
    if (!vm->collect_wanted) {
      vm->collect_wanted = true;
      lx_arm(vm);
    }
  }
  return true;
}

static void note_growth(lx_vm *vm, size_t grown, size_t size) {
  if (size == vm->refused) vm->refused = 0;
  vm->memory += grown;
  if (vm->memory > vm->peak) vm->peak = vm->memory;
  vm->uncharged_bytes += grown;
  if (vm->uncharged_bytes >= LX_BYTES_PER_STEP) {
    lx_note_steps(vm, (int64_t)(vm->uncharged_bytes / LX_BYTES_PER_STEP));
    vm->uncharged_bytes %= LX_BYTES_PER_STEP;
  }
}

void *lx_allocate(void *context, void *block, size_t old_size, size_t new_size) {
  lx_vm *vm = context;
  char *start = block == NULL ? NULL : (char *)block - HEADER;
  size_t kind = old_size;
  if (block == NULL) old_size = 0;  // Lua passes a type tag here for new blocks
  if (new_size == 0) {
    if (block != NULL) vm->memory -= old_size;
    if (block != NULL) lx_free_block(vm, start, old_size + HEADER);
    return NULL;
  }
  size_t grown = new_size > old_size ? new_size - old_size : 0;
  if (new_size > old_size && !admit(vm, grown, new_size, block == NULL && kind == 0)) return NULL;
  char *moved = lx_resize_block(vm, start, block == NULL ? 0 : old_size + HEADER, new_size + HEADER);
  if (moved == NULL) {
    if (new_size <= old_size) return block;  // Lua relies on shrinking
    refuse(vm, new_size);
    return NULL;
  }
  if (block == NULL) {
    uint64_t birth = ++vm->births;
    memcpy(moved, &birth, sizeof birth);
  }
  if (new_size > old_size) note_growth(vm, grown, new_size);
  else vm->memory -= old_size - new_size;
  return moved + HEADER;
}

void *lx_resize_buffer(lx_vm *vm, void *buffer, size_t old_size, size_t new_size) {
  if (new_size == 0) {
    vm->memory -= old_size;
    free(buffer);
    return NULL;
  }
  size_t grown = new_size > old_size ? new_size - old_size : 0;
  if (grown != 0 && !admit(vm, grown, new_size, false)) return NULL;
  void *moved = realloc(buffer, new_size);
  if (moved == NULL) {
    refuse(vm, new_size);
    return NULL;
  }
  if (grown != 0) note_growth(vm, grown, new_size);
  else vm->memory -= old_size - new_size;
  return moved;
}

// --- The hash seed ------------------------------------------------------------------------------

// Lua seeds its string hashes with the time and some addresses. The order that shows in is sorted
// away (ordered_pairs.c), but how often tables grow depends on it as well, and with it how many
// steps and bytes a script is charged. The library has no way to set the seed, so it is overwritten
// in the one moment when it is known and not yet used: at the second allocation of lua_newstate.
typedef struct global_head {  // how global_State begins in Lua 5.4
  void *(*allocate)(void *, void *, size_t, size_t);
  void *context;
  ptrdiff_t total_bytes, debt;
  size_t estimate, last_atomic;
  void *strings;
  int32_t string_count, string_capacity;
  struct {
    int64_t value;
    uint8_t tag;
  } registry, nil_value;
  uint32_t seed;
} global_head;

// The first block holds the main thread and, somewhere behind it, the global state.
static void fix_seed(lx_vm *vm) {
  for (size_t at = 0; at + sizeof(global_head) <= vm->first_size; at += sizeof(void *)) {
    global_head *head = (void *)(vm->first_block + at);
    if (head->allocate != lx_allocate_first || head->context != vm) continue;
    if (head->total_bytes != (ptrdiff_t)vm->first_size || head->debt != 0 || head->strings != NULL ||
        head->string_count != 0 || head->string_capacity != 0 || head->registry.tag != 0 ||
        head->nil_value.value != 0 || head->nil_value.tag != 3) {
      return;  // another layout: leave it alone, the self-test says so
    }
    head->seed = 0x41737361;
    vm->is_seed_fixed = true;
    return;
  }
}

// The allocator while lua_newstate runs.
void *lx_allocate_first(void *context, void *block, size_t old_size, size_t new_size) {
  lx_vm *vm = context;
  if (vm->first_block != NULL && !vm->is_seed_tried) {
    vm->is_seed_tried = true;
    fix_seed(vm);
  }
  void *moved = lx_allocate(context, block, old_size, new_size);
  if (vm->first_block == NULL) {
    vm->first_block = moved;
    vm->first_size = new_size;
  }
  return moved;
}

lua_State *lx_new_state(lx_vm *vm) {
  vm->first_block = NULL;
  vm->is_seed_tried = vm->is_seed_fixed = false;
  lua_State *L = lua_newstate(lx_allocate_first, vm);
  if (L != NULL) lua_setallocf(L, lx_allocate, vm);
  return L;
}

// --- Serial numbers and room --------------------------------------------------------------------

uint64_t lx_birth(lua_State *L, int index) {
  const char *block = lua_topointer(L, index);
  if (block == NULL) return 0;
  switch (lua_type(L, index)) {
    case LUA_TTHREAD: block -= LUA_EXTRASPACE; break;  // a thread is handed out past its extra space
    case LUA_TUSERDATA: return lua_rawlen(L, index) >= sizeof(uint64_t) ? *(const uint64_t *)(const void *)block : 0;
    case LUA_TLIGHTUSERDATA: return 0;
    default: break;
  }
  uint64_t birth;
  memcpy(&birth, block - HEADER, sizeof birth);
  return birth;
}

void lx_make_room(lua_State *L, size_t bytes) {
  lx_vm *vm = lx_vm_of(L);
  size_t cap = vm->limits.memory_bytes;
  if (cap == 0 || (bytes < cap && vm->memory + bytes <= cap)) return;
  if (bytes < cap) {
    lx_charge_bytes(L, vm->memory);
    lua_gc(L, LUA_GCCOLLECT);
    if (vm->memory + bytes <= cap) return;
  }
  lx_fall(vm, LX_OUT_OF_MEMORY);
  lx_raise_verdict(L);
}
