// A stack of bytes for strings in the making.
//
// luaL_Buffer reports a lack of memory as an ordinary error, and keeps its box on the Lua stack.
// This buffer belongs to the VM, counts as its memory, and an error leaves nothing to free: whoever
// catches one cuts the stack back to where it was.
#include "shim.h"

size_t lx_scratch_begin(lx_vm *vm) { return vm->scratch_count; }

char *lx_scratch_extend(lua_State *L, size_t count) {
  lx_vm *vm = lx_vm_of(L);
  if (count > vm->scratch_capacity - vm->scratch_count) {
    size_t wanted = vm->scratch_capacity * 2;
    if (wanted < vm->scratch_count + count) wanted = vm->scratch_count + count;
    if (wanted < 1024) wanted = 1024;
    lx_make_room(L, wanted - vm->scratch_capacity);
    char *moved = lx_resize_buffer(vm, vm->scratch, vm->scratch_capacity, wanted);
    if (moved == NULL) {
      lx_fall(vm, LX_OUT_OF_MEMORY);
      lx_raise_verdict(L);
    }
    vm->scratch = moved;
    vm->scratch_capacity = wanted;
  }
  char *start = vm->scratch + vm->scratch_count;
  vm->scratch_count += count;
  return start;
}

void lx_scratch_add(lua_State *L, const char *bytes, size_t count) {
  if (count > 0) memcpy(lx_scratch_extend(L, count), bytes, count);
}

void lx_scratch_push(lua_State *L, size_t begin) {
  lx_vm *vm = lx_vm_of(L);
  size_t count = vm->scratch_count - begin;
  if (count > LX_BYTES_PER_STEP) lx_charge_bytes(L, count);
  if (count > 16384) lx_make_room(L, count);
  lua_pushlstring(L, count == 0 ? "" : vm->scratch + begin, count);
  vm->scratch_count = begin;
  // A large string's copy is given back at once: it would count twice.
  if (vm->scratch_capacity > 65536 && vm->scratch_count == 0) {
    lx_resize_buffer(vm, vm->scratch, vm->scratch_capacity, 0);
    vm->scratch = NULL;
    vm->scratch_capacity = 0;
  }
}

// A coroutine may catch an error under another one than it began under, so what it saw then is
// only a hint: never cut what a waiting coroutine wrote, never claim what is not there.
void lx_scratch_cut(lx_vm *vm, size_t begin) {
  size_t count = vm->scratch_count < begin ? vm->scratch_count : begin;
  vm->scratch_count = count < vm->scratch_floor ? vm->scratch_floor : count;
}
