// A program on a terminal of its own, for tests of dialogues.

#ifndef ASSAY_TERMINAL_PROCESS_H
#define ASSAY_TERMINAL_PROCESS_H

#include <sys/types.h>

/// Starts `program` in `folder` with all its streams on a new terminal, whose Ctrl-C reaches it.
///
/// `arguments` and `environment` end with NULL. `controller` is the other end of the terminal, which does not block; the
/// caller closes it. Gives the process, or -1 with errno set.
pid_t lx_spawn_on_terminal(const char *program, char *const *arguments, char *const *environment, const char *folder,
                           unsigned short columns, int *controller);

#endif
