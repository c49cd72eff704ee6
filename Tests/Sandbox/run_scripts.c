// Runs hostile scripts as `assay lua --json` does, without Swift: so that the C of the sandbox can be built in
// seconds, under the address sanitizer, against any Lua 5.4. `scripts/hostile` builds and runs it.
//
//   run_scripts lua --json --memory-mib N --steps N FILE…
//
// One object a script; exit 0 when all are `ok`, 1 when not, 2 when a file cannot be read.
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua_shim.h"

// As `assay lua` has it; more where a sanitizer makes everything slower.
#ifndef DEADLINE_SECONDS
#define DEADLINE_SECONDS 3
#endif

static const char describing[] =
  "local tostring, type, getmetatable = tostring, type, getmetatable\n"
  "return function(script)\n"
  "  local value = script()\n"
  "  if type(value) == 'table' and getmetatable(value) ~= nil then return 'table' end\n"
  "  return tostring(value)\n"
  "end\n";

static const char *outcome_of(lx_status status) {
  switch (status) {
    case LX_OK: return "ok";
    case LX_OUT_OF_MEMORY: return "memory";
    case LX_OUT_OF_STEPS:
    case LX_OUT_OF_OUTPUT:
    case LX_OUT_OF_TIME:
    case LX_CANCELLED: return "timeout";
    default: return "error";
  }
}

static void print_json(const char *text, size_t length) {
  putchar('"');
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\') printf("\\%c", c);
    else if (c < 32 || c > 126) printf("\\ufffd");
    else putchar(c);
  }
  putchar('"');
}

static bool call_nothing(void *context, int32_t function, lx_tape arguments, lx_reply *reply) {
  (void)context, (void)function, (void)arguments, (void)reply;
  return true;
}

static bool fill_nothing(void *context, int32_t table, int32_t layer, int32_t row, lx_reply *reply) {
  (void)context, (void)table, (void)layer, (void)row, (void)reply;
  return false;
}

static void print_nothing(void *context, const char *bytes, size_t count) { (void)context, (void)bytes, (void)count; }

typedef struct job {
  const char *path;
  char *source;
  size_t length;
  lx_limits limits;
  bool ok;
} job;

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  size_t capacity = 1 << 20;
  char *text = malloc(capacity);
  *length = text == NULL ? 0 : fread(text, 1, capacity, file);
  fclose(file);
  return text;
}

static void run(void *context) {
  job *j = context;
  lx_host host = {call_nothing, fill_nothing, print_nothing, NULL};
  lx_flag *cancel = lx_flag_make();
  lx_vm *vm = lx_open(j->limits, host, cancel);
  if (vm == NULL) return;
  char name[512];
  snprintf(name, sizeof name, "@%s", j->path);
  int32_t open = 0, trusted = 0;
  int64_t script = -1, prelude = -1;
  lx_tape result = {0}, none = {0};
  lx_cell argument = {.tag = LX_FUNCTION};
  lx_status status = lx_make_environment(vm, LX_OPEN, &open);
  if (status == LX_OK) status = lx_load(vm, open, j->source, j->length, name, &script);
  if (status == LX_OK) status = lx_make_environment(vm, LX_TRUSTED, &trusted);
  if (status == LX_OK) status = lx_load(vm, trusted, describing, sizeof describing - 1, "=describing", &prelude);
  if (status == LX_OK) status = lx_call(vm, prelude, none, &result);
  if (status == LX_OK) {
    int64_t describe = result.cells[0].integer;
    argument.integer = script;
    status = lx_call(vm, describe, (lx_tape){&argument, 1, "", 0}, &result);
  }
  printf("{\"file\":");
  print_json(j->path, strlen(j->path));
  printf(",\"outcome\":\"%s\",\"value\":", outcome_of(status));
  if (status == LX_OK && result.cell_count > 0) print_json(result.bytes + result.cells[0].offset, result.cells[0].count);
  else print_json("nil", 3);
  lx_failure failure = lx_last_failure(vm);
  printf(",\"message\":");
  print_json(failure.message, status == LX_OK ? 0 : failure.message_length);
  printf("}\n");
  j->ok = status == LX_OK;
  lx_close(vm);
  lx_flag_free(cancel);
}

int main(int count, char **arguments) {
  lx_limits limits = {.memory_bytes = 64 << 20, .steps = 100000000, .output_bytes = 1 << 20, .deadline_seconds = DEADLINE_SECONDS,
                      .source_bytes = 1 << 20, .cells = 250000};
  int status = 0;
  setlocale(LC_ALL, "");  // as a host would that speaks its user's language: no result may follow it
  for (int i = 1; i < count; i++) {
    if (strcmp(arguments[i], "lua") == 0 || strcmp(arguments[i], "--json") == 0) continue;
    if (strcmp(arguments[i], "--memory-mib") == 0 && i + 1 < count) {
      limits.memory_bytes = (size_t)atoll(arguments[++i]) << 20;
      continue;
    }
    if (strcmp(arguments[i], "--steps") == 0 && i + 1 < count) {
      limits.steps = atoll(arguments[++i]);
      continue;
    }
    job j = {.path = arguments[i], .limits = limits};
    j.source = read_file(j.path, &j.length);
    if (j.source == NULL) return 2;
    // As large as the stack that `assay` gives Lua.
    if (!lx_run_on_thread(64 << 20, run, &j)) return 2;
    free(j.source);
    if (!j.ok) status = 1;
  }
  return status;
}
