// math: the library's own functions, but for the random ones, which start from the evaluation's seed.
#include "shim.h"

static uint64_t rotate(uint64_t x, int n) { return (x << n) | (x >> (64 - n)); }

// xoshiro256**, as Lua 5.4 has it, so that a seed gives the numbers that Lua itself gives.
static uint64_t next_random(uint64_t *state) {
  uint64_t s0 = state[0], s1 = state[1], s2 = state[2] ^ s0, s3 = state[3] ^ s1;
  uint64_t result = rotate(s1 * 5, 7) * 9;
  state[0] = s0 ^ s3;
  state[1] = s1 ^ s2;
  state[2] = s2 ^ (s1 << 17);
  state[3] = rotate(s3, 45);
  return result;
}

static void seed_with(lx_vm *vm, uint64_t first, uint64_t second) {
  vm->random[0] = first;
  vm->random[1] = 0xff;
  vm->random[2] = second;
  vm->random[3] = 0;
  for (int i = 0; i < 16; i++) next_random(vm->random);
}

void lx_seed_random(lx_vm *vm, uint64_t seed) {
  vm->seed = seed;
  seed_with(vm, seed, 0);
}

// A number in 0…[largest], each equally likely.
static uint64_t project(uint64_t random, uint64_t largest, uint64_t *state) {
  if ((largest & (largest + 1)) == 0) return random & largest;
  uint64_t limit = largest;
  for (int shift = 1; shift < 64; shift *= 2) limit |= limit >> shift;
  while ((random &= limit) > largest) random = next_random(state);
  return random;
}

static int math_random(lua_State *L) {
  if (lx_vm_of(L)->withheld & LX_WITHHOLD_RANDOM) return luaL_error(L, "'math.random' is withheld from this script");
  uint64_t *state = lx_vm_of(L)->random;
  uint64_t random = next_random(state);
  lua_Integer low = 1, high;
  switch (lua_gettop(L)) {
    case 0: lua_pushnumber(L, (double)(random >> 11) * 0x1p-53); return 1;
    case 1:
      high = luaL_checkinteger(L, 1);
      if (high == 0) {
        lua_pushinteger(L, (lua_Integer)random);
        return 1;
      }
      break;
    case 2:
      low = luaL_checkinteger(L, 1);
      high = luaL_checkinteger(L, 2);
      break;
    default: return luaL_error(L, "wrong number of arguments");
  }
  luaL_argcheck(L, low <= high, lua_gettop(L), "interval is empty");
  uint64_t offset = project(random, (uint64_t)high - (uint64_t)low, state);
  lua_pushinteger(L, (lua_Integer)(offset + (uint64_t)low));
  return 1;
}

// Without an argument it goes back to the evaluation's seed: there is no other chance here.
static int math_randomseed(lua_State *L) {
  lx_vm *vm = lx_vm_of(L);
  if (lua_isnone(L, 1)) {
    lx_seed_random(vm, vm->seed);
    return 0;
  }
  lua_Integer first, second = luaL_optinteger(L, 2, 0);
  int exact;
  first = lua_tointegerx(L, 1, &exact);
  if (exact == 0) {
    double x = luaL_checknumber(L, 1);
    memcpy(&first, &x, sizeof first);
  }
  seed_with(vm, (uint64_t)first, (uint64_t)second);
  return 0;
}

int lx_open_math(lua_State *L) {
  static const luaL_Reg functions[] = {{"random", math_random}, {"randomseed", math_randomseed}, {NULL, NULL}};
  lua_newtable(L);
  int library = lua_gettop(L);
  luaopen_math(L);
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    lua_pushvalue(L, -2);
    lua_CFunction function = lua_tocfunction(L, -2);
    if (function != NULL) {
      lua_pushnil(L);
      lua_pushcclosure(L, function, 1);
      lua_replace(L, -3);
    }
    lua_insert(L, -2);
    lua_rawset(L, library);
  }
  lua_pop(L, 1);
  lx_set_functions(L, functions);
  return 1;
}
