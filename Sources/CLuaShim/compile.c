// Compiling once what many states load. The dump of a function is trusted by Lua to be one, so what is loaded here was
// made here: no script and no file ever gives bytecode.
#include <stdlib.h>

#include "shim.h"

static int append(lua_State *L, const void *piece, size_t size, void *to) {
  (void)L;
  lx_code *code = to;
  uint8_t *larger = realloc(code->bytes, code->count + size);
  if (larger == NULL) return 1;
  memcpy(larger + code->count, piece, size);
  code->bytes = larger;
  code->count += size;
  return 0;
}

lx_code lx_compile(const char *source, size_t length, const char *chunk_name) {
  lx_code code = {NULL, 0};
  int line = 0;
  if (lx_refuse_source(source, length, &line) != NULL) return code;
  // A bare state: nothing runs in it.
  lua_State *L = luaL_newstate();
  if (L == NULL) return code;
  bool is_whole = luaL_loadbufferx(L, source, length, chunk_name, "t") == LUA_OK && lua_dump(L, append, &code, 0) == 0;
  lua_close(L);
  if (!is_whole) {
    lx_free_code(code);
    code = (lx_code){NULL, 0};
  }
  return code;
}

void lx_free_code(lx_code code) { free(code.bytes); }

// As lx_load_chunk, for what lx_compile made.
int lx_load_code(lua_State *L, const char *code, size_t length, const char *chunk_name) {
  lx_charge(L, 1 + (int64_t)length);
  int status = luaL_loadbufferx(L, code, length, chunk_name, "b");
  if (status != LUA_OK) lx_rethrow_verdict(L, status);
  return status;
}
