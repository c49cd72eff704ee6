// Where the steps of Lua code go, line by line.
//
// For whoever measures, never in a run whose result counts: the hook then fires before every instruction, and whoever
// watches is told when the place has changed. What was spent since the last time belongs to the place before, so the
// parts add up to the whole.
#include "shim.h"

void lx_watch(lx_vm *vm, lx_watcher watcher) {
  vm->watcher = watcher;
  vm->watched = NULL;
  if (vm->L != NULL && !vm->busy) lx_set_standing_hook(vm->L);
}

// Adds the calls of [L] that run Lua code, innermost first.
static size_t add_places(lua_State *L, lx_frame *frames, size_t count) {
  lua_Debug ar;
  for (int level = 0; count < LX_MAXIMUM_FRAMES && lua_getstack(L, level, &ar) != 0; level++) {
    lua_getinfo(L, "Sl", &ar);
    if (ar.currentline <= 0) continue;
    bool is_marked = *ar.source == '@' || *ar.source == '=';
    frames[count++] = (lx_frame){
      .chunk = is_marked ? ar.source + 1 : ar.source,
      .chunk_length = ar.srclen - (is_marked ? 1 : 0),
      .line = ar.currentline,
    };
  }
  return count;
}

void lx_watch_instruction(lua_State *L, lua_Debug *ar) {
  lx_vm *vm = lx_vm_of(L);
  lua_getinfo(L, "l", ar);
  // The same call on the same line: nothing was called or left in between, for that takes an instruction elsewhere.
  if (vm->watched == ar->i_ci && vm->watched_line == ar->currentline) return;
  vm->watched = ar->i_ci;
  vm->watched_line = ar->currentline;
  lx_frame frames[LX_MAXIMUM_FRAMES];
  size_t count = add_places(L, frames, 0);
  for (const lx_waiting *waiting = vm->waiting; waiting != NULL; waiting = waiting->outer) {
    if (waiting->L != L) count = add_places(waiting->L, frames, count);
  }
  vm->watcher.moved(vm->watcher.context, frames, count);
}
