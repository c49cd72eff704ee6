#include "line_editing.h"

// Of the library's package for developers only the names and types are used; nothing is linked.
#include <dlfcn.h>
#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  __typeof__(el_init) *init;
  __typeof__(el_end) *end;
  __typeof__(el_gets) *gets;
  __typeof__(el_set) *set;
  __typeof__(el_get) *get;
  __typeof__(el_line) *line;
  __typeof__(el_insertstr) *insertstr;
  __typeof__(history_init) *history_init;
  __typeof__(history_end) *history_end;
  __typeof__(history) *history;
} library;

struct lx_line_editor {
  library edit;
  EditLine *line;
  History *history;
  const char *prompt;
  lx_complete *complete;
  void *context;
  bool is_interrupted;
};

static bool open_library(library *edit) {
  static const char *const names[] = {"libedit.so.2", "libedit.so.0", "libedit.so", "libedit.3.dylib"};
  void *handle = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && handle == NULL; i++) handle = dlopen(names[i], RTLD_NOW);
  if (handle == NULL) return false;
  const struct { const char *name; void *place; } symbols[] = {
    {"el_init", &edit->init}, {"el_end", &edit->end}, {"el_gets", &edit->gets}, {"el_set", &edit->set},
    {"el_get", &edit->get}, {"el_line", &edit->line}, {"el_insertstr", &edit->insertstr},
    {"history_init", &edit->history_init}, {"history_end", &edit->history_end}, {"history", &edit->history},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    void *symbol = dlsym(handle, symbols[i].name);
    if (symbol == NULL) return false;
    memcpy(symbols[i].place, &symbol, sizeof symbol);
  }
  return true;
}

// libedit hands its own handle to every function, and keeps one pointer of ours in it. The getter is the library's too,
// so it stands here, where the first editor put it.
static library shared;

static lx_line_editor *editor_of(EditLine *line) {
  void *data = NULL;
  shared.get(line, EL_CLIENTDATA, &data);
  return data;
}

static const char *prompt_of(EditLine *line) { return editor_of(line)->prompt; }

static unsigned char complete(EditLine *line, int key) {
  (void)key;
  lx_line_editor *editor = editor_of(line);
  const LineInfo *info = shared.line(line);
  size_t length = (size_t)(info->cursor - info->buffer);
  char *before = malloc(length + 1);
  if (before == NULL) return CC_ERROR;
  memcpy(before, info->buffer, length);
  before[length] = 0;
  char *insertion = NULL, *listing = NULL;
  editor->complete(editor->context, before, &insertion, &listing);
  free(before);
  unsigned char answer = CC_ERROR;
  if (insertion != NULL && *insertion != 0 && shared.insertstr(line, insertion) == 0) answer = CC_REFRESH;
  if (listing != NULL && *listing != 0) {
    printf("\n%s\n", listing);
    fflush(stdout);
    answer = CC_REDISPLAY;
  }
  free(insertion);
  free(listing);
  return answer;
}

static unsigned char interrupt(EditLine *line, int key) {
  (void)key;
  editor_of(line)->is_interrupted = true;
  fputs("^C", stdout);
  fflush(stdout);
  return CC_NEWLINE;
}

lx_line_editor *lx_open_line_editor(lx_complete *complete_line, void *context) {
  lx_line_editor *editor = calloc(1, sizeof *editor);
  if (editor == NULL || !open_library(&editor->edit)) {
    free(editor);
    return NULL;
  }
  shared = editor->edit;
  // What a letter is follows the process in libedit; all our text is UTF-8. Lua has a locale of its own.
  if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) setlocale(LC_CTYPE, "");
  editor->complete = complete_line;
  editor->context = context;
  editor->line = shared.init("assay", stdin, stdout, stderr);
  editor->history = shared.history_init();
  if (editor->line == NULL || editor->history == NULL) {
    lx_close_line_editor(editor);
    return NULL;
  }
  HistEvent event;
  shared.history(editor->history, &event, H_SETSIZE, 1000);
  shared.history(editor->history, &event, H_SETUNIQUE, 1);
  EditLine *line = editor->line;
  shared.set(line, EL_CLIENTDATA, editor);
  shared.set(line, EL_PROMPT, prompt_of);
  shared.set(line, EL_EDITOR, "emacs");
  shared.set(line, EL_HIST, shared.history, editor->history);
  shared.set(line, EL_ADDFN, "assay-complete", "completes names", complete);
  shared.set(line, EL_BIND, "^I", "assay-complete", NULL);
  // Ctrl-C comes as a letter while a line is edited: no signal handler has to leave the library halfway.
  shared.set(line, EL_SETTY, "-d", "-isig", NULL);
  shared.set(line, EL_ADDFN, "assay-interrupt", "forgets the line", interrupt);
  shared.set(line, EL_BIND, "^C", "assay-interrupt", NULL);
  shared.set(line, EL_BIND, "^R", "em-inc-search-prev", NULL);
  return editor;
}

int lx_read_line(lx_line_editor *editor, const char *prompt, char **line) {
  editor->prompt = prompt;
  editor->is_interrupted = false;
  *line = NULL;
  int count = 0;
  // libedit shows the prompt first and changes the terminal then: a Ctrl-D that comes between the two would be lost.
  shared.set(editor->line, EL_PREP_TERM, 1);
  const char *text = shared.gets(editor->line, &count);
  if (editor->is_interrupted) {
    // libedit ends the line it has read with the key, not with a line feed.
    fputc('\n', stdout);
    fflush(stdout);
    return LX_LINE_INTERRUPTED;
  }
  if (text == NULL || count <= 0) return LX_LINE_END;
  size_t length = strlen(text);
  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) length--;
  *line = malloc(length + 1);
  if (*line == NULL) return LX_LINE_END;
  memcpy(*line, text, length);
  (*line)[length] = 0;
  return LX_LINE_READ;
}

void lx_remember_line(lx_line_editor *editor, const char *entry) {
  HistEvent event;
  shared.history(editor->history, &event, H_ENTER, entry);
}

void lx_close_line_editor(lx_line_editor *editor) {
  if (editor == NULL) return;
  if (editor->line != NULL) editor->edit.end(editor->line);
  if (editor->history != NULL) editor->edit.history_end(editor->history);
  free(editor);
}
