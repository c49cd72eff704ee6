// What the files of this library share. One file, one idea: allocator.c, budget.c, failure.c,
// protect.c, tape.c, host.c, views.c, lending.c, environments.c, and one file for each library.
#ifndef LX_SHIM_INTERNAL_H
#define LX_SHIM_INTERNAL_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdatomic.h>
#include <string.h>

#include "include/lua_shim.h"

enum {
  // Instructions between two looks at the budget. A coroutine counts for itself and may die before
  // its first tick, so each is charged one interval when it is made.
  LX_INTERVAL = 250,
  LX_BYTES_PER_STEP = 64,
  LX_MAXIMUM_DEPTH = 64,       // nesting of a value that crosses
  LX_MAXIMUM_TABLES = 64,      // six bits of a handle
  LX_MAXIMUM_BUFFERS = 16,
  LX_MAXIMUM_FRAMES = 40,
  LX_FAILURE_BYTES = 16384,
};

struct lx_flag {
  atomic_bool raised;
};

// A tape that grows. It belongs to the VM and is reused, so an error raised halfway through writing
// leaks nothing.
typedef struct lx_writer {
  lx_cell *cells;
  size_t cell_count, cell_capacity;
  char *bytes;
  size_t byte_count, byte_capacity;
} lx_writer;

struct lx_reply {
  lx_vm *vm;
  lx_writer copy;
  bool failed;
};

// The last failure, in memory that is there beforehand: reporting an error allocates nothing.
typedef struct lx_report {
  size_t used;
  lx_failure failure;
  lx_frame frames[LX_MAXIMUM_FRAMES];
  bool has_frames;   // captured where the error was raised, before anything unwound
  bool has_message;
  char text[LX_FAILURE_BYTES];
} lx_report;

// A coroutine that waits for the one it resumed.
typedef struct lx_waiting {
  lua_State *L;
  struct lx_waiting *outer;
} lx_waiting;

// image.c
typedef struct lx_stray lx_stray;
typedef struct lx_image lx_image;

typedef struct lx_view_field {
  const char *key;  // the interned name; its address is what lookups compare
  lx_field_kind kind;
  uint8_t layer;
  uint16_t target;
  uint16_t column;      // index into the table's columns
  uint16_t slot;        // LX_LINKS: index into vm->links
  uint16_t name_count;  // LX_ENUM
  int cache;            // upvalue with the strings already made; 0: none
} lx_view_field;

typedef struct lx_column {
  const void *first, *second;
} lx_column;

typedef struct lx_view_table {
  char *name;
  lx_view_field *fields;
  uint16_t field_count;
  uint8_t layer_count;
  uint32_t mask;              // size of lookup - 1
  lx_view_field **lookup;     // by address of the interned name
  lx_column *columns;
  const uint8_t **ready;
  int32_t rows;
} lx_view_table;

typedef struct lx_link_slot {
  uint16_t table;  // whose field it is
  uint16_t field;
} lx_link_slot;

typedef struct lx_views {
  lx_view_table *tables;
  uint16_t table_count, link_count, buffer_count, word_count;
  lx_link_slot links[LX_MAXIMUM_TABLES];
  struct {
    const char *bytes;
    size_t count;
  } buffers[LX_MAXIMUM_BUFFERS];
  struct {
    const int32_t *offsets;
    int32_t count;
    const char *bytes;
    size_t byte_count;
    int cache;
  } words[LX_MAXIMUM_BUFFERS];
  uint32_t generation;  // of the newest loan; 0: nothing was lent yet
  uint32_t live;        // what a good handle carries; LX_NOT_LENT between loans
  int upvalues;         // of the index function
  bool is_cache[256];   // upvalues that hold strings of this loan
  bool is_filled[256];
} lx_views;

struct lx_vm {
  lua_State *L;
  lua_State *running;    // the coroutine whose turn it is
  lx_waiting *waiting;   // those that resumed it, innermost first
  lx_host host;
  lx_flag *cancel;
  lx_limits limits;
  bool busy;

  // allocator.c
  size_t memory, peak;
  size_t refused;            // size of a block that was refused and may be asked for again
  uint64_t births;           // serial number of the newest block
  int64_t allocations_left;  // -1: not counting
  size_t uncharged_bytes;
  bool collect_wanted;
  char *first_block;         // while lua_newstate runs: the main thread and the global state
  size_t first_size;
  bool is_seed_tried, is_seed_fixed;

  // image.c
  char *base;                // where blocks lie that can be gone back to; NULL: they cannot
  size_t base_used;
  lx_stray *strays;
  lx_image *image;

