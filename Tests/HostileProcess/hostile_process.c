// What code that has taken a worker over would try next.
#define _GNU_SOURCE
#include "hostile_process.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "confinement.h"

static char witness[4096] = "a parent's secret";

static int outcome(long result) { return result >= 0 ? 0 : errno; }

static int all_memory(void) {
  // More than any worker may have; only the mapping is asked for.
  void *block = mmap(NULL, (size_t)8 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return block == MAP_FAILED ? errno : 0;
}

static int execute(void) {
  char *arguments[] = {(char *)"true", NULL}, *environment[] = {NULL};
  // Comes back only when it is refused; the program that it becomes ends with 0.
  execve("/bin/true", arguments, environment);
  return errno;
}

static int start_process(void) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  if (child < 0) return errno;
  waitpid(child, NULL, 0);
  return 0;
}

static int start_process_anew(void) {
  struct {
    unsigned long long flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
  } arguments = {.exit_signal = SIGCHLD};
  long child = syscall(SYS_clone3, &arguments, sizeof arguments);
  if (child == 0) _exit(0);
  if (child < 0) return errno;
  waitpid((pid_t)child, NULL, 0);
  return 0;
}

static int connect_somewhere(void) {
  int end = socket(AF_INET, SOCK_STREAM, 0);
  if (end < 0) return errno;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(1), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  // Nobody listens: to be told so is to have come through.
  int result = connect(end, (struct sockaddr *)&address, sizeof address);
  return result == 0 || errno == ECONNREFUSED ? 0 : errno;
}

static int read_parent(void) {
  char copy[64];
  struct iovec here = {copy, sizeof copy}, there = {witness, sizeof copy};
  return outcome(process_vm_readv(getppid(), &here, 1, &there, 1, 0));
}

static int trace_parent(void) {
  pid_t parent = getppid();
  if (ptrace(PTRACE_SEIZE, parent, 0, 0) != 0) return errno;
  return 0;
}

static int raise_limit(void) {
  struct rlimit limit = {64, 64};
  return outcome(setrlimit(RLIMIT_NOFILE, &limit));
}

static int try(int attack, const char *file) {
  int pair[2];
  struct io_uring_params ring = {0};
  switch (attack) {
    case LX_ATTACK_READ_FILE: return outcome(open("/etc/passwd", O_RDONLY));
    case LX_ATTACK_WRITE_FILE: return outcome(open(file, O_WRONLY | O_CREAT, 0600));
    case LX_ATTACK_LIST_FOLDER: return outcome(open("/", O_RDONLY | O_DIRECTORY));
    case LX_ATTACK_REMOVE_FILE: return outcome(unlink(file));
    case LX_ATTACK_SOCKET: return outcome(socket(AF_INET, SOCK_DGRAM, 0));
    case LX_ATTACK_SOCKET_PAIR: return outcome(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    case LX_ATTACK_CONNECT: return connect_somewhere();
    case LX_ATTACK_EXECUTE: return execute();
    case LX_ATTACK_FORK: return start_process();
    case LX_ATTACK_CLONE3: return start_process_anew();
    case LX_ATTACK_SIGNAL_PARENT: return outcome(kill(getppid(), 0));
    case LX_ATTACK_READ_PARENT: return read_parent();
    case LX_ATTACK_TRACE_PARENT: return trace_parent();
    case LX_ATTACK_NEW_CODE: {
      void *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      return code == MAP_FAILED ? errno : 0;
    }
    case LX_ATTACK_DUPLICATE: return outcome(fcntl(0, F_DUPFD, 100));
    case LX_ATTACK_MOUNT: return outcome(unshare(CLONE_FS));
    case LX_ATTACK_RAISE_LIMIT: return raise_limit();
    case LX_ATTACK_ALL_MEMORY: return all_memory();
    case LX_ATTACK_IO_RING: return outcome(syscall(SYS_io_uring_setup, 4, &ring));
    case LX_ATTACK_HOST_NAME: return outcome(sethostname("x", 0) == 0 ? 0 : errno == EINVAL ? 0 : -1);
    default: return -1;
  }
}

enum { ADDRESS_SPACE = 1 << 30, SURVIVES = 250 };

// What `body` answers in a child, or -1.
static int in_child(int (*body)(int), int argument, int *signal_number) {
  pid_t child = fork();
  if (child < 0) return -1;
  if (child == 0) {
    int answer = body(argument);
    _exit(answer < 0 || answer > 255 ? SURVIVES : answer);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (signal_number != NULL) *signal_number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int attack_confined(int attack) {
  lx_confine(ADDRESS_SPACE);
  return try(attack, "/tmp/assay-hostile-process");
}

static int attack_freely(int attack) {
  char file[] = "/tmp/assay-hostile-XXXXXX";
  int made = mkstemp(file);
  if (made < 0) return errno;
  close(made);
  int answer = try(attack, file);
  unlink(file);
  return answer;
}

int lx_attack(int attack, bool confined) { return in_child(confined ? attack_confined : attack_freely, attack, NULL); }

static void *add_one(void *number) {
  ++*(int *)number;
  return number;
}

static int work(int unused) {
  (void)unused;
  // As in a worker, no descriptor is free between those that are open.
  close_range(3, ~0u, 0);
  int ends[2];
  if (pipe(ends) != 0) return 1;
  int available = lx_confinement_available();
  if (lx_confine(ADDRESS_SPACE) != available) return 8;
  char *block = malloc(64 << 20);
  if (block == NULL) return 2;
  memset(block, 1, 64 << 20);
  free(block);
  int number = 1;
  pthread_t thread;
  if (pthread_create(&thread, NULL, add_one, &number) != 0 || pthread_join(thread, NULL) != 0 || number != 2) return 3;
  char byte = 'x';
  if (write(ends[1], &byte, 1) != 1 || read(ends[0], &byte, 1) != 1) return 4;
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 5;
  lx_allow_processor_time(60);
  long used, limit;
  lx_processor_time(&used, &limit);
  if (limit < 60 || limit > used + 62) return 6;
  timer_t timer;
  struct sigevent event = {.sigev_notify = SIGEV_NONE};
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0 || timer_delete(timer) != 0) return 7;
  return 0;
}

int lx_honest_work(void) { return in_child(work, 0, NULL); }

static int spin(int seconds) {
  // Should the limit not work, the test fails and does not hang.
  rlim_t most = (rlim_t)seconds + 10;
  struct rlimit last = {most, most};
  setrlimit(RLIMIT_CPU, &last);
  lx_confine(ADDRESS_SPACE);
  lx_allow_processor_time(seconds);
  for (volatile unsigned long i = 0;; i++) {
  }
}

int lx_spend_processor_time(int seconds) {
  int signal_number = 0;
  in_child(spin, seconds, &signal_number);
  return signal_number;
}

// --- An older kernel ----------------------------------------------------------------------------

#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

static bool make_calls_unknown(int missing) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (filter == NULL) return false;
  int failed = 0;
  if (missing & LX_LACKS_LANDLOCK) {
    failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_restrict_self), 0);
  }
  if (missing & LX_LACKS_SECCOMP) {
    failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
  }
  failed |= seccomp_load(filter);
  seccomp_release(filter);
  return failed == 0;
}

int lx_run_without(int missing, const char *line) {
  pid_t child = fork();
  if (child < 0) return -1;
  if (child == 0) {
    if (make_calls_unknown(missing)) execl("/bin/sh", "sh", "-c", line, (char *)NULL);
    _exit(SURVIVES);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) != SURVIVES ? WEXITSTATUS(status) : -1;
}
