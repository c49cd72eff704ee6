// Our pattern functions against the library's own, on random patterns and subjects of small size. No difference is
// allowed but for the budget's error. `scripts/compare-patterns` builds and runs it.
//
//   compare_patterns CASES [SEED]
//
// One line at the end, `N cases, no difference`; otherwise the first case that differs, and exit 1.
#include <lauxlib.h>
#include <lualib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua_shim.h"

static uint64_t state;

static uint32_t below(uint32_t bound) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % bound;
}

typedef struct text {
  char bytes[256];
  size_t length;
} text;

static void add(text *t, const char *bytes, size_t length) {
  if (t->length + length > sizeof t->bytes) return;
  memcpy(t->bytes + t->length, bytes, length);
  t->length += length;
}

// Weighted by hand: what makes a pattern is more often there than what ends it in an error.
static const char *const pieces[] = {
  "a", "b", "c", "a", "b", ".", "%a", "%d", "%s", "%w", "%p", "%c", "%l", "%u", "%x", "%g", "%A", "%D", "%S", "%W",
  "[ab]", "[^a]", "[a-c]", "[%a_]", "[]]", "[^]]", "[a-]", "[%-a]", "[^%s]", "[%]]", "[b-a]", "[a%-c]", "%b()", "%bab", "%baa",
  "%f[%w]", "%f[^%z]", "%f[a]", "(", ")", "(", ")", "()", "%1", "%2", "*", "+", "-", "?", "*", "-", "^", "$", "%", "[", "]", "%%",
  "%.", "%(", "(a)", "(.-)", "(a*)", "(.)", "1", " ", "%0", "%z", "\xC3\xA9", "\xFF", ","};

static const char *const subjects[] = {"a", "b", "c", "a", "b", "ab", "aa", "1", "(", ")", "()", " ", "A", "_", "%", "]", "-", ".",
                                       "\xC3\xA9", "\xFF", "\n", "\x01", ",", "^"};

static const char *const replacements[] = {"<%0>", "%1", "x", "", "%%", "%2", "%1%1", "%", "%9", "%a", "[%0%1]", "1"};

enum { PIECES = sizeof pieces / sizeof *pieces, SUBJECTS = sizeof subjects / sizeof *subjects, REPLACEMENTS = sizeof replacements / sizeof *replacements };

static void make(text *t, const char *const *from, uint32_t count, uint32_t most) {
  t->length = 0;
  for (uint32_t i = below(most + 1); i > 0; i--) {
    if (below(40) == 0) {
      add(t, "\0", 1);
    } else {
      const char *piece = from[below(count)];
      add(t, piece, strlen(piece));
    }
  }
}

// Called in both machines with the same arguments: kind, subject, pattern, start, replacement, limit.
static const char judge[] =
  "local string, stock, kinds = string, stock, {}\n"
  "local function all(gmatch, s, p, init)\n"
  "  local out, n = {}, 0\n"
  "  for a, b, c in gmatch(s, p, init) do\n"
  "    n = n + 1\n"
  "    out[n] = tostring(a) .. ':' .. tostring(b) .. ':' .. tostring(c)\n"
  "    if n > 40 then break end\n"
  "  end\n"
  "  return table.concat(out, ';')\n"
  "end\n"
  "local function upper(a, b) if a == 'a' then return 'A' end if a == 'b' then return false end return b and '2' or nil end\n"
  "local map = {a = 'T', b = false, ab = 7}\n"
  "local function text(...)\n"
  "  local n, out = select('#', ...), {}\n"
  "  for i = 1, n do local v = select(i, ...) out[i] = math.type(v) and v .. '#' or tostring(v) end\n"
  "  return table.concat(out, '|')\n"
  "end\n"
  "local function clean(ok, ...)\n"
  "  if ok then return text(...) end\n"
  "  local e = tostring((...)):gsub('^[^:]*:%d+: ', '')\n"
  "  return 'error ' .. e\n"
  "end\n"
  "local function run(lib, kind, s, p, init, replacement, limit)\n"
  "  if kind == 0 then return clean(pcall(lib.find, s, p, init)) end\n"
  "  if kind == 1 then return clean(pcall(lib.match, s, p, init)) end\n"
  "  if kind == 2 then return clean(pcall(all, lib.gmatch, s, p, init)) end\n"
  "  if kind == 3 then return clean(pcall(lib.gsub, s, p, replacement, limit)) end\n"
  "  if kind == 4 then return clean(pcall(lib.gsub, s, p, upper, limit)) end\n"
  "  if kind == 5 then return clean(pcall(lib.gsub, s, p, map, limit)) end\n"
  "  return clean(pcall(lib.find, s, p, init, true))\n"
  "end\n"
  "return function(...)\n"
  "  local ours, theirs = run(string, ...), run(stock, ...)\n"
  "  if ours == theirs then return true end\n"
  "  return false, ours, theirs\n"
  "end\n";

