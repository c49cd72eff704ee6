// The string functions under libFuzzer, without Swift: ten times as many executions a second. `scripts/fuzz strings` builds
// and runs it; the same inputs are replayed through FuzzTargets in the tests.
//
// With REPLAY defined it is a program that reads the files named to it: `scripts/fuzz --replay`.
//
// An input is a subject, a pattern and a replacement with the byte FE between them.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua_shim.h"

static const char source[] =
  "local subject, pattern, replacement = ...\n"
  "local n = 0\n"
  "local function try(f, ...) local ok, a, b = pcall(f, ...) n = n + #tostring(a) + #tostring(b) end\n"
  "try(string.find, subject, pattern) try(string.find, subject, pattern, -3) try(string.find, subject, pattern, 1, true)\n"
  "try(string.match, subject, pattern, 2)\n"
  "try(function() local n = 0 for a, b in subject:gmatch(pattern) do n = n + 1 if n > 50 then break end end return n end)\n"
  "try(string.gsub, subject, pattern, replacement) try(string.gsub, subject, pattern, {a = 'b'}) try(string.gsub, subject, pattern, type)\n"
  "try(string.format, pattern, subject, 1, 2.5) try(string.format, pattern, 1e300, subject, {}) try(string.rep, subject, #pattern, replacement)\n"
  "try(string.byte, subject, 1, -1) try(string.upper, subject) try(tonumber, subject) try(tonumber, subject, #pattern)\n"
  "try(utf8.len, subject) try(utf8.len, subject, 1, -1, true) try(utf8.codepoint, subject, 1, -1, true) try(utf8.offset, subject, #pattern)\n"
  "try(function() for p, c in utf8.codes(subject, true) do n = n + c end end)\n"
  "try(string.pack, pattern, subject, 1, 2) try(string.unpack, pattern, subject) try(string.packsize, pattern)\n"
  "try(load, subject) try(load, 'return ' .. subject, pattern) try(table.concat, {subject, pattern}, replacement)\n"
  "return n\n";

static bool call_nothing(void *context, int32_t function, lx_tape arguments, lx_reply *reply) {
  (void)context, (void)function, (void)arguments, (void)reply;
  return true;
}
static bool fill_nothing(void *context, int32_t table, int32_t layer, int32_t row, lx_reply *reply) {
  (void)context, (void)table, (void)layer, (void)row, (void)reply;
  return false;
}
static void print_nothing(void *context, const char *bytes, size_t count) { (void)context, (void)bytes, (void)count; }

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  lx_host host = {call_nothing, fill_nothing, print_nothing, NULL};
  lx_limits limits = {.memory_bytes = 4 << 20, .steps = 200000, .output_bytes = 1000, .source_bytes = 4096, .cells = 1000};
  lx_flag *cancel = lx_flag_make();
  lx_vm *vm = lx_open(limits, host, cancel);
  if (vm == NULL) abort();
  int32_t environment = 0;
  int64_t function = -1;
  lx_cell cells[3] = {{.tag = LX_STRING}, {.tag = LX_STRING}, {.tag = LX_STRING}};
  uint32_t part = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (bytes[i] == 0xFE && part < 2) cells[++part].offset = i + 1;
    else cells[part].count++;
  }
  lx_tape arguments = {cells, 3, (const char *)bytes, count}, result = {0};
  lx_status status = lx_make_environment(vm, LX_OPEN, &environment);
  if (status == LX_OK) status = lx_load(vm, environment, source, sizeof source - 1, "=fuzz", &function);
  if (status == LX_OK) status = lx_call(vm, function, arguments, &result);
  // A state that has ended a call by a verdict refuses the next, and closes; any other goes on.
  lx_status again = lx_call(vm, function, arguments, &result);
  if (lx_verdict(vm) != LX_OK ? again != lx_verdict(vm) : again != LX_OK && again != LX_RUNTIME_ERROR) abort();
  lx_close(vm);
  lx_flag_free(cancel);
  return 0;
}

#ifdef REPLAY
int main(int count, char **paths) {
  static uint8_t bytes[1 << 16];
  for (int i = 1; i < count; i++) {
    FILE *file = fopen(paths[i], "rb");
    if (file == NULL) return perror(paths[i]), 2;
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    LLVMFuzzerTestOneInput(bytes, length);
  }
  printf("%d inputs read again\n", count - 1);
  return count > 1 ? 0 : 2;
}
#endif
