// A process in which somebody else's code runs: for tests of what it can still do.

#ifndef ASSAY_HOSTILE_PROCESS_H
#define ASSAY_HOSTILE_PROCESS_H

#include <stdbool.h>

enum {
  LX_ATTACK_READ_FILE,
  LX_ATTACK_WRITE_FILE,
  LX_ATTACK_LIST_FOLDER,
  LX_ATTACK_REMOVE_FILE,
  LX_ATTACK_SOCKET,
  LX_ATTACK_SOCKET_PAIR,
  LX_ATTACK_CONNECT,
  LX_ATTACK_EXECUTE,
  LX_ATTACK_FORK,
  LX_ATTACK_CLONE3,
  LX_ATTACK_SIGNAL_PARENT,
  LX_ATTACK_READ_PARENT,
  LX_ATTACK_TRACE_PARENT,
  LX_ATTACK_NEW_CODE,
  LX_ATTACK_DUPLICATE,
  LX_ATTACK_MOUNT,
  LX_ATTACK_RAISE_LIMIT,
  LX_ATTACK_ALL_MEMORY,
  LX_ATTACK_IO_RING,
  LX_ATTACK_HOST_NAME,
  LX_ATTACK_COUNT
};

/// Forks, confines the child if `confined`, and lets it try `attack`.
///
/// Returns 0 when the attack came through, the system's number of the error when it was refused, and -1 when the child
/// died or could not be started. A process group of its own keeps what the child starts from outliving it.
int lx_attack(int attack, bool confined);

/// What a worker must go on being able to do, all of it, in a confined child: 0 when everything works, else the number of
/// the step that failed.
int lx_honest_work(void);

/// Forks a confined child that turns in a loop with `seconds` of processor time. Returns the signal that ended it.
int lx_spend_processor_time(int seconds);

enum { LX_LACKS_LANDLOCK = 1, LX_LACKS_SECCOMP = 2 };

/// Runs a line of shell on a kernel that lacks the parts in `missing`, as far as the programs that it starts can tell: the
/// calls that these parts need fail as unknown ones do. Returns its exit status, -1 when it died or could not be started.
int lx_run_without(int missing, const char *line);

#endif
