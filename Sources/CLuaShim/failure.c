// What the host is told of an error: message, place, and the calls that led there.
//
// Everything is written into memory that the VM has from the start, because the error may be that
// there is none.
#include <stdio.h>

#include "shim.h"

void lx_report_clear(lx_vm *vm) {
  lx_report *report = &vm->report;
  report->used = 0;
  report->has_frames = report->has_message = false;
  report->failure = (lx_failure){.message = "", .chunk = "", .frames = report->frames};
}

// Keeps [text] as far as there is room.
static const char *keep_text(lx_report *report, const char *text, size_t *length, size_t longest) {
  size_t room = LX_FAILURE_BYTES - report->used;
  if (*length > longest) *length = longest;
  if (*length > room) *length = room;
  char *kept = report->text + report->used;
  if (*length > 0) memcpy(kept, text, *length);
  report->used += *length;
  return kept;
}

// The chunk's name as the host gave it: the mark in front is Lua's.
static const char *chunk_of(const lua_Debug *ar, size_t *length) {
  if (*ar->source == '@' || *ar->source == '=') {
    *length = ar->srclen - 1;
    return ar->source + 1;
  }
  *length = strlen(ar->short_src);
  return ar->short_src;
}

static bool add_frame(lx_report *report, const lua_Debug *ar) {
  bool is_lua = *ar->what != 'C';
  if (!is_lua && ar->name == NULL) return true;
  if (report->failure.frame_count == LX_MAXIMUM_FRAMES) return false;
  char unnamed[48];
  const char *name = ar->name;
  if (strcmp(ar->what, "main") == 0) {
    name = "main chunk";
  } else if (name == NULL) {
    snprintf(unnamed, sizeof unnamed, "function at line %d", ar->linedefined);
    name = unnamed;
  }
  lx_frame *frame = &report->frames[report->failure.frame_count++];
  const char *chunk = chunk_of(ar, &frame->chunk_length);
  frame->chunk = keep_text(report, chunk, &frame->chunk_length, 200);
  frame->function_length = strlen(name);
  frame->function = keep_text(report, name, &frame->function_length, 80);
  frame->line = is_lua && ar->currentline > 0 ? ar->currentline : 0;
  return true;
}

static void add_frames(lx_report *report, lua_State *L) {
  lua_Debug ar;
  for (int level = 0; lua_getstack(L, level, &ar) != 0; level++) {
    lua_getinfo(L, "Sln", &ar);
    if (!add_frame(report, &ar)) return;
  }
}

void lx_report_frames(lx_vm *vm, lua_State *L) {
  lx_report *report = &vm->report;
  report->failure.frame_count = 0;
  report->used = 0;
  report->has_frames = true;
  add_frames(report, L);
  for (const lx_waiting *waiting = vm->waiting; waiting != NULL; waiting = waiting->outer) {
    if (waiting->L != L) add_frames(report, waiting->L);
  }
}

// A message without a place of its own happened where the innermost Lua function stands.
static void place_at_top(lx_report *report) {
  for (size_t i = 0; i < report->failure.frame_count; i++) {
    const lx_frame *frame = &report->frames[i];
    if (frame->line == 0) continue;
    report->failure.chunk = frame->chunk;
    report->failure.chunk_length = frame->chunk_length;
    report->failure.line = frame->line;
    return;
  }
}

static void set_message(lx_report *report, const char *text, size_t length) {
  report->failure.message = keep_text(report, text, &length, 8192);
  report->failure.message_length = length;
  report->has_message = true;
}

void lx_report_message(lx_vm *vm, const char *text, size_t length) {
  place_at_top(&vm->report);
  set_message(&vm->report, text, length);
}

// Takes off "chunk:line: " when it names the place of a running function, and keeps it as fields.
static void set_placed_message(lx_report *report, lua_State *L, const char *text, size_t length) {
  lua_Debug ar;
  for (int level = 0; level < 32 && lua_getstack(L, level, &ar) != 0; level++) {
    lua_getinfo(L, "Sl", &ar);
    if (ar.currentline <= 0) continue;
    char place[LUA_IDSIZE + 16];
    int written = snprintf(place, sizeof place, "%s:%d: ", ar.short_src, ar.currentline);
    size_t count = (size_t)written;
    if (count > length || memcmp(text, place, count) != 0) continue;
    size_t chunk_length;
    const char *chunk = chunk_of(&ar, &chunk_length);
    report->failure.chunk = keep_text(report, chunk, &chunk_length, 400);
    report->failure.chunk_length = chunk_length;
    report->failure.line = ar.currentline;
    set_message(report, text + count, length - count);
    return;
  }
  place_at_top(report);
  set_message(report, text, length);
}

void lx_report_syntax(lx_vm *vm, const char *chunk_name, const char *text, size_t length) {
  lx_report *report = &vm->report;
  lx_report_clear(vm);
  size_t chunk_length = strlen(chunk_name);
  if (*chunk_name == '@' || *chunk_name == '=') chunk_name++, chunk_length--;
  report->failure.chunk = keep_text(report, chunk_name, &chunk_length, 400);
  report->failure.chunk_length = chunk_length;
  // Lua writes "chunk:line: message", the chunk's name perhaps shortened.
  for (size_t i = 0; i + 3 < length; i++) {
    if (text[i] != ':') continue;
    size_t digits = i + 1;
    int32_t line = 0;
    while (digits < length && digits < i + 9 && text[digits] >= '0' && text[digits] <= '9') {
      line = line * 10 + (text[digits++] - '0');
    }
    if (digits == i + 1 || digits + 1 >= length || text[digits] != ':' || text[digits + 1] != ' ') continue;
    report->failure.line = line;
    set_message(report, text + digits + 2, length - digits - 2);
    return;
  }
  set_message(report, text, length);
}

// An error value may be anything. What a rule made of it runs protected, and only while no verdict
// has fallen.
static const char *text_of_error(lua_State *L, size_t *length) {
  switch (lua_type(L, 1)) {
    case LUA_TSTRING:
    case LUA_TNUMBER: return lua_tolstring(L, 1, length);
    case LUA_TTABLE:
      lua_pushliteral(L, "message");
      if (lua_rawget(L, 1) == LUA_TSTRING) return lua_tolstring(L, -1, length);
      lua_pop(L, 1);
      if (luaL_getmetafield(L, 1, "__tostring") == LUA_TNIL) break;
      lua_pushvalue(L, 1);
      if (lua_pcall(L, 1, 1, 0) == LUA_OK && lua_type(L, -1) == LUA_TSTRING) return lua_tolstring(L, -1, length);
      lua_pop(L, 1);
      break;
    default: break;
  }
  const char *text = lua_pushfstring(L, "error object is a %s value", luaL_typename(L, 1));
  *length = strlen(text);
  return text;
}

int lx_message_handler(lua_State *L) {
  lx_vm *vm = lx_vm_of(L);
  if (vm->verdict != LX_OK || vm->report.has_message) return 1;
  size_t length;
  const char *text = text_of_error(L, &length);
  if (vm->verdict != LX_OK) return 1;  // making the text was what spent the budget
  if (!vm->report.has_frames) lx_report_frames(vm, L);
  set_placed_message(&vm->report, L, text, length);
  return 1;
}

lx_failure lx_last_failure(const lx_vm *vm) { return vm->report.failure; }
