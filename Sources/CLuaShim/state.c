// A VM from opening to closing.
#include <stdio.h>
#include <stdlib.h>

#include "shim.h"

char lx_key_functions, lx_key_environments, lx_key_globals, lx_key_names, lx_key_snapshots, lx_key_original;
char lx_key_content, lx_key_index, lx_key_ranges, lx_key_prelude;

static int open_all(lua_State *L) {
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lx_key_functions);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lx_key_names);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lx_key_snapshots);
  lx_open_views(L);
  lx_open_environments(L);
  lua_settop(L, 0);
  lua_sethook(L, lx_hook, LUA_MASKCOUNT, LX_INTERVAL);
  return 0;
}

// Lua calls this for an error outside every protected call. There is none: see lx_protect.
static int panic(lua_State *L) {
  (void)L;
  fputs("assay: a Lua error outside a protected call\n", stderr);
  abort();
}

lx_vm *lx_open(lx_limits limits, lx_host host, lx_flag *cancel) {
  lx_vm *vm = calloc(1, sizeof(lx_vm));
  if (vm == NULL) return NULL;
  vm->host = host;
  vm->cancel = cancel;
  vm->allocations_left = limits.allocations > 0 ? limits.allocations - 1 : -1;
  vm->reply.vm = vm;
  lx_report_clear(vm);
  if (limits.goes_back && !lx_make_base(vm)) {
    free(vm);
    return NULL;
  }
  lx_reset_budget(vm);  // opening is not charged to anybody
  vm->L = lx_new_state(vm);
  if (vm->L == NULL) {
    lx_drop_base(vm);
    free(vm);
    return NULL;
  }
  lua_atpanic(vm->L, panic);
  *(lx_vm **)lua_getextraspace(vm->L) = vm;
  if (lx_protect(vm, open_all, NULL, NULL) != LX_OK) {
    lx_close(vm);
    return NULL;
  }
  vm->limits = limits;
  if (limits.deferred) vm->limits.deferred = lx_clock_works();
  lx_set_standing_hook(vm->L);
  lx_reset_budget(vm);
  lx_seed_random(vm, 0);
  return vm;
}

void lx_close(lx_vm *vm) {
  if (vm == NULL) return;
  vm->verdict = LX_OK;
  lua_sethook(vm->L, NULL, 0, 0);
  vm->running = NULL;
  // Rules get no finalisers: what lies in the base may go as it is.
  if (vm->base == NULL) lua_close(vm->L);
  else lx_drop_base(vm);
  lx_free_views(vm);
  lx_free_writer(&vm->out);
  lx_free_writer(&vm->reply.copy);
  free(vm->keep_counts);
  free(vm->scratch);
  free(vm);
}
