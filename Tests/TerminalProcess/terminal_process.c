#define _GNU_SOURCE
#include "terminal_process.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <unistd.h>

static int spawn(pid_t *process, const char *program, char *const *arguments, char *const *environment,
                 const char *folder, const char *terminal) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  // The first terminal that the leader of a session opens is the one that its Ctrl-C comes from.
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO);
  posix_spawn_file_actions_addchdir_np(&actions, folder);
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  int code = posix_spawn(process, program, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return code;
}

pid_t lx_spawn_on_terminal(const char *program, char *const *arguments, char *const *environment, const char *folder,
                           unsigned short columns, int *controller) {
  struct winsize size = {.ws_row = 40, .ws_col = columns};
  int terminal = -1;
  *controller = -1;
  if (openpty(controller, &terminal, NULL, NULL, &size) != 0) return -1;
  // Processes that other tests start meanwhile must not keep it open.
  fcntl(*controller, F_SETFD, FD_CLOEXEC);
  fcntl(terminal, F_SETFD, FD_CLOEXEC);
  fcntl(*controller, F_SETFL, O_NONBLOCK);
  char name[128];
  pid_t process = -1;
  int code = ptsname_r(*controller, name, sizeof name);
  if (code == 0) code = spawn(&process, program, arguments, environment, folder, name);
  close(terminal);
  if (code == 0) return process;
  close(*controller);
  *controller = -1;
  errno = code;
  return -1;
}
