// Steps, the clock and cancellation: what ends a call that does not end by itself.
//
// A verdict is kept here, outside Lua. The error that carries it out can be caught, but everything
// that catches errors (pcall, xpcall, resume, wrap, load) looks here and goes on raising.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shim.h"

// An allocator may not raise an error, but it may set a hook, as a signal handler may: the hook
// then raises at the next instruction. A count other than LX_INTERVAL marks a hook out of turn.
void lx_arm(lx_vm *vm) {
  if (vm->running != NULL) lua_sethook(vm->running, lx_hook, LUA_MASKCOUNT, 1);
}

void lx_fall(lx_vm *vm, lx_status verdict) {
  if (vm->verdict != LX_OK) return;
  vm->verdict = verdict;
  lx_arm(vm);
}

int64_t lx_now(void) {
  struct timespec now;
#ifdef CLOCK_MONOTONIC_COARSE
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
#else
  clock_gettime(CLOCK_MONOTONIC, &now);
#endif
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

// Garbage alone must never reach the cap, so the verdict waits for a collection. The margin keeps
// a heap of live values just under the cap from being collected over and over.
static void collect(lua_State *L, lx_vm *vm) {
  size_t cap = vm->limits.memory_bytes;
  lx_note_steps(vm, (int64_t)(vm->memory / LX_BYTES_PER_STEP));
  lua_gc(L, LUA_GCCOLLECT);
  vm->collect_wanted = false;
  if (cap != 0 && vm->memory > cap - cap / 16) lx_fall(vm, LX_OUT_OF_MEMORY);
}

static bool is_cancelled(const lx_vm *vm) {
  return atomic_load_explicit(&vm->cancel->raised, memory_order_relaxed);
}

static bool is_late(const lx_vm *vm) { return vm->deadline != 0 && lx_now() > vm->deadline; }

bool lx_is_time_up(const lx_vm *vm) { return is_cancelled(vm) || is_late(vm); }

void lx_look_at_clock(lx_vm *vm) {
  if (is_cancelled(vm)) lx_fall(vm, LX_CANCELLED);
  if (is_late(vm)) lx_fall(vm, LX_OUT_OF_TIME);
}

void lx_set_standing_hook(lua_State *L) {
  if (lx_vm_of(L)->watcher.moved != NULL) lua_sethook(L, lx_hook, LUA_MASKCOUNT, 1);
  else if (lx_vm_of(L)->limits.deferred) lua_sethook(L, NULL, 0, 0);
  else lua_sethook(L, lx_hook, LUA_MASKCOUNT, LX_INTERVAL);
}

void lx_hook(lua_State *L, lua_Debug *ar) {
  lx_vm *vm = lx_vm_of(L);
  if (vm->verdict == LX_OK) {
    if (vm->watcher.moved != NULL) {
      lx_watch_instruction(L, ar);
      lx_note_steps(vm, 1);
    } else if (lua_gethookcount(L) == LX_INTERVAL) {
      lx_note_steps(vm, LX_INTERVAL);
    } else {
      lx_set_standing_hook(L);
    }
    if (vm->collect_wanted) collect(L, vm);
    lx_look_at_clock(vm);
  }
  if (vm->verdict != LX_OK) lx_raise_verdict(L);
}

static int describe(const lx_vm *vm, char *text, size_t size) {
  switch (vm->verdict) {
    case LX_OUT_OF_MEMORY:
      if (vm->limits.memory_bytes == 0) return snprintf(text, size, "not enough memory");
      return snprintf(text, size, "memory limit of %zu bytes reached", vm->limits.memory_bytes);
    case LX_OUT_OF_STEPS: return snprintf(text, size, "limit of %lld steps reached", (long long)vm->limits.steps);
    case LX_OUT_OF_OUTPUT:
      return snprintf(text, size, "limit of %lld bytes of output reached", (long long)vm->limits.output_bytes);
    case LX_OUT_OF_TIME: return snprintf(text, size, "time limit of %g s reached", vm->limits.deadline_seconds);
    case LX_CANCELLED: return snprintf(text, size, "cancelled");
    default: return snprintf(text, size, "stopped");
  }
}

void lx_report_verdict(lx_vm *vm, lua_State *L) {
  if (vm->report.has_message) return;
  char text[96];
  int length = describe(vm, text, sizeof text);
  if (L != NULL && !vm->report.has_frames) lx_report_frames(vm, L);
  lx_report_message(vm, text, (size_t)length);
}

void lx_raise_verdict(lua_State *L) {
  lx_vm *vm = lx_vm_of(L);
  lx_report_verdict(vm, L);
  lua_pushlightuserdata(L, NULL);  // allocates nothing; no rule ever sees it
  lua_error(L);
  __builtin_unreachable();
}

void lx_rethrow_verdict(lua_State *L, int status) {
  lx_vm *vm = lx_vm_of(L);
  if (status == LUA_ERRMEM || vm->refused != 0) lx_fall(vm, LX_OUT_OF_MEMORY);
  if (vm->verdict != LX_OK) lx_raise_verdict(L);
}

void lx_reset_budget(lx_vm *vm) {
  vm->steps_left = vm->limits.steps > 0 ? vm->limits.steps : INT64_MAX / 2;
  vm->output_left = vm->limits.output_bytes > 0 ? vm->limits.output_bytes : INT64_MAX / 2;
  double seconds = vm->limits.deadline_seconds;
  vm->deadline = seconds > 0 && seconds < 1e9 ? lx_now() + (int64_t)(seconds * 1e9) : 0;
  vm->uncharged_bytes = 0;
  vm->peak = vm->memory;
}

bool lx_charge_steps(lx_vm *vm, int64_t steps) {
  if (steps > 0) lx_note_steps(vm, steps);
  return vm->verdict == LX_OK;
}

int64_t lx_steps_used(const lx_vm *vm) {
  return (vm->limits.steps > 0 ? vm->limits.steps : INT64_MAX / 2) - vm->steps_left;
}

int64_t lx_output_used(const lx_vm *vm) {
  return (vm->limits.output_bytes > 0 ? vm->limits.output_bytes : INT64_MAX / 2) - vm->output_left;
}

size_t lx_memory_in_use(const lx_vm *vm) { return vm->memory; }
size_t lx_memory_peak(const lx_vm *vm) { return vm->peak; }
lx_status lx_verdict(const lx_vm *vm) { return vm->verdict; }
void lx_forgive(lx_vm *vm) {
  vm->verdict = LX_OK;
  vm->refused = 0;
  vm->collect_wanted = false;
  lx_set_standing_hook(vm->L);
}
void lx_fail_allocations_after(lx_vm *vm, int64_t count) { vm->allocations_left = count; }

lx_flag *lx_flag_make(void) {
  lx_flag *flag = malloc(sizeof(lx_flag));
  if (flag != NULL) atomic_init(&flag->raised, false);
  return flag;
}
void lx_flag_raise(lx_flag *flag) { atomic_store_explicit(&flag->raised, true, memory_order_relaxed); }
bool lx_flag_is_raised(const lx_flag *flag) {
  return atomic_load_explicit(&flag->raised, memory_order_relaxed);
}
void lx_flag_free(lx_flag *flag) { free(flag); }
