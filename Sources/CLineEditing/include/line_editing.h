// Reads lines from a person at a terminal, with editing, history and completion, by libedit, which is opened when the first
// such line is due: linked in the usual way it would bring a library into every start of the program, for something that
// few runs do.

#ifndef ASSAY_LINE_EDITING_H
#define ASSAY_LINE_EDITING_H

#include <stdbool.h>
#include <stddef.h>

/// How a reading of a line ended.
enum {
  LX_LINE_READ = 0,
  LX_LINE_END,          ///< the person is done (Ctrl-D on an empty line), or the terminal is gone
  LX_LINE_INTERRUPTED,  ///< Ctrl-C: what was typed is to be forgotten
};

typedef struct lx_line_editor lx_line_editor;

/// Says how the text before the cursor goes on. Gives memory from malloc, which the editor frees, or NULL: `insertion`
/// is put in, `listing` is shown below the line.
typedef void lx_complete(void *context, const char *before, char **insertion, char **listing);

/// An editor for standard input, or NULL where libedit is not installed.
lx_line_editor *lx_open_line_editor(lx_complete *complete, void *context);

/// Reads a line. `line` is the text without its line feed, from malloc, and NULL when there is none.
int lx_read_line(lx_line_editor *editor, const char *prompt, char **line);

/// Adds an entry to what the arrow keys go through.
void lx_remember_line(lx_line_editor *editor, const char *entry);

void lx_close_line_editor(lx_line_editor *editor);

#endif