  // budget.c
  int64_t steps_left;
  int64_t output_left;
  int64_t deadline;          // nanoseconds of the coarse monotonic clock; 0: none
  lx_status verdict;
  bool armed;                // the hook fires at the next instruction, out of turn

  // profile.c
  lx_watcher watcher;
  const void *watched;       // the call that ran last, by its address, and its line
  int watched_line;

  // tape.c
  lx_writer out;
  lx_reply reply;
  uint32_t *keep_counts;     // crossings of each kept function
  size_t keep_capacity, kept, free_keep;

  char *scratch;             // a stack of bytes for strings in the making
  size_t scratch_count, scratch_capacity;
  size_t scratch_floor;      // what the coroutines that wait have written

  lx_views views;
  uint64_t random[4];
  uint32_t withheld;         // LX_WITHHOLD_…
  uint64_t seed;
  int64_t names;             // objects that tostring has shown
  int32_t environments;
  lx_report report;          // the last: what is gone back to is all before it
};

static inline lx_vm *lx_vm_of(lua_State *L) { return *(lx_vm **)lua_getextraspace(L); }

// Registry keys: the address of each is the key.
extern char lx_key_functions;     // id → function, function → id
extern char lx_key_environments;  // id → environment
extern char lx_key_globals;       // what every environment starts with
extern char lx_key_names;         // object → number shown by tostring
extern char lx_key_snapshots;     // what `next` remembers
extern char lx_key_original;      // in a locked metatable: the rule's own; in that one: the locked one
extern char lx_key_content;       // in the metatable of a read-only table: the table behind it
extern char lx_key_index;         // the function that reads views
extern char lx_key_ranges;        // the metatable of ranges of rows
extern char lx_key_prelude;       // what trusted environments have besides

// allocator.c
void *lx_allocate(void *vm, void *block, size_t old_size, size_t new_size);
void *lx_allocate_first(void *vm, void *block, size_t old_size, size_t new_size);
// lua_newstate with a hash seed that is the same everywhere.
lua_State *lx_new_state(lx_vm *vm);
// malloc for buffers of the VM itself; counts and fails like Lua's own blocks.
void *lx_resize_buffer(lx_vm *vm, void *buffer, size_t old_size, size_t new_size);
uint64_t lx_birth(lua_State *L, int index);
// Makes room for [bytes] by collecting garbage, or lets the verdict fall and raises.
void lx_make_room(lua_State *L, size_t bytes);

// image.c
bool lx_make_base(lx_vm *vm);
void lx_drop_base(lx_vm *vm);
// realloc and free, told what the block's size was.
void *lx_resize_block(lx_vm *vm, void *start, size_t old_size, size_t new_size);
void lx_free_block(lx_vm *vm, void *start, size_t size);

// budget.c
void lx_arm(lx_vm *vm);
void lx_fall(lx_vm *vm, lx_status verdict);
void lx_hook(lua_State *L, lua_Debug *ar);
_Noreturn void lx_raise_verdict(lua_State *L);
void lx_report_verdict(lx_vm *vm, lua_State *L);
void lx_reset_budget(lx_vm *vm);
int64_t lx_now(void);
// Whether the deadline has passed or a cancel came; may be asked in a signal handler.
bool lx_is_time_up(const lx_vm *vm);
// Lets the verdict fall when the deadline has passed or a cancel came.
void lx_look_at_clock(lx_vm *vm);
// Sets the hook that [L] has in ordinary times: one each LX_INTERVAL, or none.
void lx_set_standing_hook(lua_State *L);

// profile.c
void lx_watch_instruction(lua_State *L, lua_Debug *ar);

// clock.c
lx_vm *lx_clock_enter(lx_vm *vm);
void lx_clock_leave(lx_vm *outer);
bool lx_clock_works(void);

static inline void lx_note_steps(lx_vm *vm, int64_t steps) {
  vm->steps_left -= steps;
  if (vm->steps_left < 0 && vm->verdict == LX_OK) lx_fall(vm, LX_OUT_OF_STEPS);
}

// Charges C code that runs for Lua, and raises when nothing is left. Call it before the work.
static inline void lx_charge(lua_State *L, int64_t steps) {
  lx_vm *vm = lx_vm_of(L);
  lx_note_steps(vm, steps);
  if (vm->verdict != LX_OK) lx_raise_verdict(L);
}

// Charges for [bytes] looked at or copied.
static inline void lx_charge_bytes(lua_State *L, size_t bytes) { lx_charge(L, 1 + (int64_t)(bytes / LX_BYTES_PER_STEP)); }

