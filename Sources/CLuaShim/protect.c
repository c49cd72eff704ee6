// Swift calls Lua: every entry does its work inside one lua_pcall.
#include <locale.h>
#include <pthread.h>

#include "shim.h"

// --- The locale ---------------------------------------------------------------------------------

static pthread_once_t once = PTHREAD_ONCE_INIT;
static locale_t plain;

static void make_plain(void) { plain = newlocale(LC_ALL_MASK, "C", (locale_t)0); }

// What digits, classes of characters and the order of strings look like must not follow the process,
// which is the host's. Zero, which changes nothing, when there is no memory for it.
static locale_t lx_plain_locale(void) {
  pthread_once(&once, make_plain);
  return plain;
}

// --- Entries ------------------------------------------------------------------------------------

lx_status lx_protect(lx_vm *vm, lua_CFunction body, void *request, bool *is_syntax) {
  if (vm->busy) return LX_BUSY;
  lx_report_clear(vm);
  // A cancel that came before the call counts; the hook alone might not run in a short one.
  if (atomic_load_explicit(&vm->cancel->raised, memory_order_relaxed)) lx_fall(vm, LX_CANCELLED);
  if (vm->deadline != 0 && lx_now() > vm->deadline) lx_fall(vm, LX_OUT_OF_TIME);
  if (vm->verdict != LX_OK) {
    lx_report_verdict(vm, NULL);
    return vm->verdict;
  }
  lua_State *L = vm->L;
  vm->busy = true;
  vm->running = L;
  vm->waiting = NULL;
  vm->scratch_count = vm->scratch_floor = 0;
  vm->refused = 0;
  vm->watched = NULL;
  lua_settop(L, 0);
  lua_pushcfunction(L, lx_message_handler);  // light C functions: these three pushes
  lua_pushcfunction(L, body);                // allocate nothing and cannot raise
  lua_pushlightuserdata(L, request);
  lx_vm *outer = lx_clock_enter(vm);
  locale_t locale = uselocale(lx_plain_locale());
  int status = lua_pcall(L, 1, 0, 1);
  uselocale(locale);
  lx_clock_leave(outer);
  vm->busy = false;
  vm->running = L;
  vm->waiting = NULL;
  if (status != LUA_OK) {
    if (status == LUA_ERRMEM || vm->refused != 0) lx_fall(vm, LX_OUT_OF_MEMORY);
    if (vm->verdict == LX_OK && !vm->report.has_message) {
      size_t length = 0;
      const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : NULL;
      if (text == NULL) text = "error in error handling", length = strlen(text);
      lx_report_message(vm, text, length);
    }
  }
  lua_settop(L, 0);
  if (vm->verdict != LX_OK) {
    // The last instruction may have passed a limit without anything left to raise at.
    lx_report_verdict(vm, NULL);
    return vm->verdict;
  }
  if (status == LUA_OK) return LX_OK;
  return is_syntax != NULL && *is_syntax ? LX_SYNTAX_ERROR : LX_RUNTIME_ERROR;
}

typedef struct request {
  const char *text, *chunk_name;
  size_t length;
  int64_t function;
  int32_t environment;
  lx_tape arguments;
  bool is_compiled, is_syntax, is_invalid;
} request;

static int load(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  lx_vm *vm = lx_vm_of(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_environments);
  if (lua_rawgeti(L, -1, r->environment) != LUA_TTABLE) {
    r->is_invalid = true;
    return luaL_error(L, "no such environment");
  }
  int (*load_it)(lua_State *, const char *, size_t, const char *) = r->is_compiled ? lx_load_code : lx_load_chunk;
  if (load_it(L, r->text, r->length, r->chunk_name) != LUA_OK) {
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    if (text == NULL) return lua_error(L);
    r->is_syntax = true;
    lx_report_syntax(vm, r->chunk_name, text, length);
    vm->report.has_frames = true;
    lua_pushnil(L);
    return lua_error(L);
  }
  lua_pushvalue(L, -2);
  lua_setupvalue(L, -2, 1);
  r->function = lx_keep(L, -1);
  return 0;
}

static lx_status load_request(lx_vm *vm, request *r, int64_t *function) {
  lx_status status = lx_protect(vm, load, r, &r->is_syntax);
  *function = status == LX_OK ? r->function : -1;
  return r->is_invalid && status == LX_RUNTIME_ERROR ? LX_INVALID : status;
}

lx_status lx_load(lx_vm *vm, int32_t environment, const char *source, size_t length, const char *chunk_name,
                  int64_t *function) {
  request r = {.text = source, .length = length, .chunk_name = chunk_name, .environment = environment};
  return load_request(vm, &r, function);
}

lx_status lx_load_compiled(lx_vm *vm, int32_t environment, const uint8_t *code, size_t length, const char *chunk_name,
                           int64_t *function) {
  request r = {.text = (const char *)code, .length = length, .chunk_name = chunk_name, .environment = environment,
               .is_compiled = true};
  return load_request(vm, &r, function);
}

static int call(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  lx_vm *vm = lx_vm_of(L);
  lua_settop(L, 0);
  if (!lx_push_kept(L, r->function)) {
    r->is_invalid = true;
    return luaL_error(L, "the function was released, or is none");
  }
  // The hook's counter goes on from call to call, so short calls are counted too; this is for the call.
  lx_charge(L, 1);
  lua_call(L, lx_push_tape(L, &r->arguments), LUA_MULTRET);
  lx_write_values(L, &vm->out, 1, lua_gettop(L));
  return 0;
}

lx_status lx_call(lx_vm *vm, int64_t function, lx_tape arguments, lx_tape *result) {
  request r = {.function = function, .arguments = arguments};
  *result = (lx_tape){0};
  lx_status status = lx_protect(vm, call, &r, NULL);
  if (status == LX_OK) *result = lx_tape_of(&vm->out);
  return r.is_invalid && status == LX_RUNTIME_ERROR ? LX_INVALID : status;
}

static int begin(lua_State *L) {
  lx_vm *vm = lx_vm_of(L);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lx_key_names);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lx_key_snapshots);
  vm->names = 0;
  // A counter that has not ticked is the same start for every evaluation.
  lx_set_standing_hook(L);
  return 0;
}

void lx_withhold(lx_vm *vm, uint32_t withheld) { vm->withheld = withheld; }

lx_status lx_begin(lx_vm *vm, lx_limits limits, uint64_t seed) {
  if (vm->busy) return LX_BUSY;
  vm->limits = limits;
  if (limits.deferred) vm->limits.deferred = lx_clock_works();
  if (vm->scratch != NULL) lx_resize_buffer(vm, vm->scratch, vm->scratch_capacity, 0);
  vm->scratch = NULL;
  vm->scratch_count = vm->scratch_capacity = 0;
  lx_reset_budget(vm);
  lx_status status = lx_protect(vm, begin, NULL, NULL);
  lx_reset_budget(vm);
  lx_seed_random(vm, seed);
  return status;
}
