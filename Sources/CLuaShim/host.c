// Lua calls the host: one trampoline for every host function.
#include "shim.h"

// An error of the host is raised at the caller's place, as one of Lua's own would be.
static int raise_reply(lua_State *L, lx_vm *vm) {
  lx_tape reply = lx_tape_of(&vm->reply.copy);
  luaL_where(L, 1);
  int results = lx_push_tape(L, &reply);
  if (results == 0) {
    lua_pushliteral(L, "the host gave no reason");
  } else {
    lua_settop(L, lua_gettop(L) - results + 1);
  }
  if (lua_type(L, -1) == LUA_TSTRING) lua_concat(L, 2);
  return lua_error(L);
}

static int call_host(lua_State *L) {
  lx_vm *vm = lx_vm_of(L);
  int32_t function = (int32_t)lua_tointeger(L, lua_upvalueindex(1));
  lx_charge(L, 1);
  lx_write_values(L, &vm->out, 1, lua_gettop(L));
  lx_rewind(&vm->reply.copy);
  vm->reply.failed = false;
  bool succeeded = vm->host.call(vm->host.context, function, lx_tape_of(&vm->out), &vm->reply);
  // The host's frame is gone: raising is safe from here on.
  if (vm->reply.failed) lx_fall(vm, LX_OUT_OF_MEMORY);
  if (vm->verdict != LX_OK) lx_raise_verdict(L);
  if (!succeeded) return raise_reply(L, vm);
  lx_tape reply = lx_tape_of(&vm->reply.copy);
  lua_settop(L, 0);
  return lx_push_tape(L, &reply);
}

bool lx_make_ready(lua_State *L, uint16_t table, uint8_t layer, int32_t row) {
  lx_vm *vm = lx_vm_of(L);
  lx_rewind(&vm->reply.copy);
  vm->reply.failed = false;
  bool succeeded = vm->host.fill(vm->host.context, table, layer, row, &vm->reply);
  if (vm->reply.failed) lx_fall(vm, LX_OUT_OF_MEMORY);
  if (vm->verdict != LX_OK) lx_raise_verdict(L);
  if (!succeeded) raise_reply(L, vm);
  return true;
}

// Runs under the host's frame, so it reports failure by a flag and never raises.
void lx_set_reply(lx_reply *reply, lx_tape tape) { reply->failed = !lx_copy_tape(reply->vm, &reply->copy, tape); }

typedef struct definition {
  const char *name;
  size_t length;
  int32_t function;
} definition;

static int define(lua_State *L) {
  const definition *d = lua_touserdata(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lx_key_prelude);
  lua_pushlstring(L, d->name, d->length);
  lua_pushinteger(L, d->function);
  lua_pushcclosure(L, call_host, 1);
  lua_rawset(L, -3);
  return 0;
}

lx_status lx_define(lx_vm *vm, const char *name, size_t length, int32_t function) {
  definition d = {name, length, function};
  return lx_protect(vm, define, &d, NULL);
}