// Looks after every place that caught an error: goes on raising when a verdict has fallen.
void lx_rethrow_verdict(lua_State *L, int status);

// failure.c
void lx_report_clear(lx_vm *vm);
void lx_report_frames(lx_vm *vm, lua_State *L);
void lx_report_message(lx_vm *vm, const char *text, size_t length);
void lx_report_syntax(lx_vm *vm, const char *chunk_name, const char *text, size_t length);
int lx_message_handler(lua_State *L);

// protect.c
lx_status lx_protect(lx_vm *vm, lua_CFunction body, void *request, bool *is_syntax);

// tape.c
void lx_rewind(lx_writer *writer);
lx_tape lx_tape_of(const lx_writer *writer);
void lx_write_values(lua_State *L, lx_writer *writer, int first, int last);
bool lx_copy_tape(lx_vm *vm, lx_writer *writer, lx_tape tape);
int lx_push_tape(lua_State *L, const lx_tape *tape);
int64_t lx_keep(lua_State *L, int index);
bool lx_push_kept(lua_State *L, int64_t function);
void lx_free_writer(lx_writer *writer);

// scratch.c
size_t lx_scratch_begin(lx_vm *vm);
void lx_scratch_add(lua_State *L, const char *bytes, size_t count);
char *lx_scratch_extend(lua_State *L, size_t count);
void lx_scratch_push(lua_State *L, size_t begin);  // pushes what was added and forgets it
void lx_scratch_cut(lx_vm *vm, size_t begin);      // after an error was caught

// views.c, lending.c
enum { LX_NOT_LENT = 0x1000000, LX_METHODS = 1, LX_MAXIMUM_UPVALUES = 250 };
int lx_index_handle(lua_State *L);
int lx_open_views(lua_State *L);
void lx_push_row(lua_State *L, uint16_t table, int32_t row);
void lx_push_rows(lua_State *L, uint16_t table, int32_t first, int32_t end);
// The row at [index]; false when the value is something else. Raises when it is stale.
bool lx_to_row(lua_State *L, int index, uint16_t *table, int32_t *row);
bool lx_to_rows(lua_State *L, int index, uint16_t *table, int32_t *first, int32_t *end);
int lx_rows_ipairs(lua_State *L);
bool lx_view_text(lua_State *L, int index);  // pushes how tostring shows a row or rows
void lx_free_views(lx_vm *vm);
int lx_attach(lua_State *L);
int lx_attach_rows(lua_State *L);
bool lx_make_ready(lua_State *L, uint16_t table, uint8_t layer, int32_t row);

// environments.c
int lx_open_environments(lua_State *L);
int lx_load_chunk(lua_State *L, const char *source, size_t length, const char *chunk_name);
int lx_load_code(lua_State *L, const char *code, size_t length, const char *chunk_name);
void lx_push_readonly(lua_State *L, int content);  // a proxy of the table at [content]
bool lx_push_content(lua_State *L, int index);     // the table behind the read-only table at [index]
void lx_push_environment_load(lua_State *L);


// source.c
const char *lx_refuse_source(const char *source, size_t length, int *line);

// suggest.c: the candidate most like [name], or NULL.
typedef struct lx_suggestion {
  const char *name;
  size_t length;
  const char *best;
  size_t distance;
} lx_suggestion;
void lx_suggest_from(lx_suggestion *suggestion, const char *candidate);

// libraries: each leaves its table on the stack
int lx_open_base(lua_State *L);
int lx_open_string(lua_State *L);
int lx_open_table(lua_State *L);
int lx_open_math(lua_State *L);
int lx_open_utf8(lua_State *L);
int lx_open_coroutine(lua_State *L);
void lx_set_functions(lua_State *L, const luaL_Reg *functions);
void lx_seed_random(lx_vm *vm, uint64_t seed);

int lx_getmetatable(lua_State *L);
int lx_setmetatable(lua_State *L);
int lx_pairs(lua_State *L);
int lx_next(lua_State *L);
int lx_format(lua_State *L);
int lx_string_find(lua_State *L);
int lx_string_match(lua_State *L);
int lx_string_gmatch(lua_State *L);
int lx_string_gsub(lua_State *L);
int lx_table_sort(lua_State *L);
// As luaL_tolstring, without addresses; pushes a string.
const char *lx_tostring(lua_State *L, int index, size_t *length);
// memmem, charged for the bytes it may look at.
const char *lx_find_plain(lua_State *L, const char *text, size_t length, const char *needle, size_t needle_length);

#endif