static bool call_nothing(void *context, int32_t function, lx_tape arguments, lx_reply *reply) {
  (void)context, (void)function, (void)arguments, (void)reply;
  return true;
}
static bool fill_nothing(void *context, int32_t table, int32_t layer, int32_t row, lx_reply *reply) {
  (void)context, (void)table, (void)layer, (void)row, (void)reply;
  return false;
}
static void print_nothing(void *context, const char *bytes, size_t count) { (void)context, (void)bytes, (void)count; }

static void show(const char *name, const char *bytes, size_t length) {
  printf("%s \"", name);
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)bytes[i];
    if (c == '"' || c == '\\' || c < 32 || c > 126) printf("\\x%02x", c);
    else putchar(c);
  }
  printf("\"\n");
}

// The arguments of a call, on a tape.
typedef struct call_tape {
  lx_cell cells[6];
  char bytes[1024];
  size_t byte_count;
  int count;
} call_tape;

static void push_string(call_tape *t, const char *bytes, size_t length) {
  memcpy(t->bytes + t->byte_count, bytes, length);
  lx_cell cell = {.tag = LX_STRING};
  cell.offset = (uint32_t)t->byte_count, cell.count = (uint32_t)length;
  t->cells[t->count++] = cell;
  t->byte_count += length;
}

static void push_integer(call_tape *t, int64_t value) {
  lx_cell cell = {.tag = LX_INTEGER};
  cell.integer = value;
  t->cells[t->count++] = cell;
}

static int fail(lx_vm *vm, const char *what) {
  lx_failure failure = lx_last_failure(vm);
  printf("%s: %.*s\n", what, (int)failure.message_length, failure.message);
  return 2;
}

int main(int count, char **arguments) {
  long cases = count > 1 ? atol(arguments[1]) : 1000000;
  state = count > 2 ? (uint64_t)atoll(arguments[2]) : 1;
  lx_host host = {call_nothing, fill_nothing, print_nothing, NULL};
  lx_limits limits = {0};
  lx_flag *cancel = lx_flag_make();
  lx_vm *vm = lx_open(limits, host, cancel);
  if (vm == NULL) return 2;
  int32_t environment = 0;
  int64_t chunk = -1, compare = -1;
  lx_tape result = {0}, none = {0};
  if (lx_expose_stock_strings(vm) != LX_OK || lx_make_environment(vm, LX_TRUSTED, &environment) != LX_OK ||
      lx_load(vm, environment, judge, sizeof judge - 1, "=judge", &chunk) != LX_OK ||
      lx_call(vm, chunk, none, &result) != LX_OK) {
    return fail(vm, "cannot begin");
  }
  compare = result.cells[0].integer;
  for (long n = 0; n < cases; n++) {
    text pattern, subject;
    make(&pattern, pieces, PIECES, 6);
    make(&subject, subjects, SUBJECTS, 10);
    const char *replacement = replacements[below(REPLACEMENTS)];
    call_tape tape = {.byte_count = 0, .count = 0};
    push_integer(&tape, below(7));
    push_string(&tape, subject.bytes, subject.length);
    push_string(&tape, pattern.bytes, pattern.length);
    push_integer(&tape, below(4) != 0 ? 1 : (int64_t)below(14) - 6);
    push_string(&tape, replacement, strlen(replacement));
    if (below(3) == 0) push_integer(&tape, (int64_t)below(5) - 1);
    lx_tape given = {tape.cells, (size_t)tape.count, tape.bytes, tape.byte_count};
    if (lx_call(vm, compare, given, &result) != LX_OK) return fail(vm, "cannot go on");
    if (result.cells[0].boolean) continue;
    printf("case %ld of seed %s differs, kind %d\n", n, count > 2 ? arguments[2] : "1", (int)tape.cells[0].integer);
    show("subject", subject.bytes, subject.length);
    show("pattern", pattern.bytes, pattern.length);
    show("replacement", replacement, strlen(replacement));
    printf("start %lld\n", (long long)tape.cells[3].integer);
    show("ours ", result.bytes + result.cells[1].offset, result.cells[1].count);
    show("stock", result.bytes + result.cells[2].offset, result.cells[2].count);
    return 1;
  }
  printf("%ld cases, no difference\n", cases);
  lx_close(vm);
  lx_flag_free(cancel);
  return 0;
}
